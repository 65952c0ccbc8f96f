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

    /// A correlation, and whether a window that ends at one of these entries (which are sorted) fires.
    struct Case: Sendable {
        /// Rules that are asked for, and those that must not follow.
        typealias Term = (wanted: Set<Int>, unwanted: Set<Int>)

        let correlation: String
        var isNumeric = false
        /// For a condition over rule names: windows begin at an entry that one of these asks for.
        var terms: [Term] = []
        var fires: @Sendable ([Entry]) -> Bool = { _ in false }
    }

    /// A window that fires, and its entries.
    private struct Firing {
        let time: Int64
        let entries: [Entry]
    }

    private static let span: Int64 = 3_000_000_000

    static let cases = [
        Case(correlation: "type: temporal, rules: [a, b, c]") { seen($0).count == 3 },
        Case(correlation: "type: temporal, rules: [a, b, c], condition: {gt: 1, neq: 3}") {
            seen($0).count == 2
        },
        Case(correlation: "type: temporal_ordered, rules: [a, b, c]", fires: isOrdered),
        Case(correlation: "type: temporal, condition: a and not b", terms: [([0], [1])]),
        Case(
            correlation: "type: temporal, condition: c and (a or not b)", terms: [([2, 0], []), ([2], [1])]),
        Case(
            correlation: "type: temporal, condition: (a and not b) or (c and not b)",
            terms: [([0], [1]), ([2], [1])]),
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
            let members = all.filter { $0.group == group && (!test.isNumeric || $0.number != nil) }
            let found = test.terms.isEmpty ? backward(test, members) : forward(test.terms, members)
            var parts: [[Firing]] = []
            for firing in found.sorted(by: { $0.time < $1.time }) {
                if let last = parts.last?.last, firing.time - last.time <= span {
                    parts[parts.count - 1].append(firing)
                } else {
                    parts.append([firing])
                }
            }
            return parts.map { Set($0.flatMap(\.entries).map(\.sighting)).sorted() }
        }
    }

    private static func backward(_ test: Case, _ members: [Entry]) -> [Firing] {
        Set(members.map(\.time)).compactMap { time in
            let window = members.filter { (time - span...time).contains($0.time) }
            return test.fires(window) ? Firing(time: time, entries: window) : nil
        }
    }

    private static func forward(_ terms: [Case.Term], _ members: [Entry]) -> [Firing] {
        terms.flatMap { term in
            let wanted = members.filter { !term.wanted.isDisjoint(with: $0.rules) }
            return Set(wanted.map(\.time)).compactMap { time -> Firing? in
                let window = members.filter { (time...time + span).contains($0.time) }
                guard term.wanted.isSubset(of: seen(window)), term.unwanted.isDisjoint(with: seen(window))
                else { return nil }
                return Firing(
                    time: time, entries: wanted.filter { window.map(\.sighting).contains($0.sighting) })
            }
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
