import Model

/// Writes a report as GitHub-flavoured Markdown, for tickets and chat.
///
/// Text of logs stands in code spans and blocks, out of which nothing breaks.
public enum MarkdownReport {
    /// - Parameter hidden: How many incidents were found besides those of the report.
    public static func write(
        _ report: Report, hidden: Int = 0, to sink: inout some ReportSink
    ) throws {
        var page = MarkdownPage()
        writeHeadline(report, hidden: hidden, to: &page)
        try writeTable(report, to: &page, sink: &sink)
        let zone = report.context.zone
        for incident in report.incidents where incident.status.isActive {
            MarkdownIncident.write(incident, zone: zone, to: &page)
            try page.buffer.drain(to: &sink)
        }
        MarkdownSuppressions.write(report.context, to: &page)
        MarkdownLedger.write(report.ledger, zone: zone, to: &page)
        try page.buffer.flush(to: &sink)
    }

    private static func writeHeadline(_ report: Report, hidden: Int, to page: inout MarkdownPage) {
        let zone = report.context.zone
        page.line("# Isolation report")
        page.line("")
        for sentence in Headline.subject(report.context) { page.paragraph(MarkdownText.inline(sentence)) }
        page.paragraph("**\(Headline.found(report, hidden: hidden))**")
        if let statuses = Headline.statuses(report) { page.paragraph(statuses) }
        let span = Headline.span(report.ledger, zone: zone).joined(separator: " ")
        if !span.isEmpty { page.paragraph(span) }
        if let outside = Headline.outside(report.ledger) { page.paragraph(outside) }
        let gaps = LedgerWording.gaps(report.ledger)
        page.paragraph(
            gaps.isEmpty
                ? Headline.complete : "**Not everything was read and checked:** \(Headline.gaps(gaps))")
        if let madeAt = report.context.madeAt { page.paragraph("Made at \(Wording.time(madeAt, in: zone)).") }
    }

    private static func writeTable(
        _ report: Report, to page: inout MarkdownPage, sink: inout some ReportSink
    ) throws {
        guard !report.incidents.isEmpty else { return }
        let zone = report.context.zone
        page.row(["Level", "Status", "Incident", "Users", "First seen", "Last seen", "Entries", "Id"])
        page.row(["---", "---", "---", "---", "---", "---", "---:", "---"])
        for incident in report.incidents {
            let times = [incident.firstSeen, incident.lastSeen].map { time in
                time.map { Wording.time($0, in: zone) } ?? "no time"
            }
            page.row(
                [
                    incident.level.name, status(incident), MarkdownText.inline(incident.title),
                    MarkdownIncident.ids(incident.users, limit: 5),
                ] + times + [String(incident.count), MarkdownText.code(incident.id)])
            try page.buffer.drain(to: &sink)
        }
        page.line("")
    }

    /// Nothing is suppressed without its reason beside it.
    private static func status(_ incident: Incident) -> String {
        let reason = incident.suppression.map { ": " + MarkdownText.inline($0.reason) } ?? ""
        return incident.status.rawValue + reason
    }
}

/// Blocks of Markdown.
struct MarkdownPage {
    var buffer = ReportBuffer()

    mutating func line(_ markdown: String) {
        buffer.append(markdown)
        buffer.append(0x0A)
    }

    mutating func paragraph(_ markdown: String) {
        line(markdown)
        line("")
    }

    mutating func heading(_ markdown: String) {
        paragraph("## " + markdown)
    }

    mutating func row(_ cells: [String]) {
        line("| " + cells.map(MarkdownText.cell).joined(separator: " | ") + " |")
    }

    mutating func item(_ label: String, _ markdown: String) {
        if !markdown.isEmpty { line("- **\(label)**: \(markdown)") }
    }
}
