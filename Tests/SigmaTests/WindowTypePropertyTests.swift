import Model
import TestSupport
import Testing

@testable import Sigma

/// Random entries, in random order, repeated, cut and merged: what the plainest reading of each type says.
@Suite struct WindowTypePropertyTests {
    struct Entry {
        let time: Int64
        let identity: UInt64
        let group: String
        let rules: [Int]
        let number: Double?

        var sighting: Sighting {
            Sighting(time: time, identity: identity, place: 0, handle: 0, isDetection: false)
        }
    }

    /// A correlation, and whether a window with these entries (which are sorted) fires; windows begin at their
    /// anchor if `isForward`, else they end there.
    struct Case: Sendable {
        let correlation: String
        var isForward = false
        var isNumeric = false
        /// The rules that it builds on, and those of them at whose entries windows begin or end.
        var rules: Set<Int> = [0, 1, 2]
        var anchors: Set<Int> = [0, 1, 2]
        let fires: @Sendable ([Entry]) -> Bool
    }

    private static let span: Int64 = 3_000_000_000

    static let cases = [
        Case(correlation: "type: temporal, rules: [a, b, c]") { seen($0).count == 3 },
        Case(correlation: "type: temporal, rules: [a, b, c], condition: {gt: 1, neq: 3}") {
            seen($0).count == 2
        },
        Case(correlation: "type: temporal_ordered, rules: [a, b, c]", fires: isOrdered),
        Case(
            correlation: "type: temporal, condition: a and not b", isForward: true, rules: [0, 1],
            anchors: [0]
        ) {
            seen($0).contains(0) && !seen($0).contains(1)
        },
        Case(
            correlation: "type: temporal, condition: c and (a or not b)", isForward: true, anchors: [0, 2]
        ) {
            seen($0).contains(2) && (seen($0).contains(0) || !seen($0).contains(1))
        },
        Case(
            correlation: "type: value_sum, rules: [a, b, c], condition: {field: v, gte: 7.5}", isNumeric: true
        ) { numbers($0).reduce(0, +) >= 7.5 },
        Case(correlation: "type: value_avg, rules: [a, b, c], condition: {field: v, lt: 1}", isNumeric: true)
        { numbers($0).reduce(0, +) / Double($0.count) < 1 },
        Case(
            correlation: "type: value_median, rules: [a, b, c], condition: {field: v, eq: 2}", isNumeric: true
        ) { percentile($0, 50) == 2 },
        Case(
            correlation:
                "type: value_percentile, rules: [a, b, c], condition: {field: v, percentile: 75, gt: 3}",
            isNumeric: true
        ) { percentile($0, 75) > 3 },
    ]

    private static func seen(_ entries: [Entry]) -> Set<Int> { Set(entries.flatMap(\.rules)) }

    private static func numbers(_ entries: [Entry]) -> [Double] { entries.compactMap(\.number) }

    private static func isOrdered(_ entries: [Entry]) -> Bool {
        entries.contains { first in
            entries.contains { second in
                entries.contains { third in
                    first.rules.contains(0) && second.rules.contains(1) && third.rules.contains(2)
                        && first.time <= second.time && second.time <= third.time
                }
            }
        }
    }

    private static func percentile(_ entries: [Entry], _ percentile: Double) -> Double {
        let sorted = numbers(entries).sorted()
        let rank = percentile / 100 * Double(sorted.count - 1)
        let (low, high) = (sorted[Int(rank.rounded(.down))], sorted[Int(rank.rounded(.up))])
        return low + (high - low) * (rank - rank.rounded(.down))
    }

    /// The sightings of each match, by group and time.
    private static func expected(_ test: Case, _ all: [Entry]) -> [[Sighting]] {
        Set(all.map(\.group)).sorted { hashOfGroup([$0]) < hashOfGroup([$1]) }.flatMap { group in
            let members = all.filter {
                $0.group == group && !test.rules.isDisjoint(with: $0.rules)
                    && (!test.isNumeric || $0.number != nil)
            }
            func window(_ time: Int64) -> [Entry] {
                let range = test.isForward ? time...(time + span) : (time - span)...time
                return members.filter { range.contains($0.time) }
            }
            let anchors = members.filter { !test.anchors.isDisjoint(with: $0.rules) }.map(\.time)
            let firing = Set(anchors).sorted().filter { test.fires(window($0)) }
            var parts: [[Int64]] = []
            for time in firing {
                if let last = parts.last?.last, time - last <= span {
                    parts[parts.count - 1].append(time)
                } else {
                    parts.append([time])
                }
            }
            return parts.map { Set($0.flatMap(window).map(\.sighting)).sorted() }
        }
    }

    private static func entries(_ random: inout SeededGenerator) -> [Entry] {
        let spread = Int64.random(in: 1...50, using: &random)
        return (0..<Int.random(in: 0...24, using: &random)).map { number in
            let rules = (0...2).filter { _ in Int.random(in: 0...2, using: &random) == 0 }
            return Entry(
                time: Int64.random(in: 0...spread, using: &random) * 500_000_000,
                identity: UInt64(number) &* 7919 % 101, group: Bool.random(using: &random) ? "g" : "h",
                rules: rules.isEmpty ? [number % 3] : rules,
                number: number % 5 == 0 ? nil : Double(Int.random(in: -4...12, using: &random)) / 2)
        }
    }

    private static func found(_ fixture: Fixture, _ entries: [Entry], _ random: inout SeededGenerator)
        -> [[Sighting]]
    {
        var states = [Correlator(fixture.ruleSet), Correlator(fixture.ruleSet), Correlator(fixture.ruleSet)]
        for entry in (entries + entries.prefix(5)).shuffled(using: &random) {
            let value = entry.number.map { TestValue.number("\($0)") } ?? "none"
            fixture.fill(TestEntry(["g": [.text(entry.group)], "v": [value]]))
            let index = Int.random(in: states.indices, using: &random)
            for rule in entry.rules {
                states[index].observe(
                    rule: rule, fields: fixture.table, sighting: entry.sighting, countsOnce: true)
            }
        }
        states.shuffle(using: &random)
        states[1].merge(states[2])
        states[0].merge(states[1])
        return states[0].finish().map(\.sightings)
    }

    @Test(arguments: cases.indices)
    func agreesWithBruteForce(number: Int) throws {
        let test = Self.cases[number]
        let bases = ["a", "b", "c"].map {
            "title: \($0)\nname: \($0)\nlevel: informational\nlogsource: {product: x}\n"
                + "detection: {s: {g|exists: true}, condition: s}\n---\n"
        }.joined()
        let fixture = try Fixture(
            bases + "title: t\ntags: [isolation.shared-state]\n"
                + "correlation: {\(test.correlation), group-by: [g], timespan: 3s}\n")
        var total = 0
        for seed in 0..<UInt64(200) {
            var random = SeededGenerator(seed: seed)
            let entries = Self.entries(&random)
            let expected = Self.expected(test, entries)
            #expect(Self.found(fixture, entries, &random) == expected, "seed \(seed)")
            total += expected.count
        }
        // Entries that never match would prove nothing.
        #expect(total > 50, "\(test.correlation): \(total)")
    }
}
