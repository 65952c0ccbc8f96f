import Model

/// Joins signals to incidents.
public enum IncidentBuilder {
    /// The incidents of all signals, sorted by level (highest first), time (those without one last) and id.
    ///
    /// Signals are joined, transitively, where they share a user, a scope id or an entry and lie within `gap`
    /// of each other; exactly this far apart is still close. Signals without a time join one another only.
    /// The result does not depend on the order of the signals.
    /// - Parameter evidenceCap: How much evidence is shown from the start and from the end of an incident.
    public static func build(_ signals: [Signal], gap: Nanoseconds, evidenceCap: Int = 25) -> [Incident] {
        members(signals, gap: gap, evidenceCap: evidenceCap).map(\.incident).sorted(by: precedes)
    }

    /// The incidents, each with the indices of its signals; in no particular order.
    public static func members(_ signals: [Signal], gap: Nanoseconds, evidenceCap: Int = 25)
        -> [(incident: Incident, signals: [Int])]
    {
        SignalLinks.groups(signals, gap: gap).map { group in
            (incident(group.map { signals[$0] }, evidenceCap: max(1, evidenceCap)), group)
        }
    }

    /// Hashes of all that a signal may share with others: those that share nothing of them are never joined.
    public static func links(of signal: Signal) -> [UInt64] { SignalLinks.hashes(of: signal) }

    /// - Parameter signals: At least one.
    private static func incident(_ signals: [Signal], evidenceCap: Int) -> Incident {
        let evidence = EvidenceUnion(signals, cap: evidenceCap)
        let summaries = SignalSummaries.of(signals)
        let users = ExactText.union(signals.lazy.map(\.users))
        let scopes = unitedScopes(signals)
        let services = ExactText.union(signals.lazy.map(\.services))
        let title = IncidentTitle.text(summaries, users: users, scopes: scopes, services: services)
        return Incident(
            id: IncidentID.text(firstEvidence: evidence.shown.first, title: title),
            level: summaries.first?.rule.level ?? .informational, title: title,
            categories: Set(summaries.compactMap(\.rule.category)).sorted(), status: .new,
            users: users, cutUsers: ExactText.union(signals.lazy.map(\.cutUsers)), scopes: scopes,
            services: services, revisions: ExactText.union(signals.lazy.map(\.revisions)),
            flows: IncidentFlows.of(signals),
            firstSeen: signals.lazy.compactMap(\.firstSeen).min(),
            lastSeen: signals.lazy.compactMap(\.lastSeen).max(),
            count: evidence.count, signals: summaries, evidence: evidence.shown)
    }

    private static func unitedScopes(_ signals: [Signal]) -> [String: [String]] {
        var lists: [String: [[String]]] = [:]
        for signal in signals {
            for (name, ids) in signal.scopes { lists[name, default: []].append(ids) }
        }
        return lists.mapValues { ExactText.union($0) }
    }

    /// The order of reports: by level, time and id.
    public static func precedes(_ left: Incident, _ right: Incident) -> Bool {
        if left.level != right.level { return left.level > right.level }
        if left.firstSeen != right.firstSeen {
            guard let start = left.firstSeen else { return false }
            return right.firstSeen.map { start < $0 } ?? true
        }
        return left.id < right.id
    }
}

/// The name of an incident that later runs and other people find it by.
enum IncidentID {
    /// Sixteen hexadecimal digits from the earliest evidence. Two incidents never have an entry in common, so
    /// theirs differ.
    /// - Parameter title: Stands in where there is no evidence at all.
    static func text(firstEvidence: Evidence?, title: String) -> String {
        guard let evidence = firstEvidence else { return hexadecimal(Hashing.hash(title)) }
        let entry = Hashing.mix(
            evidence.identity.high ^ 0xA076_1D64_78BD_642F, evidence.identity.low ^ 0xE703_7ED1_A0B4_28DB)
        let time = UInt64(bitPattern: evidence.timestamp?.nanoseconds ?? Sighting.untimed)
        return hexadecimal(Hashing.mix(entry ^ 0x8EBC_6AF0_9C88_C6E3, time ^ 0x5899_65CC_7537_4CC3))
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
