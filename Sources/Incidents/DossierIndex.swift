import Model

/// Finds incidents by the ids they name. Ids are compared as bytes.
public struct DossierIndex: Sendable {
    private let incidents: [Incident]

    public init(_ incidents: [Incident]) {
        self.incidents = incidents
    }

    /// The incidents of a user, a request or an incident's own id.
    public func incidents(_ kind: QueryKind, id: String) -> [Incident] {
        let wanted = ExactText(id)
        return incidents.filter { Self.ids(kind, of: $0).contains { ExactText($0) == wanted } }
    }

    /// The ids of a kind that begin with `prefix`; at most `limit` of them are listed, and all counted.
    public func ids(_ kind: QueryKind, prefix: String, limit: Int) -> QueryCandidates {
        var found: [ExactText: (incidents: Int, lastSeen: Timestamp?)] = [:]
        for incident in incidents {
            for id in Self.ids(kind, of: incident) where Self.begins(id, with: prefix) {
                let before = found[ExactText(id), default: (0, nil)]
                let times = [before.lastSeen, incident.lastSeen].compactMap { $0 }
                found[ExactText(id)] = (before.incidents + 1, times.max())
            }
        }
        let sorted = found.sorted { left, right in
            let times = (left.value.lastSeen?.nanoseconds ?? .min, right.value.lastSeen?.nanoseconds ?? .min)
            return times.0 != times.1 ? times.0 > times.1 : left.key < right.key
        }
        return QueryCandidates(
            first: sorted.prefix(limit).map {
                QueryCandidate(
                    kind: kind, id: $0.key.text, incidents: $0.value.incidents, lastSeen: $0.value.lastSeen)
            },
            more: max(0, sorted.count - limit))
    }

    /// The incidents that do not name a user but a cut id that may be this one's.
    /// - Parameter isWhole: Whether `user` is a whole id; if not, it may itself go on like a cut id.
    public func cutMentions(of user: String, isWhole: Bool) -> [Incident] {
        incidents.filter { incident in
            guard !incident.users.contains(where: { ExactText($0) == ExactText(user) }) else { return false }
            return incident.cutUsers.contains { cut in
                Self.begins(user, with: cut) || !isWhole && Self.begins(cut, with: user)
            }
        }
    }

    private static func ids(_ kind: QueryKind, of incident: Incident) -> [String] {
        switch kind {
        case .user: incident.users
        case .request: incident.scopes["request_id"] ?? []
        case .incident: [incident.id]
        }
    }

    private static func begins(_ id: String, with prefix: String) -> Bool {
        id.utf8.starts(with: prefix.utf8)
    }
}
