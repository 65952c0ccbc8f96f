import Model
import TestSupport
import Testing

@testable import Sigma

/// What is evaluated on demand changes no finding.
@Suite struct ChainPlanTests {
    private static func valueCount(_ name: String, _ rest: String, _ level: String = "informational")
        -> String
    {
        """
        title: \(name)
        name: \(name)
        level: \(level)
        correlation: {type: value_count, rules: [base], group-by: [r], timespan: 3s, condition: {\(rest)}}
        ---

        """
    }

    private static let bases =
        ["base", "rare"].map { name in
            """
            title: \(name)
            name: \(name)
            level: informational
            logsource: {product: x}
            detection: {s: {\(name)|exists: true}, condition: s}
            ---

            """
        }.joined() + valueCount("users", "gte: 2, field: u", "high")
        + valueCount("services", "gte: 2, field: s")
        + valueCount("any", "gte: 1, field: s")
            + """
            title: seen
            name: seen
            level: informational
            correlation:
              {type: event_count, rules: [users], group-by: [r], timespan: 3s, condition: {gte: 1}, generate: true}
            ---

            """

    private static func top(_ rest: String) -> String {
        bases + "title: top\nname: top\ncorrelation: {type: \(rest)}\n"
    }

    @Test(
        arguments: [
            (
                "event_count, rules: [seen, services], group-by: [r], condition: {gte: 2}, timespan: 3s",
                ["services"]
            ),
            (
                "event_count, rules: [services, any], group-by: [r], condition: {gte: 2}, timespan: 2s",
                ["any"]
            ),
            (
                "event_count, rules: [seen, services, any], group-by: [r], condition: {gt: 2}, timespan: 3s",
                ["any", "services"]
            ),
            // Two of three are enough, all are one group, or one may match twice in a window.
            (
                "event_count, rules: [seen, services, any], group-by: [r], condition: {gte: 2}, timespan: 3s",
                []
            ),
            ("event_count, rules: [seen, services], condition: {gte: 2}, timespan: 3s", []),
            ("event_count, rules: [seen, services], group-by: [r], condition: {gte: 2}, timespan: 4s", []),
            ("event_count, rules: [rare, services], group-by: [r], condition: {gte: 2}, timespan: 3s", []),
            // It matters when these fire.
            ("temporal, rules: [seen, services], group-by: [r], timespan: 3s", []),
            ("temporal_ordered, rules: [services, seen], group-by: [r], timespan: 3s", []),
            ("temporal, condition: seen and not services, group-by: [r], timespan: 3s", []),
        ] as [(String, [String])])
    func onlyWhatMayWaitIsEvaluatedOnDemand(correlation: String, names: [String]) throws {
        let fixture = try Fixture(Self.top(correlation))
        let plan = ChainPlan(fixture.ruleSet)
        let found = plan.onDemand.map { fixture.ruleSet.rules[fixture.ruleSet.correlations[$0].rule].name }
        #expect(found.sorted() == names)
        var total = 0
        for seed in 0..<UInt64(60) {
            let state = Self.randomState(fixture, seed: seed)
            let all = state.finish(includingBases: true)
            let kept = state.finish()
            let signals = all.filter { fixture.ruleSet.rules[$0.rule].isSignal }
            #expect(kept.filter { fixture.ruleSet.rules[$0.rule].isSignal } == signals, "seed \(seed)")
            total += signals.count { fixture.ruleSet.rules[$0.rule].name == "top" }
        }
        #expect(total > 5)
    }

    private static func randomState(_ fixture: Fixture, seed: UInt64) -> Correlator {
        var random = SeededGenerator(seed: seed)
        var state = Correlator(fixture.ruleSet)
        for number in 0..<Int.random(in: 0...40, using: &random) {
            fixture.fill(
                TestEntry([
                    "r": [.text(random.pick(["1", "2", "3", "4", "5"]))],
                    "u": [.text(random.pick(["a", "a", "b"]))],
                    "s": [.text(random.pick(["x", "x", "y"]))],
                ]))
            let sighting = Sighting(
                time: Int64.random(in: 0...30, using: &random) * .second, identity: UInt64(number), place: 0,
                handle: 0, isDetection: false)
            let rule = Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0
            state.observe(rule: rule, fields: fixture.table, sighting: sighting, countsOnce: true)
        }
        return state
    }
}
