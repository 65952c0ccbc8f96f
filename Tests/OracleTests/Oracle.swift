import Foundation

/// What the other engine says.
struct OracleOutput: Decodable, Sendable {
    struct Alert: Decodable, Sendable {
        let group: [String: String]
        /// Milliseconds.
        let end: Int
        let entries: [Int]
    }

    struct Outcome: Decodable, Sendable {
        /// Why it refuses the rules; nil where it does not.
        let error: String?
        let rows: [Int]?
        let alerts: [Alert]?
    }

    struct Pack: Decodable, Sendable {
        let count: Int
        let problems: [String]
    }

    let outcomes: [Outcome]
    let pack: Pack
}

/// pySigma and its SQLite backend, in the environment that scripts/oracle-environment makes.
enum Oracle {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let folder: URL = {
        let named = ProcessInfo.processInfo.environment["CROSSTALK_ORACLE"] ?? ""
        return URL(filePath: named.isEmpty ? ".build/oracle" : named, relativeTo: root)
    }()

    /// Whether the environment is whole.
    static let isAvailable = FileManager.default.fileExists(
        atPath: folder.appending(path: "versions").path(percentEncoded: false))

    static let hint = "The environment of the oracle is missing: run scripts/oracle-environment"

    /// Cases differ with the seed; the default is one, so that a run says the same as the one before.
    static let seed = ProcessInfo.processInfo.environment["CROSSTALK_ORACLE_SEED"].flatMap(UInt64.init) ?? 1

    static let detections = (0..<2_000).map { RandomDetection.make(seed: seed &* 100_000 &+ $0) }
    static let correlations = (0..<700).map { RandomCorrelation.make(seed: seed &* 100_000 &+ 50_000 &+ $0) }

    /// One run of the other engine over everything, for all tests.
    static let output = Result { try run(detections + correlations + Example.all.map(\.test)) }

    /// The other engine ended early; what it had to say is on standard error.
    private struct Failure: Error {
        let status: Int32
    }

    private static func run(_ cases: [OracleCase]) throws -> OracleOutput {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (input, output) = (scratch.appending(path: "input"), scratch.appending(path: "output"))
        try JSONEncoder().encode(cases).write(to: input)
        let process = Process()
        process.executableURL = folder.appending(path: "bin/python")
        // -B: no bytecode beside the sources.
        process.arguments = [
            "-B", root.appending(path: "Tests/OracleTests/oracle.py").path(percentEncoded: false),
            input.path(percentEncoded: false), output.path(percentEncoded: false),
            root.appending(path: "Patterns/rules").path(percentEncoded: false),
        ]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return try JSONDecoder().decode(OracleOutput.self, from: Data(contentsOf: output))
    }
}
