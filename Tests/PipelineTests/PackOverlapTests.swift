import Documents
import Foundation
import Model
import Testing

@testable import Pipeline

/// One message, one finding: rules that share a wording would report it twice, with two pieces of advice.
@Suite struct PackOverlapTests {
    /// A message that a rule's own tests say it matches.
    struct Message {
        let rule: String
        let text: String
    }

    /// Says whose data it is, whatever else happened to it.
    private static let besides = "production_user_meets_demo_user"

    static let messages: [Message] = PackCatalogueTests.entries.filter {
        $0.isReported && $0.name != besides
    }.flatMap { rule in
        guard case .sequence(let tests, _)? = rule.document.entry("tests")?.value else { return [Message]() }
        return tests.compactMap { test in
            guard test.entry("match")?.value.text == "true" else { return nil }
            return test.entry("message")?.value.text.map { Message(rule: rule.name, text: $0) }
        }
    }

    private func line(_ text: String, id: String, time: Timestamp) throws -> String {
        let fields = ["insertId": id, "timestamp": "\(time)", "severity": "WARNING", "textPayload": text]
        return String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
    }

    /// The messages stand a day apart, so that nothing joins them.
    @Test func aMessageIsReportedByOneRule() throws {
        let start = try #require(Timestamp(rfc3339: "2025-01-01T00:00:00Z"))
        let lines = try Self.messages.enumerated().map { number, message in
            try line(
                message.text, id: "\(number)", time: start.advanced(by: Int64(number) * 86_400 * .second))
        }
        let report = try #require(InvarianceTests.engine).scan(lines)
        #expect(Self.messages.count > 150)
        var found: [Int: [String]] = [:]
        for incident in report.incidents {
            for number in incident.evidence.compactMap({ $0.insertID.flatMap(Int.init) }) {
                found[number, default: []] += incident.signals.map(\.rule.name)
            }
        }
        for (number, message) in Self.messages.enumerated() {
            #expect(found[number] == [message.rule], "\(message.text)")
        }
    }

    /// The check of new managers writes each of its findings twice.
    @Test func oneEventOnSeveralLinesIsOneFinding() throws {
        let issue = "Multiple manager instances for user alice - potential duplication"
        let start = try #require(Timestamp(rfc3339: "2025-09-14T02:00:00Z"))
        let texts = ["SSOT VALIDATION: \(issue)", "SSOT validation issues (non-blocking): ['\(issue)']"]
        let report = try #require(InvarianceTests.engine).scan(
            texts.enumerated().map { number, text in
                try line(text, id: "\(number)", time: start.advanced(by: Int64(number) * 582_000))
            })
        #expect(report.incidents.count == 1)
        #expect(report.incidents.first?.signals.map(\.rule.name) == ["manager_duplication_suspected"])
        #expect(report.incidents.first?.users == ["alice"])
    }
}
