import Model

/// The first lines of a text report.
enum TextHeadline {
    static func write(_ report: Report, hidden: Int, to page: inout TextPage) {
        for sentence in Headline.subject(report.context) { page.paragraph(sentence) }
        page.paragraph(Headline.found(report, hidden: hidden))
        if let statuses = Headline.statuses(report) { page.paragraph(statuses) }
        let span = Headline.span(report.ledger, zone: report.context.zone)
        if !span.isEmpty { page.paragraph(span.map { TextPiece($0) }) }
        if let outside = Headline.outside(report.ledger) { page.paragraph(outside) }
        let gaps = LedgerWording.gaps(report.ledger)
        if gaps.isEmpty {
            page.paragraph(Headline.complete)
        } else {
            page.paragraph(Headline.gaps(gaps), head: Headline.incomplete, style: .yellow)
        }
        if let madeAt = report.context.madeAt {
            page.paragraph("Made at \(Wording.time(madeAt, in: report.context.zone)).")
        }
    }
}
