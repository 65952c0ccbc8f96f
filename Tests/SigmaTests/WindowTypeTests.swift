import Model
import Testing

@testable import Sigma

/// What each type of correlation makes of a few entries: `a0 b1` are rule a at second 0 and rule b at 1.
@Suite struct WindowTypeTests {
    private static let bases = ["a", "b", "c"].map { name in
        """
        title: \(name)
        name: \(name)
        level: informational
        logsource: {product: x}
        detection: {s: {\(name)|exists: true}, condition: s}
        ---

        """
    }.joined()

    /// The times of the entries of each match of one correlation.
    private static func times(
        _ correlation: String, _ entries: [(rules: [Int], time: Int64, value: TestValue)]
    ) throws -> [[Int64]] {
        let fixture = try Fixture(
            bases + "title: t\ntags: [isolation.shared-state]\ncorrelation: {\(correlation), timespan: 4s}\n")
        var state = Correlator(fixture.ruleSet)
        for (index, entry) in entries.enumerated() {
            fixture.fill(TestEntry(["v": [entry.value]]))
            for rule in entry.rules {
                let sighting = Sighting(
                    time: entry.time * .second, identity: UInt64(index), place: 0, handle: 0,
                    isDetection: false)
                state.observe(rule: rule, fields: fixture.table, sighting: sighting, countsOnce: true)
            }
        }
        return state.finish().map { match in match.sightings.map { $0.time / .second } }
    }

    /// Entries written as the letters of their rules and a second.
    private static func entries(_ text: String) -> [(rules: [Int], time: Int64, value: TestValue)] {
        text.split(separator: " ").map { word in
            let letters = word.prefix { $0.isLetter }
            let rules = letters.utf8.map { Int($0) - Int(UInt8(ascii: "a")) }
            return (rules, Int64(word.dropFirst(letters.count)) ?? 0, nil)
        }
    }

    @Test(
        arguments: [
            ("type: temporal, rules: [a, b]", "a0 b4", [[0, 4]]),
            ("type: temporal, rules: [a, b]", "a0 b5", []),
            ("type: temporal, rules: [a, b]", "a0 a1 a2", []),
            ("type: temporal, rules: [a, b]", "b0 a1", [[0, 1]]),
            ("type: temporal, rules: [a, b]", "ab0", [[0]]),
            ("type: temporal, rules: [a, b, c], condition: {gte: 2}", "a0 c1", [[0, 1]]),
            ("type: temporal, rules: [a, b, c], condition: {eq: 1}", "c1", [[1]]),
            ("type: temporal_ordered, rules: [a, b, c]", "a0 b1 c2", [[0, 1, 2]]),
            ("type: temporal_ordered, rules: [a, b, c]", "a0 c1 b2", []),
            ("type: temporal_ordered, rules: [a, b, c]", "a0 b3 c5", []),
            ("type: temporal_ordered, rules: [a, b, c]", "a0 b3 a4 b5 c8", [[4, 5, 8]]),
            ("type: temporal_ordered, rules: [a, b, c]", "a0 b1 a3 c5", []),
            ("type: temporal_ordered, rules: [a, b, c]", "a0 b0 c0", [[0, 0, 0]]),
            ("type: temporal_ordered, rules: [a, b, c]", "c0 b0 a0", [[0, 0, 0]]),
            ("type: temporal_ordered, rules: [a, b]", "b0 a1", []),
            ("type: temporal_ordered, rules: [b, a]", "b0 a1", [[0, 1]]),
            ("type: temporal_ordered, rules: [a, b], condition: {gte: 2}", "ab0", [[0]]),
            ("type: temporal, condition: a and not b", "a0", [[0]]),
            ("type: temporal, condition: a and not b", "a0 b4", []),
            ("type: temporal, condition: a and not b", "a0 b5", [[0]]),
            ("type: temporal, condition: a and not b", "b0 a0", []),
            ("type: temporal, condition: a and not b", "b0 a1", [[1]]),
            ("type: temporal, condition: a and not b", "a0 a6 b7", [[0]]),
            ("type: temporal, condition: a and not b", "b0", []),
            ("type: temporal, condition: a and b and not c", "b0 a1 c5", [[0, 1]]),
            ("type: temporal, condition: a and b and not c", "b0 a1 c4", []),
            ("type: temporal, condition: a or (b and not c)", "b0 c1 a9", [[9]]),
            // Each alternative has windows of its own: what is seen from c on does not save a from its b.
            ("type: temporal, rules: [a, b, c], condition: (a and not b) or (c and not b)", "c0 a1 b4", []),
            (
                "type: temporal, rules: [a, b, c], condition: (a and not b) or (c and not b)", "c0 a1 b5",
                [[0]]
            ),
            // What is not asked for is no evidence.
            ("type: temporal, rules: [a, b, c], condition: c and (a or not b)", "c0 a1 b2", [[0, 1]]),
            ("type: temporal, rules: [a, b, c], condition: all of them", "c0 b1 a2", [[0, 1, 2]]),
        ] as [(String, String, [[Int64]])])
    func rulesInWindows(correlation: String, written: String, expected: [[Int64]]) throws {
        let entries = Self.entries(written)
        #expect(try Self.times(correlation, entries) == expected)
        // Identities are given by position: only their order is another one.
        if Set(entries.map(\.time)).count == entries.count {
            #expect(try Self.times(correlation, entries.reversed()) == expected)
        }
    }

    @Test(
        arguments: [
            ("type: value_sum, rules: a, condition: {field: v, gte: 10}", [4, 6], true),
            ("type: value_sum, rules: a, condition: {field: v, gt: 10}", [4, 6], false),
            ("type: value_sum, rules: a, condition: {field: v, gte: 10.5}", ["4.5", 6], true),
            ("type: value_sum, rules: a, condition: {field: v, gte: 10}", [4, "x", nil, true, "", 6], true),
            ("type: value_sum, rules: a, condition: {field: v, lte: -1}", [-1], true),
            ("type: value_sum, rules: a, condition: {field: v, eq: 0}", ["-0", "+0.0"], true),
            ("type: value_sum, rules: a, condition: {field: v, gte: 1}", ["1e999"], false),
            ("type: value_avg, rules: a, condition: {field: v, eq: 5}", [4, 6], true),
            ("type: value_avg, rules: a, condition: {field: v, gt: 5}", [4, 6], false),
            ("type: value_median, rules: a, condition: {field: v, eq: 3}", [9, 2, 3], true),
            ("type: value_median, rules: a, condition: {field: v, eq: 2.5}", [9, 1, 2, 3], true),
            ("type: value_median, rules: a, condition: {field: v, gt: 9}", [9, 1, 2, 3], false),
            (
                "type: value_percentile, rules: a, condition: {field: v, percentile: 90, eq: 9.1}", [10, 1],
                true
            ),
            ("type: value_percentile, rules: a, condition: {field: v, percentile: 0, eq: 4}", [4, 6], true),
            (
                "type: value_percentile, rules: a, condition: {field: v, percentile: 100, eq: 6}", [4, 6],
                true
            ),
            (
                "type: value_percentile, rules: a, condition: {field: v, percentile: 100, eq: 7}", [4, 6],
                false
            ),
            ("type: value_sum, rules: [a, b], condition: {field: v, gte: 8}", [4], false),
        ] as [(String, [TestValue], Bool)])
    func numbersInWindows(correlation: String, values: [TestValue], expected: Bool) throws {
        let entries = values.map { (rules: [0, 1], time: Int64(0), value: $0) }
        #expect(try Self.times(correlation, entries).isEmpty == !expected)
    }

    @Test func largeNumbersLeaveNothingBehind() throws {
        let entries = [(0, "1e300"), (5, "1"), (6, "1"), (20, "3")].map { time, value in
            (rules: [0], time: Int64(time), value: TestValue.text(value))
        }
        let found = try Self.times("type: value_sum, rules: a, condition: {field: v, eq: 2}", entries)
        #expect(found == [[5, 6]])
    }
}
