import Model

/// Says in a few lines what a run of `ingest` read and found; the report is another command's.
public enum IngestText {
    /// How many new incidents are listed, the weightiest first.
    private static let listLimit = 20

    package static func page(_ report: IngestReport, options: TextReport.Options) -> ReportBuffer {
        var page = TextPage(width: options.width, color: options.color)
        let known = report.knownInputs > 0 ? ", \(report.knownInputs) of them known" : ""
        let repeats = Wording.count(report.ledger.duplicates, "repeat", "repeats")
        page.paragraph(
            "\(Wording.count(report.ledger.entries, "new entry", "new entries")) and \(repeats) in "
                + "\(Wording.count(report.ledger.inputs, "input", "inputs"))\(known).")
        let changed = report.changed.isEmpty ? "" : " \(report.changed.count) changed."
        page.paragraph("\(Wording.count(report.new.count, "new incident", "new incidents")).\(changed)")
        for incident in report.new.prefix(listLimit) { write(incident, to: &page) }
        let more = report.new.count - listLimit
        if more > 0 { page.paragraph("and \(more) more; 'crosstalk report' tells of all") }
        return page.buffer
    }

    private static func write(_ incident: Incident, to page: inout TextPage) {
        page.paragraph(
            "\(incident.id) \(VisibleText.of(incident.title))",
            head: incident.level.name.uppercased().padded(to: 10), style: TextPage.Style(incident.level),
            indent: 10)
    }
}
