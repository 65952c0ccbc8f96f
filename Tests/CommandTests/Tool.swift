import Foundation
import TestSupport

/// The built `crosstalk`, run as a process.
enum Tool {
    /// What a run left behind.
    struct Outcome {
        var status: Int32
        var stdout: String
        var stderr: String
    }

    /// The root of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The binary beside the test bundle that is running.
    static let binary: URL = {
        let arguments = CommandLine.arguments
        let bundle =
            arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] } ?? arguments[0]
        var folder = URL(filePath: bundle)
        while folder.path() != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appending(path: "crosstalk")
            if FileManager.default.isExecutableFile(atPath: candidate.path(percentEncoded: false)) {
                return candidate
            }
        }
        return root.appending(path: ".build/debug/crosstalk")
    }()

    /// Whether a command is there for a test to use.
    static func has(_ command: String) -> Bool {
        (try? shell("command -v \(command)").status == 0) ?? false
    }

    /// The names of the tool's own commands.
    static let commands: Set<String> = {
        let dump = (try? run(["--experimental-dump-help"]).stdout).flatMap { try? JSON(parsing: $0) }
        let list = dump?["command"]["subcommands"].array ?? []
        return Set(list.compactMap { $0["commandName"].string })
    }()

    /// Runs the tool to its end. Input and output go through files, so that neither side can block the other.
    static func run(
        _ arguments: [String], input: Data? = nil, in folder: URL = root, environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(binary, arguments, input: input, in: folder, environment: environment)
    }

    /// Runs a line of the shell with the tool's folder first in the path.
    static func shell(_ line: String, in folder: URL = root, environment: [String: String] = [:]) throws
        -> Outcome
    {
        let path = binary.deletingLastPathComponent().path(percentEncoded: false)
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let all = environment.merging(["PATH": "\(path):\(inherited)"]) { mine, _ in mine }
        return try run(URL(filePath: "/bin/bash"), ["-c", line], input: nil, in: folder, environment: all)
    }

    private static func run(
        _ executable: URL, _ arguments: [String], input: Data?, in folder: URL, environment: [String: String]
    ) throws -> Outcome {
        try withTemporaryFolder { scratch in
            let stdin = scratch.appending(path: "stdin")
            try (input ?? Data()).write(to: stdin)
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.currentDirectoryURL = folder
            var variables = ProcessInfo.processInfo.environment
            for name in ["COLUMNS", "NO_COLOR", "TERM"] { variables[name] = nil }
            process.environment = variables.merging(environment) { _, mine in mine }
            process.standardInput =
                input == nil ? FileHandle.nullDevice : try FileHandle(forReadingFrom: stdin)
            process.standardOutput = try output(scratch.appending(path: "stdout"))
            process.standardError = try output(scratch.appending(path: "stderr"))
            try process.run()
            process.waitUntilExit()
            return Outcome(
                status: process.terminationStatus,
                stdout: try text(scratch.appending(path: "stdout")),
                stderr: try text(scratch.appending(path: "stderr")))
        }
    }

    private static func output(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    private static func text(_ file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
