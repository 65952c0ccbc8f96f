import Model

/// Says in a few lines what a run of `ingest` read and found; the report is another command's.
public enum IngestText {
    package static func page(_ report: IngestReport, options: TextReport.Options) -> ReportBuffer {
        var page = TextPage(width: options.width, color: options.color)
        let known = report.knownInputs > 0 ? ", \(report.knownInputs) of them known" : ""
        let repeats = Wording.count(report.ledger.duplicates, "repeat", "repeats")
        page.paragraph(
            "\(Wording.count(report.ledger.entries, "new entry", "new entries")) and \(repeats) in "
                + "\(Wording.count(report.ledger.inputs, "input", "inputs"))\(known).")
        let changed = report.changed.isEmpty ? "" : " \(report.changed.count) changed."
        page.paragraph("\(Wording.count(report.new.count, "new incident", "new incidents")).\(changed)")
        for incident in report.new { write(incident, to: &page) }
        return page.buffer
    }

    private static func write(_ incident: Incident, to page: inout TextPage) {
        page.paragraph(
            "\(incident.id) \(VisibleText.of(incident.title))",
            head: incident.level.name.uppercased().padded(to: 10), style: TextPage.Style(incident.level),
            indent: 10)
    }
}
