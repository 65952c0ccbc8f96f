import Model

/// Incidents by all that they can be known by again: their ids, and the entries that prove them.
///
/// An incident's id comes from its earliest evidence, so it may change when an older entry turns up; an entry is
/// an entry for ever.
public struct KnownIncidents: Sendable {
    private var ids: Set<ExactText> = []
    private var hashes: Set<ExactText> = []
    private var entries: Set<InsertKey> = []

    /// - Parameter formerIDs: Ids that incidents had before, by the ones they have now.
    public init(_ incidents: some Sequence<Incident>, formerIDs: [String: [String]] = [:]) {
        for incident in incidents {
            ids.insert(ExactText(incident.id))
            for former in formerIDs[incident.id] ?? [] { ids.insert(ExactText(former)) }
            for evidence in incident.evidence {
                if !evidence.sha256.isEmpty { hashes.insert(ExactText(evidence.sha256)) }
                InsertKey(evidence).map { _ = entries.insert($0) }
            }
        }
    }

    /// Whether the incident is one of them: by an id that it has or had, or by an entry.
    public func contains(_ incident: Incident, formerIDs: [String] = []) -> Bool {
        if ([incident.id] + formerIDs).contains(where: { ids.contains(ExactText($0)) }) { return true }
        return incident.evidence.contains { evidence in
            hashes.contains(ExactText(evidence.sha256))
                || (InsertKey(evidence).map { entries.contains($0) } ?? false)
        }
    }
}

/// What Cloud Logging itself tells entries of one project apart by.
private struct InsertKey: Hashable {
    let insertID: ExactText
    let timestamp: Timestamp

    /// Nil where the entry lacks one of the two.
    init?(_ evidence: Evidence) {
        guard let insertID = evidence.insertID, let timestamp = evidence.timestamp else { return nil }
        self.insertID = ExactText(insertID)
        self.timestamp = timestamp
    }
}

/// An earlier report, to tell what is new since.
public struct Baseline: Sendable {
    /// As it was named.
    public let name: String
    public let incidents: [Incident]
    private let known: KnownIncidents

    public init(name: String, report: Report) {
        self.name = name
        incidents = report.incidents
        known = KnownIncidents(report.incidents)
    }

    func contains(_ incident: Incident, formerIDs: [String]) -> Bool {
        known.contains(incident, formerIDs: formerIDs)
    }
}
