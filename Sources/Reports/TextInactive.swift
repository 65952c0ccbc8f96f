import Model

/// The incidents that ask for no attention, and the suppressions that no longer hold.
enum TextInactive {
    static func write(
        _ report: Report, to page: inout TextPage, sink: inout some ReportSink
    ) throws {
        let zone = report.context.zone
        try list(report, .resolved, "Resolved", to: &page, sink: &sink) { incident in
            guard let last = incident.lastSeen else { return nil }
            return "last seen \(Wording.time(last, in: zone))"
        }
        try list(report, .suppressed, "Suppressed", to: &page, sink: &sink) { incident in
            incident.suppression.map { IncidentWording.suppression($0, zone: zone) }
        }
        writeExpired(report.context, to: &page)
    }

    private static func list(
        _ report: Report, _ status: IncidentStatus, _ heading: String, to page: inout TextPage,
        sink: inout some ReportSink, note: (Incident) -> String?
    ) throws {
        var isFirst = true
        for incident in report.incidents where incident.status == status {
            if isFirst {
                page.blank()
                page.paragraph(heading)
                isFirst = false
            }
            let parts = [VisibleText.of(incident.title), note(incident)].compactMap { $0 }
            page.paragraph(
                parts.joined(separator: "; "), head: "  \(incident.id)  \(incident.level.name)  ", indent: 4)
            try page.buffer.drain(to: &sink)
        }
    }

    private static func writeExpired(_ context: ReportContext, to page: inout TextPage) {
        let expired = context.suppressions.filter(\.isExpired)
        guard !expired.isEmpty else { return }
        page.blank()
        page.paragraph("Suppressions that have expired and suppress nothing")
        for use in expired {
            let suppression = use.suppression
            let fits = Wording.count(use.incidents, "incident", "incidents")
            let reason = VisibleText.of("\(suppression.reason) (\(suppression.author))")
            let end = Wording.time(suppression.expires, in: context.zone)
            let place = TextPiece(VisibleText.of(suppression.place) + ":", isWhole: true)
            page.paragraph(
                [place] + TextPiece.words("\(reason), expired \(end), fits \(fits)"), head: "  ", indent: 4)
        }
    }
}
