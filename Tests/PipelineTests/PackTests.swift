import BuiltinPatterns
import Decoding
import Documents
import Extraction
import Foundation
import Matching
import Model
import Sigma
import Testing

@testable import Pipeline

/// The shipped pack holds what its documents say of themselves: samples and the tests beside the rules.
@Suite struct PackTests {
    /// A test beside a rule.
    struct Example: CustomTestStringConvertible {
        let rule: String
        /// One entry, or several with their offsets in seconds.
        let entries: [(offset: Int, json: String)]
        let isTimeline: Bool
        let matches: Bool
        var testDescription: String { "\(rule): \(entries.map(\.json).joined(separator: " "))" }
    }

    static let files = BuiltinPatterns.documents.map { PatternFile(path: $0.path, text: $0.text) }

    static func makeEngine() throws -> Engine {
        try Engine(
            extraction: files.filter { $0.path.hasPrefix("extract/") },
            rules: files.filter { $0.path.hasPrefix("rules/") }, checksSamples: true)
    }

    /// One engine for all timelines: making it costs more than they do.
    static let engine = Result { try makeEngine() }

    static let examples: [Example] = files.filter { $0.path.hasPrefix("rules/") }.flatMap { file in
        ((try? Document.parse(file)) ?? []).flatMap(examples(of:))
    }

    @Test func itsSamplesHold() throws {
        _ = try Self.makeEngine()
    }

    @Test func everyRuleHasTestsOfBothKinds() throws {
        for rule in try Self.makeEngine().ruleSet.rules {
            let own = Self.examples.filter { $0.rule == rule.name }
            #expect(own.contains { $0.matches }, "\(rule.name) has no test that must match")
            #expect(own.contains { !$0.matches }, "\(rule.name) has no test that must not match")
        }
    }

    @Test func itsTestsHold() throws {
        let engine = try Self.makeEngine()
        let bench = try MatchBench(engine)
        for example in Self.examples where !example.isTimeline {
            let matched = try bench.rules(matching: example.entries[0].json)
            #expect(matched.contains(example.rule) == example.matches, "\(example.testDescription)")
        }
    }

    @Test(arguments: examples.filter(\.isTimeline))
    func itsTimelinesHold(_ example: Example) throws {
        let start = try #require(Timestamp(rfc3339: "2025-09-14T02:00:00Z"))
        let lines = example.entries.map { entry in
            let time = start.advanced(by: Int64(entry.offset) * .second)
            return "{\"timestamp\":\"\(time)\",\(entry.json.dropFirst())"
        }
        let engine = try Self.engine.get()
        guard engine.ruleSet.rules.contains(where: { $0.name == example.rule && $0.isSignal }) else {
            // What only other rules build on is in no report.
            let found = try MatchBench(engine).correlations(matching: lines)
            #expect(found.contains(example.rule) == example.matches)
            return
        }
        let report = try engine.scan(lines)
        let found = report.incidents.flatMap { $0.signals.map(\.rule.name) }
        #expect(found.contains(example.rule) == example.matches)
    }

    // MARK: - Reading the tests

    private static func examples(of rule: DocumentNode) -> [Example] {
        guard let name = rule.entry("name")?.value.text,
            case .sequence(let tests, _)? = rule.entry("tests")?.value
        else { return [] }
        return tests.map { test in
            let matches = test.entry("match")?.value.text == "true"
            if case .sequence(let steps, _)? = test.entry("timeline")?.value {
                let entries = steps.map { step in
                    (
                        seconds(step.entry("at")?.value.text ?? ""),
                        step.entry("entry").map { json($0.value) } ?? "{}"
                    )
                }
                return Example(rule: name, entries: entries, isTimeline: true, matches: matches)
            }
            let entry =
                test.entry("entry").map { json($0.value) }
                ?? "{\"severity\":\"WARNING\",\"textPayload\":\(quoted(test.entry("message")?.value.text ?? ""))}"
            return Example(rule: name, entries: [(0, entry)], isTimeline: false, matches: matches)
        }
    }

    private static func seconds(_ text: String) -> Int {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        return (Int(text.dropLast()) ?? -1) * (text.last.flatMap { units[$0] } ?? 0)
    }

    private static func json(_ node: DocumentNode) -> String {
        switch node {
        case .scalar(let text, let style, _): style == .plain && Double(text) != nil ? text : quoted(text)
        case .sequence(let items, _): "[" + items.map(json).joined(separator: ",") + "]"
        case .mapping(let entries, _):
            "{" + entries.map { "\(quoted($0.key)):\(json($0.value))" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

/// Matches single entries as a worker does.
private final class MatchBench {
    private let engine: Engine
    private let decoder: EntryDecoder
    private let extractor: Extractor
    private let matcher: RuleMatcher
    private let hits: LiteralHits
    private let table: FieldTable

    init(_ engine: Engine) throws {
        self.engine = engine
        decoder = EntryDecoder()
        extractor = Extractor(engine.extraction)
        matcher = RuleMatcher(engine.ruleSet)
        hits = LiteralHits(literalCount: engine.scanner.literalCount)
        table = FieldTable(fieldCount: engine.catalog.fields.count)
    }

    func rules(matching entry: String) throws -> [String] {
        var names: [String] = []
        try match(entry) { matched, _ in names = matched.map { engine.ruleSet.rules[Int($0)].name } }
        return names
    }

    /// The names of the correlations that match entries, those included that no report shows.
    func correlations(matching entries: [String]) throws -> [String] {
        var correlator = Correlator(engine.ruleSet)
        for (number, entry) in entries.enumerated() {
            try match(entry) { matched, time in
                let sighting = Sighting(
                    time: time, identity: UInt64(number), place: 0, handle: 0, isDetection: false)
                for rule in matched {
                    correlator.observe(rule: Int(rule), fields: table, sighting: sighting, countsOnce: true)
                }
            }
        }
        return correlator.finish(includingBases: true).map { engine.ruleSet.rules[$0.rule].name }
    }

    /// Calls `body` with the detections that match an entry, and its time.
    private func match(_ entry: String, _ body: (UnsafeBufferPointer<Int32>, Int64) -> Void) throws {
        let padded = Array(entry.utf8) + [UInt8](repeating: 0, count: EntryDecoder.padding)
        let outcome = padded.withUnsafeBufferPointer { buffer in
            decoder.decode(buffer.slice(0, entry.utf8.count)) { entry in
                engine.scanner.scan(entry.message, into: hits)
                extractor.extract(entry, hits: hits, into: table)
                let time = entry.timestamp?.nanoseconds ?? Sighting.untimed
                body(matcher.match(table, hits: hits), time)
            }
        }
        #expect(outcome.entries == 1, "\(entry)")
    }
}
