import Model

/// Incidents by something that they name: a component, a service, a revision.
struct Breakdown {
    struct Row {
        let name: String
        var incidents = 0
        var level = Level.informational
        var firstSeen: Timestamp?
        fileprivate var users: Set<ExactText> = []

        var userCount: Int { users.count }
    }

    /// The worst first, then those with most incidents.
    let rows: [Row]

    /// - Parameter names: What an incident names, each once, and when it was first seen there.
    init(_ incidents: [Incident], names: (Incident) -> [(name: String, firstSeen: Timestamp?)]) {
        var rows: [ExactText: Row] = [:]
        for incident in incidents {
            for (name, firstSeen) in names(incident) {
                var row = rows[ExactText(name)] ?? Row(name: name)
                row.incidents += 1
                row.level = max(row.level, incident.level)
                row.firstSeen = [row.firstSeen, firstSeen].compactMap { $0 }.min()
                row.users.formUnion(incident.users.lazy.map { ExactText($0) })
                rows[ExactText(name)] = row
            }
        }
        self.rows = rows.values.sorted { left, right in
            if left.level != right.level { return left.level > right.level }
            if left.incidents != right.incidents { return left.incidents > right.incidents }
            return ExactText(left.name) < ExactText(right.name)
        }
    }

    static func components(_ incident: Incident) -> [(name: String, firstSeen: Timestamp?)] {
        ExactText.union(incident.signals.map(\.rule.components)).map { component in
            let signals = incident.signals.filter { $0.rule.components.contains(component) }
            return (component, signals.compactMap(\.firstSeen).min())
        }
    }

    static func services(_ incident: Incident) -> [(name: String, firstSeen: Timestamp?)] {
        incident.services.map { ($0, firstSeen(incident, \.service, $0)) }
    }

    static func revisions(_ incident: Incident) -> [(name: String, firstSeen: Timestamp?)] {
        incident.revisions.map { ($0, firstSeen(incident, \.revision, $0)) }
    }

    /// The earliest evidence that names it; where that was not kept, the incident's start.
    private static func firstSeen(
        _ incident: Incident, _ place: KeyPath<Evidence, String?>, _ name: String
    ) -> Timestamp? {
        let wanted = ExactText(name)
        return incident.evidence.lazy.filter { $0[keyPath: place].map { ExactText($0) } == wanted }
            .compactMap(\.timestamp).min() ?? incident.firstSeen
    }
}
