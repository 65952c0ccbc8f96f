import Foundation
import StoreTestSupport
import TestSupport

/// A folder with a few rules that load at once, a random export cut into parts, and stores that runs of
/// `crosstalk ingest` make of it.
struct StoreWorkshop {
    let folder: URL
    let parts: [String]

    /// Writes the rules and the parts.
    init(in folder: URL, using generator: inout SeededGenerator) throws {
        self.folder = folder
        for (path, text) in [("rules/extract/ids.yml", Self.extraction), ("rules/rules.yml", Self.rules)] {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let entries = (0..<Int.random(in: 4...40, using: &generator)).map { Self.entry($0, &generator) }
        let count = Int.random(in: 1...4, using: &generator)
        var parts: [String] = []
        for number in 0..<count {
            let own = entries[(entries.count * number / count)..<(entries.count * (number + 1) / count)]
            let again = (0..<Int.random(in: 0...3, using: &generator)).map { _ in generator.pick(entries) }
            let bytes = Array((own + again).map { $0 + "\n" }.joined().utf8)
            let isPacked = Bool.random(using: &generator)
            parts.append("part-\(number).json")
            try Data(isPacked ? gzip(bytes) : bytes).write(to: folder.appending(path: parts[number]))
        }
        self.parts = parts
    }

    /// Runs `ingest` over parts; the result is its status, that of a process that was killed being 9.
    @discardableResult
    func ingest(_ parts: [String], into store: String, environment: [String: String] = [:]) throws -> Int32 {
        let outcome = try Tool.run(
            ["ingest", "--quiet", "--rules", "rules", "--store", store, "--threads", "1"] + parts, in: folder,
            environment: environment)
        // Anything else would be tried again for ever.
        guard outcome.status == 0 || outcome.status == 9 else { throw Failure(text: outcome.stderr) }
        return outcome.status
    }

    struct Failure: Error {
        let text: String
    }

    func contents(of store: String) throws -> StoreContents {
        try StoreContents(folder.appending(path: store).path(percentEncoded: false))
    }

    private static func entry(_ number: Int, _ generator: inout SeededGenerator) -> String {
        let minute = Int.random(in: 0..<50, using: &generator)
        let user = generator.pick(["alice", "bob", "carol"])
        let request = "req_\(Int.random(in: 0..<6, using: &generator))"
        let text = generator.pick(["done", "done", "shared with \(generator.pick(["dave", "erin"]))"])
        return """
            {"timestamp":"2025-09-14T02:\(minute < 10 ? "0" : "")\(minute):00Z","insertId":"i\(number)","jsonPayload":\
            {"message":"\(text)","user_id":"\(user)","request_id":"\(request)"}}
            """
    }

    private static let extraction = """
        title: Ids
        id: 5f0e6c1a-0000-4000-8000-000000000001
        description: Users and requests.
        fields:
          user_id:
            kind: user
            paths: [jsonPayload.user_id]
          other_user_id:
            kind: user
          request_id:
            kind: scope
            paths: [jsonPayload.request_id]
        patterns:
          - match: shared with (?<other_user_id>\\w+)
            samples:
              - text: shared with dave
                fields: {other_user_id: [dave]}
        """

    private static let rules = """
        title: Somebody acted
        id: 5f0e6c1a-0000-4000-8000-000000000002
        name: acted
        logsource: {product: gcp}
        detection:
          selection: {user_id|exists: true}
          condition: selection
        level: informational
        ---
        title: One request carried two users
        id: 5f0e6c1a-0000-4000-8000-000000000003
        name: two_users
        tags: [isolation.identity-conflict]
        correlation:
          type: value_count
          rules: [acted]
          group-by: [request_id]
          timespan: 10m
          condition: {field: user_id, gte: 2}
        level: high
        ---
        title: Something was shared
        id: 5f0e6c1a-0000-4000-8000-000000000004
        name: shared
        tags: [isolation.shared-state]
        logsource: {product: gcp}
        detection:
          selection: {message|startswith: shared}
          condition: selection
        level: medium
        ---
        title: Much was shared
        id: 5f0e6c1a-0000-4000-8000-000000000005
        name: much_shared
        tags: [isolation.shared-state]
        correlation: {type: event_count, rules: [shared], group-by: [user_id], timespan: 10m, condition: {gte: 2}}
        level: high
        """
}
