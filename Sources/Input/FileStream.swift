#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The bytes of a file, a pipe or standard input, as they stand there.
final class FileStream: ByteStream {
    private let descriptor: Int32
    private let isOwned: Bool
    private let isRegular: Bool
    private let progress: ReadProgress
    private let stop: StopFlag

    /// Opens the input, or says why it cannot.
    static func open(
        _ item: InputItem, progress: ReadProgress, stop: StopFlag = StopFlag()
    ) -> Result<FileStream, SystemError> {
        // Opening /dev/stdin anew fails where it is a socket.
        if item.isStandardInput || item.path == "/dev/stdin" {
            return .success(FileStream(descriptor: 0, isOwned: false, progress: progress, stop: stop))
        }
        while true {
            let descriptor = openForReading(item.path)
            if descriptor >= 0 {
                return .success(
                    FileStream(descriptor: descriptor, isOwned: true, progress: progress, stop: stop))
            }
            if errno != EINTR { return .failure(SystemError(code: errno)) }
        }
    }

    private init(descriptor: Int32, isOwned: Bool, progress: ReadProgress, stop: StopFlag) {
        self.descriptor = descriptor
        self.isOwned = isOwned
        self.progress = progress
        self.stop = stop
        var raw = stat()
        isRegular = fstat(descriptor, &raw) == 0 && raw.st_mode & S_IFMT == S_IFREG
    }

    deinit {
        if isOwned { _ = close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        while true {
            guard mayRead() else { return .failed("reading was interrupted") }
            let count = readBytes(descriptor, buffer)
            if count > 0 {
                progress.addRead(count)
                return .bytes(count)
            }
            if count == 0 { return .end }
            let code = errno
            switch code {
            case EINTR, EAGAIN: continue
            default: return .failed("cannot be read further: \(SystemError(code: code))")
            }
        }
    }

    var wouldWait: Bool { !isRegular && poll(timeout: 0) == 0 }

    /// Waits until a pipe has bytes, or has ended; false once reading is to stop. Whoever started the process
    /// may have left the descriptor non-blocking, and a blocking read would not notice that it is to stop.
    private func mayRead() -> Bool {
        while !stop.isSet {
            if isRegular || poll(timeout: 100) != 0 { return true }
        }
        return false
    }

    private func poll(timeout: Int32) -> Int32 {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return pollOne(&request, timeout)
    }
}

// Inside the class the names of the system's functions are those of its methods.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func pollOne(_ request: inout pollfd, _ timeout: Int32) -> Int32 { poll(&request, 1, timeout) }
