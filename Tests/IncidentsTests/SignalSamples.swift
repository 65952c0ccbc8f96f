import Model

extension Rule {
    static func sample(
        _ name: String, title: String? = nil, level: Level = .medium,
        category: Model.Category = .identityConflict
    ) -> Rule {
        Rule(
            id: "id-of-\(name)", name: name, title: title ?? "Title of \(name)", description: "",
            level: level,
            category: category, isSignal: true)
    }
}

extension Evidence {
    static func sample(_ identity: UInt64, at time: Int64?, rules: [String] = [], path: String = "a")
        -> Evidence
    {
        Evidence(
            timestamp: time.map { Timestamp(nanoseconds: $0) }, severity: .info, rules: rules, message: "m",
            users: [], cutUsers: [], scopes: [:], service: nil, revision: nil, insertID: nil, sha256: "",
            identity: EntryIdentity(high: identity, low: 0),
            source: EvidenceSource(path: path, line: 1, offset: 0))
    }
}

extension Signal {
    /// A signal whose time is that of its evidence.
    static func sample(
        _ rules: [Rule] = [.sample("r")], isCorrelation: Bool = false, users: [String] = [],
        cutUsers: [String] = [], scopes: [String: [String]] = [:], services: [String] = [],
        revisions: [String] = [], evidence: [Evidence], evidenceCount: Int? = nil,
        alsoDetected: Set<EntryIdentity> = []
    ) -> Signal {
        let times = evidence.compactMap(\.timestamp)
        return Signal(
            rules: rules, isCorrelation: isCorrelation, users: users, cutUsers: cutUsers, scopes: scopes,
            services: services, revisions: revisions, firstSeen: times.min(), lastSeen: times.max(),
            count: evidenceCount ?? evidence.count, evidenceCount: evidenceCount ?? evidence.count,
            evidence: evidence, alsoDetected: alsoDetected)
    }
}
