import Model

/// Which of the engines takes a case's rules.
enum Acceptance {
    case byBoth(Engine)
    case byNone
    /// One refuses them, for a reason that is on the list.
    case excused(String)
    /// One refuses them, for another reason.
    case different(String)

    static func of(_ test: OracleCase, _ outcome: OracleOutput.Outcome) -> Acceptance {
        do throws(Diagnostics) {
            let engine = try Engine(test.rules)
            guard let problem = outcome.error else { return .byBoth(engine) }
            return Divergences.theirs.first { problem.contains($0.message) }.map { .excused($0.message) }
                ?? .different("only the oracle refuses: \(problem)")
        } catch {
            if outcome.error != nil { return .byNone }
            let problem = error.all.map(\.problem).joined(separator: "; ")
            return Divergences.ours.first { problem.contains($0.message) }.map { .excused($0.message) }
                ?? .different("only crosstalk refuses: \(problem)")
        }
    }
}
