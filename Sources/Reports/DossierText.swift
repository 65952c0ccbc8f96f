import Model

/// Writes answers to queries for people: first what happened, how sure that is, who else and which way; then
/// the proof.
///
/// Whatever comes from logs or paths is shown with its hidden characters made visible. All times are UTC.
public enum DossierText {
    /// - Parameter width: Columns of a line; below 40 it is taken as 40.
    public static func write(
        _ result: QueryResult, width: Int = 80, color: Bool = false, to sink: inout some ReportSink
    ) throws {
        var page = TextPage(width: width, color: color)
        switch result.answer {
        case .dossier(let dossier):
            DossierHeadline.write(dossier, query: result.query, to: &page)
            writeReading(result, to: &page)
            if !dossier.incidents.isEmpty { write(dossier, to: &page) }
            if !dossier.cutMentions.isEmpty {
                page.blank()
                writeCutMentions(dossier.cutMentions, to: &page)
            }
        case .several(let candidates):
            DossierMiss.write(candidates, query: result.query, to: &page)
            writeReading(result, to: &page)
        case .nothing(let miss):
            DossierMiss.write(miss, query: result.query, to: &page)
            writeReading(result, to: &page)
        }
        try page.buffer.flush(to: &sink)
    }

    private static func writeReading(_ result: QueryResult, to page: inout TextPage) {
        if let ledger = result.ledger { TextHeadline.writeReading(ledger, zone: .utc, to: &page) }
    }

    private static func write(_ dossier: Dossier, to page: inout TextPage) {
        writeIncidents(dossier, to: &page)
        writeAdvice(dossier, to: &page)
        DossierTimeline.write(dossier, to: &page)
        DossierLists.write(dossier, to: &page)
        writeLimits(dossier, to: &page)
    }

    // MARK: - Incidents

    private static let incidentLimit = 20
    private static let adviceLimit = 5

    private static func writeIncidents(_ dossier: Dossier, to page: inout TextPage) {
        page.blank()
        page.paragraph("Incidents")
        for incident in dossier.incidents.prefix(incidentLimit) {
            page.paragraph(
                VisibleText.of(incident.title), head: "  " + incident.level.name.uppercased().padded(to: 10),
                style: TextPage.Style(incident.level), indent: 12)
            let facts = [incident.id, "\(incident.confidence.rawValue),"].map { TextPiece($0) }
            page.pieces(facts + TextIncident.when(incident, zone: .utc), label: "", column: 12)
        }
        writeMore(dossier.incidents.count - incidentLimit, to: &page)
    }

    /// What the rules advise, each piece of advice once.
    private static func writeAdvice(_ dossier: Dossier, to page: inout TextPage) {
        var said: Set<String> = []
        for incident in dossier.incidents {
            guard let name = incident.leadingSignal?.rule.name, let text = IncidentWording.response(incident),
                said.count < adviceLimit, said.insert(text).inserted
            else { continue }
            if said.count == 1 {
                page.blank()
                page.paragraph("What to do")
            }
            page.paragraph("\(VisibleText.of(name)): \(text)", head: "  ", indent: 4)
        }
    }

    // MARK: - What is not shown

    private static func writeLimits(_ dossier: Dossier, to page: inout TextPage) {
        var sentences: [String] = []
        if dossier.entriesUnknown > 0 {
            let entries = Wording.count(dossier.entriesUnknown, "entry", "entries")
            sentences.append(
                "\(entries) more are evidence of these incidents and were only counted: the first and the last"
                    + " of an incident are kept, so somebody may be missing above.")
        }
        if dossier.entriesOutside > 0 {
            let entries = Wording.count(dossier.entriesOutside, "entry lies", "entries lie")
            sentences.append("\(entries) outside the time asked for.")
        }
        if dossier.incidentsOutside > 0, !dossier.incidents.isEmpty {
            let incidents = Wording.count(dossier.incidentsOutside, "incident lies", "incidents lie")
            sentences.append("\(incidents) outside the time asked for.")
        }
        guard !sentences.isEmpty else { return }
        page.blank()
        page.paragraph("Not shown")
        for sentence in sentences { page.paragraph(sentence, head: "  ", indent: 2) }
    }

    /// Incidents that may be about the user as well.
    static func writeCutMentions(_ incidents: [Incident], to page: inout TextPage) {
        guard !incidents.isEmpty else { return }
        page.paragraph("Perhaps the same user")
        for incident in incidents.prefix(incidentLimit) {
            let cut = incident.cutUsers.map { VisibleText.of($0) + "…" }
            let names = Wording.listed(cut, limit: 3).joined(separator: ", ")
            page.paragraph(
                "Incident \(incident.id) (\(incident.level.name)) names only a cut id: \(names)",
                head: "  ", indent: 2)
        }
        writeMore(incidents.count - incidentLimit, to: &page)
    }

    /// Says how much more there is of a list.
    static func writeMore(_ count: Int, to page: inout TextPage) {
        if count > 0 { page.paragraph("and \(count) more; --format json has them all", head: "  ") }
    }
}

/// What is said where an id is not found, or more than one.
enum DossierMiss {
    static func write(_ candidates: QueryCandidates, query: Query, to page: inout TextPage) {
        let kind = noun(query.kind, candidates.count)
        page.paragraph(
            "\(VisibleText.of(query.id)) may be any of \(candidates.count) \(kind). Name one in full:")
        list(candidates.first, to: &page)
        if candidates.more > 0 { page.paragraph("and \(candidates.more) more", head: "  ") }
    }

    static func write(_ miss: QueryMiss, query: Query, to page: inout TextPage) {
        let id = VisibleText.of(query.id)
        let kind = noun(query.kind, 1)
        page.paragraph(
            query.kind == .incident
                ? "There is no incident \(id)."
                : "No incident names the \(kind) \(id), or one that begins so.")
        if miss.isTooShort {
            page.paragraph("The id is too short to be looked up by its beginning.")
        }
        if !miss.otherKinds.isEmpty {
            page.paragraph("Of another kind there is:")
            list(miss.otherKinds, to: &page)
        }
        if query.kind != .incident {
            page.paragraph("Entries that are evidence of no incident were not searched.")
        }
        DossierText.writeCutMentions(miss.cutMentions, to: &page)
    }

    private static func list(_ candidates: [QueryCandidate], to page: inout TextPage) {
        for candidate in candidates {
            let incidents = Wording.count(candidate.incidents, "incident", "incidents")
            let seen = candidate.lastSeen.map { ", last seen \(Wording.time($0))" } ?? ""
            page.paragraph(
                [
                    TextPiece("\(candidate.kind.rawValue) \(VisibleText.of(candidate.id)):", isWhole: true),
                    TextPiece("\(incidents)\(seen)"),
                ], head: "  ", indent: 4)
        }
    }

    private static func noun(_ kind: QueryKind, _ count: Int) -> String {
        count == 1 ? kind.rawValue : kind.rawValue + "s"
    }
}
