#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A running command that is fed by hand: what is written to `input` is its standard input.
public struct FedCommand: ~Copyable {
    private let command: Command
    private let process: pid_t
    /// The end of the pipe to write to. It belongs to this value.
    public let input: Int32

    /// Starts the command, its standard output going to the file `output`.
    public init(_ command: Command, output: String) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CommandFailure.cannotStart(command.program, errno: errno) }
        // Neither end may live on in the command, or it would wait for its own input to end.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        do {
            process = try command.spawn(input: ends[0], output: output)
        } catch {
            close(ends[1])
            throw error
        }
        self.command = command
        input = ends[1]
    }

    /// Ends the input and waits for the command to end.
    public consuming func finish() throws {
        close(input)
        try command.wait(for: process)
    }
}
