import Model

/// What an incident is called: the weightiest rule's title, and who is involved.
enum IncidentTitle {
    /// How many names are spelled out.
    private static let nameLimit = 3

    /// - Parameter summaries: Sorted by level, highest first, then name.
    static func text(
        _ summaries: [Incident.SignalSummary], users: [String], scopes: [String: [String]], services: [String]
    ) -> String {
        let what = leading(summaries)?.rule.title ?? "Incident"
        if !users.isEmpty { return "\(what): \(list(users))" }
        if let (name, ids) = firstScope(scopes) { return "\(what): \(name) \(list(ids))" }
        return services.isEmpty ? what : "\(what): \(list(services))"
    }

    /// The summary of the highest level that was seen first, by name among equals.
    private static func leading(_ summaries: [Incident.SignalSummary]) -> Incident.SignalSummary? {
        let top = summaries.prefix { $0.rule.level == summaries[0].rule.level }
        return top.dropFirst().reduce(top.first) { best, next in
            guard let start = next.firstSeen, let bestStart = best?.firstSeen else {
                return best?.firstSeen == nil && next.firstSeen != nil ? next : best
            }
            return start < bestStart ? next : best
        }
    }

    /// The request, where there is one; else the scope that is first by name.
    private static func firstScope(_ scopes: [String: [String]]) -> (String, [String])? {
        let named = scopes.filter { !$0.value.isEmpty }
        if let requests = named["request_id"] { return ("request_id", requests) }
        return named.min { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// `alice, bob, carol and 4 more`.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(nameLimit).joined(separator: ", ")
        return names.count > nameLimit ? "\(shown) and \(names.count - nameLimit) more" : shown
    }
}
