import Model

/// Incidents made from little.
enum Sample {
    static func time(_ text: String) -> Timestamp {
        Timestamp(rfc3339: text.count == 10 ? "\(text)T00:00:00Z" : text) ?? Timestamp(nanoseconds: 0)
    }

    static func rule(_ name: String, level: Level = .high) -> Rule {
        Rule(
            id: "id-of-\(name)", name: name, title: "Title of \(name)", description: "", level: level,
            category: .identityConflict, isSignal: true)
    }

    /// - Parameter seen: First and last time; none where it is nil.
    static func incident(
        _ id: String, seen: (String, String)? = ("2025-09-14T02:00:00Z", "2025-09-14T02:05:00Z"),
        level: Level = .high, users: [String] = ["alice", "bob"], cutUsers: [String] = [],
        scopes: [String: [String]] = ["request_id": ["req_1"]], rules: [String] = ["first_rule"],
        evidence: [Evidence]? = nil, status: IncidentStatus = .new
    ) -> Incident {
        let (first, last) = (seen.map { time($0.0) }, seen.map { time($0.1) })
        return Incident(
            id: id, level: level, title: "Incident \(id)", categories: [.identityConflict], status: status,
            users: users, cutUsers: cutUsers, scopes: scopes, services: [], revisions: [], firstSeen: first,
            lastSeen: last, count: 3,
            signals: rules.map { .init(rule: rule($0), count: 1, firstSeen: first, lastSeen: last) },
            evidence: evidence ?? [self.evidence("sha of \(id)")])
    }

    static func evidence(
        _ sha256: String, insertID: String? = nil, at time: String? = nil
    ) -> Evidence {
        Evidence(
            timestamp: time.map(self.time), severity: .error, rules: ["first_rule"], message: "message",
            users: [], cutUsers: [], scopes: [:], service: nil, revision: nil, insertID: insertID,
            sha256: sha256, identity: EntryIdentity(high: 1, low: 2),
            source: EvidenceSource(path: "a.json", line: 1, offset: 0))
    }

    static func suppression(
        rules: [String] = [], users: [String] = [], scopes: [String: [String]] = [:],
        incidents: [String] = [], expires: String = "2025-10-01"
    ) -> Suppression {
        Suppression(
            rules: rules, users: users, scopes: scopes, incidents: incidents, reason: "known", author: "ada",
            expires: time(expires), place: "s.yml:2")
    }
}
