import Model

/// Puts together what is known of one user, request or incident.
public enum DossierBuilder {
    /// The dossier of a subject; it does not depend on the order of what is given.
    /// - Parameters:
    ///   - query: Which stretch of time is shown.
    ///   - incidents: All incidents of the subject, each with all evidence that is known of it.
    ///   - cutMentions: Incidents that may be the subject's as well (see `DossierIndex.cutMentions`).
    public static func build(
        _ subject: Dossier.Subject, query: Query, incidents all: [Incident], cutMentions: [Incident]
    ) -> Dossier {
        let incidents = all.filter { overlaps($0, query) }.sorted(by: IncidentBuilder.precedes)
        let entries = DossierEntries(incidents, subject: subject, query: query)
        let people = DossierPeople(subject, incidents: incidents, timeline: entries.timeline)
        let own = entries.timeline.filter(\.namesSubject).compactMap(\.evidence.timestamp)
        return Dossier(
            subject: subject, incidents: incidents, incidentsOutside: all.count - incidents.count,
            timeline: entries.timeline,
            entriesUnknown: incidents.reduce(0) { $0 + $1.evidenceOmitted }, entriesOutside: entries.outside,
            users: people.users, others: people.others,
            cutUsers: ExactText.union(incidents.lazy.map(\.cutUsers)), flows: people.flows,
            scopes: DossierScopes.of(subject, entries.timeline),
            services: ExactText.union(incidents.lazy.map(\.services)),
            revisions: ExactText.union(incidents.lazy.map(\.revisions)),
            firstSeen: own.min() ?? incidents.lazy.compactMap(\.firstSeen).min(),
            lastSeen: own.max() ?? incidents.lazy.compactMap(\.lastSeen).max(),
            cutMentions: cutMentions.filter { overlaps($0, query) }.sorted(by: IncidentBuilder.precedes))
    }

    /// Whether an incident was going on in the time asked for; one without a time always is shown.
    private static func overlaps(_ incident: Incident, _ query: Query) -> Bool {
        guard let first = incident.firstSeen, let last = incident.lastSeen else { return true }
        if let since = query.since, last < since { return false }
        if let until = query.until, first >= until { return false }
        return true
    }
}

/// The entries of incidents, each once, with the incidents they belong to.
struct DossierEntries {
    /// Sorted by time; those without one first.
    let timeline: [Dossier.Moment]
    /// How many more there are outside of the time asked for.
    let outside: Int

    init(_ incidents: [Incident], subject: Dossier.Subject, query: Query) {
        var owners: [EntryKey: Set<String>] = [:]
        for incident in incidents {
            for evidence in incident.evidence { owners[EntryKey(evidence), default: []].insert(incident.id) }
        }
        let all = EvidenceUnion.distinct(incidents.lazy.flatMap(\.evidence))
        timeline = all.filter { query.includes($0.timestamp) }.map { evidence in
            Dossier.Moment(
                evidence: evidence, incidents: owners[EntryKey(evidence), default: []].sorted(),
                namesSubject: Self.names(subject, evidence))
        }
        outside = all.count - timeline.count
    }

    private static func names(_ subject: Dossier.Subject, _ evidence: Evidence) -> Bool {
        let id = ExactText(subject.id)
        return switch subject.kind {
        case .user: evidence.users.contains { ExactText($0) == id }
        case .request: (evidence.scopes["request_id"] ?? []).contains { ExactText($0) == id }
        case .incident: true
        }
    }
}
