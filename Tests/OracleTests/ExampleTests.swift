import Model
import Testing

/// Each place on the list of divergences, shown.
@Suite(.enabled(if: Oracle.isAvailable, Comment(rawValue: Oracle.hint)))
struct ExampleTests {
    @Test(arguments: Example.all.indices)
    func enginesDifferAsWritten(index: Int) throws {
        let example = Example.all[index]
        let outcome = try Oracle.output.get().examples[index]
        #expect(example.ours != example.theirs)
        #expect(Self.verdict(example.test) == example.ours, "crosstalk on \(example)")
        #expect(Self.verdict(outcome) == example.theirs, "the oracle on \(example): \(outcome)")
    }

    @Test func everyDivergenceIsShown() {
        let names =
            Divergences.detections.map(\.name) + CorrelationDivergences.all.map(\.name)
            + (Divergences.ours + Divergences.theirs).map(\.message)
        #expect(Set(names) == Set(Example.all.map(\.name)))
        let reasons =
            Divergences.detections.map(\.reason) + CorrelationDivergences.all.map(\.reason)
            + (Divergences.ours + Divergences.theirs).map(\.reason)
        #expect(reasons.allSatisfy { !$0.isEmpty })
    }

    private static func verdict(_ test: OracleCase) -> Example.Verdict {
        do throws(Diagnostics) {
            let engine = try Engine(test.rules)
            let found = engine.run(test.entries).values
            return found.contains { !$0.rows.isEmpty || !$0.matches.isEmpty } ? .matches : .matchesNot
        } catch {
            return .refuses
        }
    }

    private static func verdict(_ outcome: OracleOutput.Outcome) -> Example.Verdict {
        guard outcome.error == nil else { return .refuses }
        let found = outcome.rules ?? [:]
        return found.values.contains { !$0.rows.isEmpty || !$0.alerts.isEmpty } ? .matches : .matchesNot
    }
}
