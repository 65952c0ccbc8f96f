import Model
import TestSupport
import Testing

@testable import Sigma

/// Groups of more values than are found by walking along their list.
@Suite struct CrowdedGroupTests {
    private static let rules = """
        title: base
        name: base
        logsource: {product: x}
        detection: {s: {group|exists: true}, condition: s}
        ---
        title: conflict
        tags: [isolation.identity-conflict]
        correlation:
          {type: value_count, rules: [base], group-by: [group], timespan: 3s, condition: {gte: 2, field: value}}
        """

    @Test(arguments: 0..<30)
    func agreesWithOracle(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try Fixture(Self.rules)
        let entries = (0..<UInt64(150)).map { identity in
            OracleEntry(
                time: Int64(random.below(300)) * 500_000_000, identity: identity,
                groups: ["g\(random.below(3))"], values: ["v\(random.below(30))"], places: [identity])
        }
        var parts = (0..<4).map { _ in Correlator(fixture.ruleSet) }
        for entry in entries {
            fixture.fill(
                TestEntry(["group": [.text(entry.groups[0])], "value": [.text(entry.values[0])]]))
            parts[random.below(4)].observe(
                rule: 0, fields: fixture.table, sighting: entry.best, countsOnce: true)
        }
        while parts.count > 1 {
            let other = parts.remove(at: random.below(parts.count))
            parts[random.below(parts.count)].merge(other)
        }
        let expected = CorrelationOracle(span: 3_000_000_000, entries: entries).conflicts()
        #expect(expected.contains { $0.values.count > 2 }, "seed \(seed)")
        #expect(parts[0].finish().map(Self.plain) == expected, "seed \(seed)")
    }

    private static func plain(_ match: CorrelationMatch) -> OracleMatch {
        OracleMatch(
            group: match.groupHash, values: match.valueHashes, first: match.first.nanoseconds,
            last: match.last.nanoseconds, count: match.count, evidence: match.sightings)
    }

    @Test func aCopyIsAValueOfItsOwn() throws {
        let fixture = try Fixture(Self.rules)
        var state = Correlator(fixture.ruleSet)
        func observe(_ user: String, _ identity: UInt64) {
            fixture.fill(TestEntry(["group": ["g"], "value": [.text(user)]]))
            let sighting = Sighting(
                time: 0, identity: identity, place: 0, handle: 0, isDetection: false)
            state.observe(rule: 0, fields: fixture.table, sighting: sighting, countsOnce: true)
        }
        observe("alice", 1)
        let before = state
        observe("bob", 2)
        #expect(before.finish().isEmpty)
        #expect(state.finish().map(\.count) == [2])
        state.reset()
        #expect(state.finish().isEmpty)
    }
}
