#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A program to run and the words it is given.
public struct Command: Sendable {
    /// The path of the program; there is no search and no shell.
    public let program: String
    public let arguments: [String]

    public init(_ program: String, _ arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// The path of a program on the PATH; nil where it is not installed.
    public static func find(_ name: String) -> String? {
        guard let path = getenv("PATH") else { return nil }
        return String(cString: path).split(separator: ":").lazy
            .map { "\($0)/\(name)" }
            .first(where: isProgram)
    }

    /// Whether there is a file at this path that may be run.
    public static func isProgram(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }
}

/// What one run of a command cost.
public struct Cost: Sendable {
    /// From the start of the process until it was seen to end.
    public let seconds: Double
    /// The largest resident set, of the process or of one that it waited for. A process starts in its
    /// parent's memory, so this is never below the harness' own.
    public let peakBytes: Int
}

/// Why a run has no cost.
public enum CommandFailure: Error, CustomStringConvertible {
    case cannotStart(String, errno: Int32)
    case cannotOpen(String, errno: Int32)
    case exited(String, status: Int32)
    case killed(String, signal: Int32)

    public var description: String {
        switch self {
        case .cannotStart(let program, let code):
            "cannot start \(program): \(String(cString: strerror(code)))"
        case .cannotOpen(let path, let code): "cannot open \(path): \(String(cString: strerror(code)))"
        case .exited(let program, let status): "\(program) ended with exit code \(status)"
        case .killed(let program, let signal): "\(program) was ended by signal \(signal)"
        }
    }
}
