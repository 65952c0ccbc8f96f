import Testing

/// Random rules over random entries: the same matches as pySigma's SQLite backend, but for the divergences
/// that were chosen. Skipped where scripts/oracle-environment has not been run; scripts/test runs it.
@Suite(.enabled(if: Oracle.isAvailable, Comment(rawValue: Oracle.hint)))
struct DetectionOracleTests {
    /// What a comparison comes to.
    private struct Tally {
        var agreed = 0
        var matched = 0
        var refused = 0
        var excused: [String: Int] = [:]
    }

    @Test func matchesAreTheSame() throws {
        let outcomes = try Oracle.output.get().outcomes
        var tally = Tally()
        for (test, outcome) in zip(Oracle.detections, outcomes) { compare(test, outcome, &tally) }
        print("oracle: seed \(Oracle.seed), \(Oracle.detections.count) detections: \(tally)")
        let pairs = Oracle.detections.count * 14
        #expect(
            tally.agreed * 10 > pairs * 7 && tally.matched * 10 > pairs, "too little is compared: \(tally)")
    }

    private func compare(_ test: OracleCase, _ outcome: OracleOutput.Outcome, _ tally: inout Tally) {
        let engine: Engine
        switch Acceptance.of(test, outcome) {
        case .byBoth(let made): engine = made
        case .byNone:
            tally.refused += 1
            return
        case .excused(let name):
            tally.excused[name, default: 0] += 1
            return
        case .different(let problem):
            Issue.record("seed \(test.seed): \(problem)\n\(test.rules)")
            return
        }
        let (found, expected) = (engine.matches(test.entries), outcome.rows ?? [])
        for (index, entry) in test.entries.enumerated() {
            let matches = found.contains(index)
            if matches == expected.contains(index) {
                tally.agreed += 1
                if matches { tally.matched += 1 }
            } else if let divergence = Divergences.detections.first(where: { $0.applies(test, entry) }) {
                tally.excused[divergence.name, default: 0] += 1
            } else {
                Issue.record(
                    "seed \(test.seed): \(matches ? "only crosstalk" : "only the oracle") matches \(entry)\n\(test.rules)"
                )
            }
        }
    }
}
