import Model

extension Incident {
    /// The name of the rule that matters most for a piece of evidence: of the highest level, then by name.
    func weightiestRule(of evidence: Evidence) -> String? {
        // The signals are sorted by level and name.
        signals.first { evidence.rules.contains($0.rule.name) }?.rule.name ?? evidence.rules.first
    }

    /// The signal that gives the incident its title: of the highest level, the first one seen.
    var leadingSignal: SignalSummary? {
        signals.prefix { $0.rule.level == signals[0].rule.level }.enumerated().min {
            ($0.element.firstSeen?.nanoseconds ?? .max, $0.offset)
                < ($1.element.firstSeen?.nanoseconds ?? .max, $1.offset)
        }?.element
    }
}
