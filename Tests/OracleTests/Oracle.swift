import Foundation

/// What the other engine says.
struct OracleOutput: Decodable, Sendable {
    struct Alert: Decodable, Sendable {
        let group: [String: String]
        /// Milliseconds, both.
        let start: Int
        let end: Int
        let entries: [Int]
    }

    /// Of one rule.
    struct Findings: Decodable, Sendable {
        let rows: [Int]
        let alerts: [Alert]
    }

    struct Outcome: Decodable, Sendable {
        /// Why it refuses the rules; nil where it does not.
        let error: String?
        /// By title, what the rules find that report by themselves.
        let rules: [String: Findings]?
    }

    struct Pack: Decodable, Sendable {
        let count: Int
        let problems: [String]
    }

    let outcomes: [Outcome]
    let examples: [Outcome]
    let pack: Pack

    func outcome(of seed: UInt64) -> Outcome? { Oracle.positions[seed].map { outcomes[$0] } }
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

    static let cases: [CaseKind: [OracleCase]] = Dictionary(
        uniqueKeysWithValues: CaseKind.allCases.enumerated().map { index, kind in
            let first = seed &* 100_000 &+ UInt64(index) &* 5_000
            return (kind, (0..<UInt64(kind.count)).map { kind.make(seed: first &+ $0) })
        })

    private static let all = CaseKind.allCases.flatMap { cases[$0] ?? [] }

    /// Where a case stands among all, by its seed.
    static let positions = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.seed, $0) })

    /// One run of the other engine over everything, for all tests.
    static let output = Result { try run(Input(cases: all, examples: Example.all.map(\.test))) }

    private struct Input: Encodable {
        let cases: [OracleCase]
        let examples: [OracleCase]
    }

    /// The other engine ended early; what it had to say is on standard error.
    private struct Failure: Error {
        let status: Int32
    }

    private static func run(_ input: Input) throws -> OracleOutput {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (source, target) = (scratch.appending(path: "input"), scratch.appending(path: "output"))
        try JSONEncoder().encode(input).write(to: source)
        let process = Process()
        process.executableURL = folder.appending(path: "bin/python")
        // -B: no bytecode beside the sources.
        process.arguments = [
            "-B", root.appending(path: "Tests/OracleTests/oracle.py").path(percentEncoded: false),
            source.path(percentEncoded: false), target.path(percentEncoded: false),
            root.appending(path: "Patterns/rules").path(percentEncoded: false),
        ]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return try JSONDecoder().decode(OracleOutput.self, from: Data(contentsOf: target))
    }
}
