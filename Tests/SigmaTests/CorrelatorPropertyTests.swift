import Model
import TestSupport
import Testing

@testable import Sigma

/// Random entries, in random order, repeated, cut and merged in random trees: always what the oracle says.
@Suite struct CorrelatorPropertyTests {
    static let rules = """
        title: base
        name: base
        logsource: {product: x}
        detection: {s: {group|exists: true}, condition: s}
        ---
        title: conflict
        tags: [isolation.identity-conflict]
        correlation:
          {type: value_count, rules: [base], group-by: [group], timespan: 3s, condition: {gte: 2, field: value}}
        ---
        title: values
        tags: [isolation.identity-conflict]
        correlation:
          {type: value_count, rules: [base], group-by: [group], timespan: 3s, condition: {gte: 3, field: value}}
        ---
        title: events
        tags: [isolation.race-condition]
        correlation:
          {type: event_count, rules: [base], group-by: [group], timespan: 3s, condition: {gt: 2, neq: 4}}
        ---
        title: single
        tags: [isolation.race-condition]
        correlation:
          {type: value_count, rules: [base], group-by: [group], timespan: 3s, condition: {eq: 2, field: value}}
        ---
        title: seen
        tags: [isolation.race-condition]
        correlation:
          {type: value_count, rules: [base], group-by: [group], timespan: 3s, condition: {gt: 0, field: value}}
        """

    struct Observation {
        let entry: OracleEntry
        let place: UInt64
        let countsOnce: Bool
    }

    @Test(arguments: 0..<150)
    func agreesWithOracle(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let entries = Self.entries(&random)
        let fixture = try Fixture(Self.rules)
        let observations = entries.flatMap { entry in
            let counted = Int.random(in: entry.places.indices, using: &random)
            return entry.places.enumerated().map { index, place in
                Observation(entry: entry, place: place, countsOnce: index == counted)
            }
        }
        let oracle = CorrelationOracle(span: 3_000_000_000, entries: entries)
        let expected = [
            oracle.conflicts(), oracle.windows(countsValues: true) { $0 >= 3 },
            oracle.windows(countsValues: false) { $0 > 2 && $0 != 4 },
            oracle.windows(countsValues: true) { $0 == 2 }, oracle.conflicts(least: 1),
        ]
        for _ in 0..<3 {
            let state = Self.correlate(observations.shuffled(using: &random), fixture, &random)
            let matches = state.finish()
            for (index, matchesOfRule) in expected.enumerated() {
                let found = matches.filter { $0.rule == index + 1 }
                #expect(found.map(Self.plain) == matchesOfRule, "seed \(seed), rule \(index + 1)")
                #expect(found.allSatisfy { $0.evidenceCount == $0.sightings.count })
            }
        }
    }

    /// The test above would say nothing of entries that never match.
    @Test func randomEntriesMatch() {
        var totals = [0, 0, 0, 0]
        for seed in 0..<UInt64(50) {
            var random = SeededGenerator(seed: seed)
            let oracle = CorrelationOracle(span: 3_000_000_000, entries: Self.entries(&random))
            totals[0] += oracle.conflicts().count
            totals[1] += oracle.windows(countsValues: true) { $0 >= 3 }.count
            totals[2] += oracle.windows(countsValues: false) { $0 > 2 && $0 != 4 }.count
            totals[3] += oracle.windows(countsValues: true) { $0 == 2 }.count
        }
        #expect(totals.allSatisfy { $0 > 50 }, "\(totals)")
    }

    private static func plain(_ match: CorrelationMatch) -> OracleMatch {
        OracleMatch(
            group: match.groupHash, values: match.valueHashes, first: match.first.nanoseconds,
            last: match.last.nanoseconds, count: match.count, evidence: match.sightings)
    }

    static func entries(_ random: inout SeededGenerator) -> [OracleEntry] {
        let spread = Int64.random(in: 1...60, using: &random)
        return (0..<Int.random(in: 0...40, using: &random)).map { number in
            func pick(_ names: [String], _ random: inout SeededGenerator) -> [String] {
                let count = [0, 1, 1, 1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
                return Array(names.shuffled(using: &random).prefix(count))
            }
            // Half seconds, so that distances of exactly the timespan are common.
            let time = Int64.random(in: 0...spread, using: &random) * 500_000_000
            return OracleEntry(
                time: time, identity: UInt64(number) + 1, groups: pick(["g", "h"], &random),
                values: pick(["u", "v", "w", "x"], &random),
                places: (0..<Int.random(in: 1...3, using: &random)).map { _ in random.next() % 1000 })
        }.filter { !$0.groups.isEmpty }
    }

    /// Spreads the observations over some correlators, used again after a reset, and merges them in any order.
    private static func correlate(
        _ observations: [Observation], _ fixture: Fixture, _ random: inout SeededGenerator
    ) -> Correlator {
        var states: [Correlator] = []
        var worker = Correlator(fixture.ruleSet)
        var position = 0
        while position < observations.count {
            worker.reset()
            let end = min(observations.count, position + Int.random(in: 1...12, using: &random))
            for observation in observations[position..<end] { observe(observation, fixture, &worker) }
            states.append(worker)
            position = end
        }
        states.shuffle(using: &random)
        while states.count > 1 {
            let other = states.remove(at: Int.random(in: 1..<states.count, using: &random))
            states[0].merge(other)
            states.shuffle(using: &random)
        }
        return states.first ?? worker
    }

    private static func observe(_ observation: Observation, _ fixture: Fixture, _ state: inout Correlator) {
        let entry = observation.entry
        fixture.fill(
            TestEntry(["group": entry.groups.map { .text($0) }, "value": entry.values.map { .text($0) }]))
        state.observe(
            rule: 0, fields: fixture.table, sighting: entry.sighting(observation.place),
            countsOnce: observation.countsOnce)
    }
}
