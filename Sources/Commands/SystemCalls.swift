#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The few calls of the system that commands make themselves.
enum System {
    /// What the last failed call says.
    static var lastError: String { String(cString: strerror(errno)) }

    /// The path without symbolic links; nil where nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Columns of the terminal behind a descriptor; nil where there is none.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Nanoseconds since 1970 of the system's clock.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }

    /// Writes everything; nil on success, else the error's number.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            #if canImport(Darwin)
                let count = Darwin.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            #elseif canImport(Musl)
                let count = Musl.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            #else
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            done += count
        }
        return nil
    }

    /// Whether an error's number says that nobody reads the pipe any more.
    static func isBrokenPipe(_ code: Int32) -> Bool { code == EPIPE }

    static func message(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// Lets writing to a closed pipe, or beyond the limit for the size of files, fail instead of ending the
    /// process.
    static func letWritesFail() {
        for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
    }

    /// Calls `handler` at the first SIGINT, SIGTERM or SIGHUP; the second ends the process as usual. A signal that whoever
    /// started the process wants ignored stays ignored.
    static func onInterrupt(_ handler: @escaping @convention(c) (Int32) -> Void) {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            sigemptyset(&action.sa_mask)
            // The constant is 0x80000000 where it does not fit a signed number.
            action.sa_flags = Int32(truncatingIfNeeded: Int64(SA_RESETHAND))
            #if canImport(Darwin)
                action.__sigaction_u.__sa_handler = handler
            #else
                action.__sigaction_handler.sa_handler = handler
            #endif
            var inherited = sigaction()
            sigaction(number, nil, &inherited)
            if isIgnored(inherited) { continue }
            sigaction(number, &action, nil)
            // Programs that start others from a thread pool often hand down a mask that blocks everything.
            var mask = sigset_t()
            sigemptyset(&mask)
            sigaddset(&mask, number)
            pthread_sigmask(SIG_UNBLOCK, &mask, nil)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        // The handlers SIG_DFL and SIG_IGN are the numbers 0 and 1.
        return unsafeBitCast(handler, to: Int.self) == 1
    }
}
