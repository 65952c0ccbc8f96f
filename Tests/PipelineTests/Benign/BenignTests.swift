import Foundation
import Model
import TestSupport
import Testing

@testable import Pipeline

/// A healthy service gives no incident, however much its log speaks of users, isolation and sharing.
@Suite struct BenignTests {
    /// Messages with their severity, each of its own words.
    static let messages: [(severity: String, text: String)] = lines("messages.tsv").map { line in
        let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
        // The file writes the end of a line within a message as \n.
        return (parts[0], parts[1].replacing("\\n", with: "\n"))
    }
    /// The members of entries that are more than a message.
    static let entries = lines("entries.ndjson").map { String($0.dropFirst().dropLast()) }

    @Test func thereAreManyDifferentOnes() {
        #expect(Set(Self.messages.map(\.text)).count + Self.entries.count >= 400)
        #expect(Set(Self.messages.map(\.text)).count == Self.messages.count)
    }

    /// Each by itself, so that a failure names it.
    @Test func noMessageMatches() throws {
        let bench = MatchBench(try #require(InvarianceTests.engine))
        for (severity, text) in Self.messages {
            // Standard output has no severity.
            for (severity, message) in [
                (severity, text), (severity, text.replacing("\n", with: "\\n")), ("DEFAULT", text),
            ] {
                let entry = "{\"severity\":\"\(severity)\",\"textPayload\":\(Carrier.json(message))}"
                let signals = bench.match(entry).rules.filter(\.isSignal).map(\.name)
                #expect(signals == [], "\(severity) \(message)")
            }
        }
    }

    /// The users of the messages; whatever else is taken for one is a word.
    static let cast: Set<String> = [
        "alice", "bob", "carol", "dave", "alice-1", "bob-2", "carol-3", "carol-4", "dave-5", "demo-user-001",
        "demo-user-002", "u-48213", "dave@example.com", "107416081234567890123",
    ]

    @Test func noWordIsTakenForAUser() throws {
        let bench = MatchBench(try #require(InvarianceTests.engine))
        for (_, text) in Self.messages {
            let ids = bench.match("{\"textPayload\":\(Carrier.json(text))}").ids
            let users = ids.filter { $0.key.contains("user_id") }.values.joined()
            #expect(Set(users).subtracting(Self.cast) == [], "\(text)")
        }
    }

    @Test(arguments: SeededGenerator.seeds(3))
    func allTogetherGiveNoIncident(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var all = Timelines.entries(users: 120, using: &generator)
        for (severity, text) in Self.messages {
            all.append(
                (
                    generator.below(7200),
                    "\"severity\":\"\(severity)\",\"textPayload\":\(Carrier.json(text))"
                ))
        }
        for members in Self.entries { all.append((generator.below(7200), members)) }
        let start = try #require(Timestamp(rfc3339: "2025-09-14T02:00:00Z"))
        let lines = all.enumerated().map { number, entry in
            let time = start.advanced(by: Int64(entry.second) * .second)
            return "{\"timestamp\":\"\(time)\",\"insertId\":\"n\(number)\",\(entry.members)}"
        }
        let engine = try #require(InvarianceTests.engine)
        let report = try engine.scan(lines.shuffled(using: &generator))
        #expect(report.ledger.entries == lines.count, "seed \(seed)")
        let found = report.incidents.map { "\($0.title): \($0.evidence.map(\.message))" }
        #expect(found == [], "seed \(seed)")
        // One entry of another user under a request of these is seen among them all.
        let request = try #require(
            lines.first { $0.contains("Token accepted") }?.split(separator: "request_id=").last)
        let stray = "Step done user_id=stray-1 request_id=\(request.prefix(16))"
        let crossed = lines + ["{\"timestamp\":\"\(start)\",\"textPayload\":\"\(stray)\"}"]
        #expect(try engine.scan(crossed).incidents.count == 1, "seed \(seed), \(stray)")
    }

    private static func lines(_ name: String) -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
