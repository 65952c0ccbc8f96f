import Model
import Testing

@testable import Sigma

@Suite struct ChainTests {
    private static let bases = ["a", "b"].map { name in
        """
        title: \(name)
        name: \(name)
        level: informational
        logsource: {product: x}
        detection: {s: {\(name)|exists: true}, condition: s}
        ---
        title: many \(name)
        name: many-\(name)
        level: informational
        correlation:
          {type: event_count, rules: \(name), group-by: [r], timespan: 2s, condition: {gte: 2}}
        ---

        """
    }.joined()

    private static func matches(_ correlation: String, _ entries: [(rule: Int, time: Int64, group: String)])
        throws -> [CorrelationMatch]
    {
        let fixture = try Fixture(
            bases + "title: t\ntags: [isolation.shared-state]\ncorrelation: {\(correlation), timespan: 10s}\n"
        )
        #expect(fixture.ruleSet.rules.map(\.isSignal) == [false, false, false, false, true])
        var states = entries.enumerated().map { index, entry in
            var state = Correlator(fixture.ruleSet)
            fixture.fill(TestEntry(["r": [.text(entry.group)]]))
            let sighting = Sighting(
                time: entry.time * .second, identity: UInt64(index), place: 0, handle: 0, isDetection: false)
            state.observe(rule: entry.rule, fields: fixture.table, sighting: sighting, countsOnce: true)
            return state
        }
        for index in states.indices.dropLast() { states[index + 1].merge(states[index]) }
        return states.last?.finish().filter { $0.rule == 4 } ?? []
    }

    private static let burst: [(rule: Int, time: Int64, group: String)] = [
        (0, 0, "1"), (0, 1, "1"), (2, 4, "1"), (2, 6, "1"),
    ]

    @Test(
        arguments: [
            ("type: temporal, rules: [many-a, many-b], group-by: [r]", [4]),
            ("type: temporal_ordered, rules: [many-a, many-b], group-by: [r]", [4]),
            ("type: temporal_ordered, rules: [many-b, many-a], group-by: [r]", []),
            ("type: temporal, condition: many-a and not many-b, group-by: [r]", []),
            ("type: event_count, rules: [many-a, many-b], condition: {gte: 2}", [4]),
            ("type: event_count, rules: [many-a, many-b], condition: {gte: 3}", []),
            ("type: event_count, rules: [many-a, many-b, a, b], condition: {gte: 6}", [4]),
            ("type: temporal, rules: [many-a, b], group-by: [r]", [4]),
            (
                "type: temporal, rules: [many-a, b], group-by: [who], aliases: {who: {many-a: r, b: r}}", [4]
            ),
        ] as [(String, [Int])])
    func matchesBelowAreEvents(correlation: String, counts: [Int]) throws {
        let found = try Self.matches(correlation, Self.burst)
        #expect(found.map(\.count) == counts)
        #expect(found.allSatisfy { $0.sightings.map { $0.time / .second } == [0, 1, 4, 6] })
        #expect(found.allSatisfy { $0.evidenceCount == 4 && $0.valueHashes.isEmpty })
        let groups = correlation.contains("group-by") ? ["1"] : []
        #expect(found.allSatisfy { $0.groupHash == hashOfGroup(groups) })
        #expect(try Self.matches(correlation, Self.burst.reversed()).map(\.count) == counts)
    }

    @Test func groupsAreKeptApart() throws {
        var burst = Self.burst
        burst[2].group = "2"
        burst[3].group = "2"
        #expect(try Self.matches("type: temporal, rules: [many-a, many-b], group-by: [r]", burst).isEmpty)
        #expect(try Self.matches("type: temporal, rules: [many-a, many-b]", burst).map(\.count) == [4])
    }

    /// The match below ends at second 1: from there, the window reaches to second 11.
    @Test(arguments: [(Int64(11), 1), (12, 0)])
    func matchesStandAtTheirEnd(time: Int64, expected: Int) throws {
        let entries = Self.burst.prefix(2) + [(2, time, "1")]
        let found = try Self.matches("type: temporal, rules: [many-a, b], group-by: [r]", Array(entries))
        #expect(found.count == expected)
    }

    /// Failures that go on after the success: what matters is when the correlation below fired first.
    @Test(
        arguments: [
            ("type: temporal_ordered, rules: [many-a, b]", [7]),
            ("type: temporal_ordered, rules: [b, many-a]", [7]),
            ("type: temporal_ordered, rules: [many-a, many-b]", []),
            ("type: event_count, rules: [many-a], condition: {gte: 2}", []),
        ] as [(String, [Int])])
    func rulesInTimeSeeEachFiring(correlation: String, counts: [Int]) throws {
        let failures = (0..<6).map { (rule: 0, time: Int64($0), group: "1") }
        let found = try Self.matches("\(correlation), group-by: [r]", failures + [(2, 3, "1")])
        #expect(found.map(\.count) == counts)
    }

    @Test func evidenceIsThatOfTheMatchesBelow() throws {
        let entries = (0..<100).map { (rule: 0, time: Int64($0), group: "1") }
        let found = try Self.matches("type: event_count, rules: many-a, condition: {gte: 1}", entries)
        #expect(found.map(\.count) == [100])
        #expect(found.map(\.evidenceCount) == [100])
        #expect(found.map(\.sightings.count) == [100])
    }

    /// Whom a conflict is about must not be lost on the way up.
    @Test func countedValuesAreHandedUp() throws {
        let fixture = try Fixture(
            Self.bases + """
                title: conflict
                name: conflict
                correlation:
                  type: value_count
                  rules: [a, b]
                  group-by: [r]
                  timespan: 1m
                  condition: {gte: 2, field: u}
                ---
                title: t
                tags: [isolation.shared-state]
                correlation: {type: event_count, rules: conflict, timespan: 1m, condition: {gte: 1}}
                """)
        var state = Correlator(fixture.ruleSet)
        for (index, user) in ["x", "x", "y", "y", "y"].enumerated() {
            fixture.fill(TestEntry(["r": ["1"], "u": [.text(user)]]))
            let sighting = Sighting(
                time: Int64(index) * .second, identity: UInt64(index), place: 0, handle: 0, isDetection: false
            )
            state.observe(rule: 0, fields: fixture.table, sighting: sighting, countsOnce: true)
        }
        let match = try #require(state.finish().first { $0.rule == 5 })
        #expect(match.valueHashes == [hashOfValue("x"), hashOfValue("y")].sorted())
        #expect((match.count, match.evidenceCount) == (5, 4))
        let correlation = try #require(fixture.ruleSet.correlations.last)
        #expect(correlation.counted.map { $0.map { fixture.catalog[$0].name } } == [["u"]])
        #expect(correlation.values.isEmpty)
        #expect(correlation.groupings == [[]])
    }

    private static let base =
        "title: b\nname: c0\nlogsource: {product: x}\ndetection: {s: {f: x}, condition: s}\n"

    @Test(arguments: [(10, []), (11, ["59:41: more than 10 correlations build on one another here"])])
    func depthIsLimited(depth: Int, expected: [String]) {
        let chain = (1...depth).map { number in
            """
            title: t
            name: c\(number)
            tags: [isolation.shared-state]
            correlation: {type: event_count, rules: c\(number - 1), timespan: 5m, condition: {gte: 2}}

            """
        }
        #expect(problems(([Self.base] + chain).joined(separator: "---\n")).map { $0 } == expected)
    }

    @Test(
        arguments: [
            ("type: temporal, rules: [many-a, many-b], group-by: [u]", 2),
            ("type: event_count, rules: [many-a], condition: {gte: 2}, group-by: [r, u]", 1),
            ("type: value_count, rules: [many-a], condition: {gte: 2, field: r}", 1),
            ("type: value_sum, rules: [many-a], condition: {gte: 2, field: r}", 1),
        ] as [(String, Int)])
    func whatMatchesBelowDoNotHaveIsRefused(correlation: String, count: Int) {
        let text =
            Self.bases
            + "title: t\ntags: [isolation.shared-state]\ncorrelation: {\(correlation), timespan: 10s}\n"
        let found = problems(text)
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.hasPrefix("27:") && $0.contains("is a correlation") }, "\(found)")
    }
}
