import Model

/// One incident as a block of labelled lines.
enum TextIncident {
    /// How many pieces of evidence are shown.
    private static let evidenceLimit = 3
    /// How many ids of one kind are shown.
    private static let idLimit = 20
    /// Columns of the longest label that every incident has.
    private static let longestLabel = "revisions".utf8.count

    /// - Parameter showsStatus: Whether to say if it is known from before.
    static func write(
        _ incident: Incident, zone: Zone, showsStatus: Bool, to page: inout TextPage
    ) {
        let scopes = IncidentWording.scopes(incident)
        let column = 4 + min(16, max(longestLabel, scopes.map { VisibleText.columns($0.name) }.max() ?? 0))
        page.paragraph(
            VisibleText.of(incident.title), head: incident.level.name.uppercased().padded(to: 10),
            style: TextPage.Style(incident.level), indent: 10)
        page.field("id", incident.id, column: column)
        if showsStatus {
            page.field("status", IncidentWording.status(incident.status), column: column)
        }
        page.field("what", IncidentWording.what(incident), column: column)
        page.field("sure", IncidentWording.sureness(incident.confidence), column: column)
        if let response = IncidentWording.response(incident) {
            page.field("to do", response, column: column)
        }
        page.items(names(incident.users), label: "users", column: column)
        page.items(
            names(incident.cutUsers.map { $0 + "…" }), label: "cut ids", column: column)
        for scope in scopes { page.items(names(scope.ids), label: scope.name, column: column) }
        page.pieces(when(incident, zone: zone), label: "when", column: column)
        page.items(names(incident.services), label: "services", column: column)
        page.items(names(incident.revisions), label: "revisions", column: column)
        writeSignals(incident, column: column, to: &page)
        writeEvidence(incident, zone: zone, column: column, to: &page)
        page.items(whereToLook(incident), label: "look at", column: column)
    }

    private static func names(_ values: [String]) -> [String] {
        Wording.listed(values.map(VisibleText.of), limit: idLimit)
    }

    static func when(_ incident: Incident, zone: Zone) -> [TextPiece] {
        let often = TextPiece(Wording.count(incident.count, "entry", "entries"))
        guard let first = incident.firstSeen, let last = incident.lastSeen else {
            return [TextPiece("at an unknown time,"), often]
        }
        let range = Wording.range(first, last, in: zone).map { TextPiece($0) }
        return range.dropLast() + range.suffix(1).map { $0.followed(by: ",") } + [often]
    }

    private static func writeSignals(_ incident: Incident, column: Int, to page: inout TextPage) {
        for (number, signal) in incident.signals.enumerated() {
            let name = VisibleText.of(signal.rule.name)
            let sureness = "\(signal.rule.level.name), \(signal.rule.confidence.rawValue):"
            let text = "\(sureness) \(name), \(Wording.count(signal.count, "entry", "entries"))"
            page.field(number == 0 ? "rules" : "", text, column: column)
        }
    }

    private static func writeEvidence(
        _ incident: Incident, zone: Zone, column: Int, to page: inout TextPage
    ) {
        for (number, evidence) in incident.evidence.prefix(evidenceLimit).enumerated() {
            let time = evidence.timestamp.map { Wording.time($0, in: zone) } ?? "no time"
            let rule = VisibleText.of(incident.weightiestRule(of: evidence) ?? "")
            let pieces = [time, "\(evidence.severity.name)", rule].filter { !$0.isEmpty }.map {
                TextPiece($0)
            }
            page.pieces(pieces + [place(evidence)], label: number == 0 ? "evidence" : "", column: column)
            let message = VisibleText.of(evidence.message, width: page.width - column - 2)
            if !message.isEmpty { page.verbatim(message, indent: column + 2) }
        }
        let more = incident.count - min(incident.evidence.count, evidenceLimit)
        if more > 0 {
            page.field("", "and \(Wording.count(more, "more entry", "more entries"))", column: column)
        }
    }

    static func place(_ evidence: Evidence) -> TextPiece {
        TextPiece("\(Wording.path(evidence.source.path)):\(evidence.source.line)", isWhole: true)
    }

    /// What to search for first.
    private static func whereToLook(_ incident: Incident) -> [TextPiece] {
        var places: [TextPiece] = []
        if let service = incident.services.first {
            places.append(TextPiece("service \(VisibleText.of(service))"))
        }
        for name in ["request_id", "trace", "connection_id"] {
            guard let id = incident.scopes[name]?.first else { continue }
            places.append(TextPiece("\(name) \(VisibleText.of(id))"))
            break
        }
        if let first = incident.evidence.first { places.append(place(first)) }
        return places
    }
}
