#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Command {
    /// Runs the command to its end and tells what it cost. Standard input is empty, standard output goes to
    /// `output`, standard error to the harness' own.
    public func run(output: String = "/dev/null") throws -> Cost {
        let start = ContinuousClock.now
        let usage = try wait(for: try spawn(output: output))
        let elapsed = ContinuousClock.now - start
        return Cost(seconds: elapsed / .seconds(1), peakBytes: Self.peakBytes(usage))
    }

    /// Waits until the process has ended, and throws unless it ended well.
    @discardableResult
    func wait(for process: pid_t) throws -> rusage {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) == -1, errno == EINTR {}
        try check(status)
        return usage
    }

    /// Starts the command. Its input is what `input` can be read from; without one it is empty.
    func spawn(input: Int32? = nil, output: String) throws -> pid_t {
        let descriptor = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CommandFailure.cannotOpen(output, errno: errno) }
        defer { close(descriptor) }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        let words = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawn(&process, program, &actions, nil, words + [nil], environ)
        guard code == 0 else { throw CommandFailure.cannotStart(program, errno: code) }
        return process
    }

    private func check(_ status: Int32) throws {
        // The layout of wait's status word; WIFEXITED and its like are macros, which Swift cannot import.
        let signal = status & 0x7F
        guard signal == 0 else { throw CommandFailure.killed(program, signal: signal) }
        let code = status >> 8 & 0xFF
        guard code == 0 else { throw CommandFailure.exited(program, status: code) }
    }

    /// The largest resident set of this process, in bytes.
    public static func ownPeakBytes() -> Int {
        var usage = rusage()
        // RUSAGE_SELF is 0 everywhere, but of a different Swift type on each system.
        getrusage(0, &usage)
        return peakBytes(usage)
    }

    private static func peakBytes(_ usage: rusage) -> Int {
        #if canImport(Darwin)
            Int(usage.ru_maxrss)
        #else
            // Linux counts in KiB.
            Int(usage.ru_maxrss) * 1024
        #endif
    }
}
