import Model

/// One incident as a section.
enum MarkdownIncident {
    private static let evidenceLimit = 10
    private static let idLimit = 20
    /// Characters of a message, at most.
    private static let messageLimit = 1000

    static func write(_ incident: Incident, zone: Zone, to page: inout MarkdownPage) {
        page.heading("\(incident.level.name.uppercased()): \(MarkdownText.inline(incident.title))")
        page.item("Id", MarkdownText.code(incident.id))
        page.item("Status", IncidentWording.status(incident.status))
        page.item("What", MarkdownText.inline(IncidentWording.what(incident)))
        page.item("Sure", IncidentWording.sureness(incident.confidence))
        page.item("To do", IncidentWording.response(incident).map(MarkdownText.inline) ?? "")
        page.item("Users", ids(incident.users))
        page.item("Cut ids", ids(incident.cutUsers.map { $0 + "…" }))
        page.item("Who may have seen whose data", ids(incident.flows.map(FlowWording.arrow)))
        for scope in IncidentWording.scopes(incident) {
            page.item(MarkdownText.inline(scope.name), ids(scope.ids))
        }
        page.item("When", when(incident, zone: zone))
        page.item("Services", ids(incident.services))
        page.item("Revisions", ids(incident.revisions))
        page.item("Rules", rules(incident))
        page.line("")
        writeEvidence(incident, zone: zone, to: &page)
    }

    static func ids(_ ids: [String], limit: Int = idLimit) -> String {
        Wording.listed(ids.map(MarkdownText.code), limit: limit).joined(separator: ", ")
    }

    private static func when(_ incident: Incident, zone: Zone) -> String {
        let often = Wording.count(incident.count, "entry", "entries")
        guard let first = incident.firstSeen, let last = incident.lastSeen else {
            return "at an unknown time, \(often)"
        }
        return Wording.range(first, last, in: zone).joined(separator: " ") + ", \(often)"
    }

    private static func rules(_ incident: Incident) -> String {
        incident.signals.map { signal in
            "\(MarkdownText.code(signal.rule.name)) (\(signal.rule.level.name), "
                + "\(signal.rule.confidence.rawValue), \(Wording.count(signal.count, "entry", "entries")))"
        }.joined(separator: ", ")
    }

    private static func writeEvidence(_ incident: Incident, zone: Zone, to page: inout MarkdownPage) {
        var lines: [String] = []
        for evidence in incident.evidence.prefix(evidenceLimit) {
            let time = evidence.timestamp.map { Wording.time($0, in: zone) } ?? "no time"
            let rule = incident.weightiestRule(of: evidence) ?? ""
            let place = "\(Wording.path(evidence.source.path)):\(evidence.source.line)"
            lines.append(
                [time, "\(evidence.severity.name)", rule, place].filter { !$0.isEmpty }.joined(separator: " ")
            )
            lines.append("  " + VisibleText.of(evidence.message, width: messageLimit))
        }
        guard !lines.isEmpty else { return }
        page.paragraph("Evidence:")
        page.line(MarkdownText.block(lines))
        let more = incident.count - min(incident.evidence.count, evidenceLimit)
        if more > 0 { page.paragraph("and \(Wording.count(more, "more entry", "more entries")).") }
    }
}

/// Flows of data in words.
enum FlowWording {
    /// `alice → bob`, or `alice ↔ bob` where the direction is not known.
    static func arrow(_ flow: DataFlow) -> String {
        "\(flow.from) \(flow.isDirected ? "→" : "↔") \(flow.to)"
    }
}
