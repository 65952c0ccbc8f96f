import Model

/// Which correlations build on which rules, and what that means for them.
struct References {
    private struct Reference {
        let generates: Bool
        let category: Category?
    }

    private var byRule: [Int: [Reference]] = [:]

    init(rules: [ParsedRule], correlations: [ResolvedCorrelation?]) {
        for (rule, correlation) in zip(rules, correlations) {
            guard let correlation else { continue }
            for source in correlation.sources {
                byRule[source.rule, default: []].append(
                    Reference(generates: correlation.parsed.generate, category: rule.header.category))
            }
        }
    }

    /// Whether matches of the rule count towards incidents by themselves: always with `generate: true`; else
    /// from level low upwards, unless it is only the base of a correlation (Sigma correlations, `generate`).
    func isSignal(_ number: Int, level: Level) -> Bool {
        guard let references = byRule[number] else { return level >= .low }
        return references.contains(where: \.generates)
    }

    /// The category of the first correlation that builds on the rule: it lends it to a base without a tag.
    func category(of number: Int) -> Category? { byRule[number]?.lazy.compactMap(\.category).first }
}
