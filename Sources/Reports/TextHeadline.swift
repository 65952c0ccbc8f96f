import Model

/// The first lines of a text report.
enum TextHeadline {
    static func write(_ report: Report, hidden: Int, to page: inout TextPage) {
        for sentence in Headline.subject(report.context) { page.paragraph(sentence) }
        page.paragraph(Headline.found(report, hidden: hidden))
        if let statuses = Headline.statuses(report) { page.paragraph(statuses) }
        writeReading(report.ledger, zone: report.context.zone, to: &page)
        if let madeAt = report.context.madeAt {
            page.paragraph("Made at \(Wording.time(madeAt, in: report.context.zone)).")
        }
    }

    /// What was read, and how far it can be relied on.
    static func writeReading(_ ledger: Ledger, zone: Zone, to page: inout TextPage) {
        let span = Headline.span(ledger, zone: zone)
        if !span.isEmpty { page.paragraph(span.map { TextPiece($0) }) }
        if let outside = Headline.outside(ledger) { page.paragraph(outside) }
        let gaps = LedgerWording.gaps(ledger)
        if gaps.isEmpty {
            page.paragraph(Headline.complete)
        } else {
            page.paragraph(Headline.gaps(gaps), head: Headline.incomplete, style: .yellow)
        }
    }
}
