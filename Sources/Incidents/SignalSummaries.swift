import Model

/// What each rule contributes to an incident.
enum SignalSummaries {
    /// One summary for each rule, sorted by level (highest first), then name, then id.
    static func of(_ signals: [Signal]) -> [Incident.SignalSummary] {
        var byRule: [Rule: Incident.SignalSummary] = [:]
        for signal in signals {
            for rule in signal.rules {
                let before = byRule[rule]
                byRule[rule] = Incident.SignalSummary(
                    rule: rule, count: (before?.count ?? 0) + signal.count,
                    firstSeen: either(before?.firstSeen, signal.firstSeen, min),
                    lastSeen: either(before?.lastSeen, signal.lastSeen, max))
            }
        }
        return byRule.values.sorted { precedes($0.rule, $1.rule) }
    }

    private static func precedes(_ left: Rule, _ right: Rule) -> Bool {
        if left.level != right.level { return left.level > right.level }
        return (left.name, left.id) < (right.name, right.id)
    }

    private static func either(
        _ left: Timestamp?, _ right: Timestamp?, _ choose: (Timestamp, Timestamp) -> Timestamp
    ) -> Timestamp? {
        guard let left, let right else { return left ?? right }
        return choose(left, right)
    }
}
