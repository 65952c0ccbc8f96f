import Model

/// The entries of a dossier in the order of time, across services.
enum DossierTimeline {
    /// How many rows are shown at each end.
    private static let rowLimit = 100
    /// How many rules of an entry are named.
    private static let ruleLimit = 3
    /// Columns of the indentation below a row's first line.
    private static let indent = 4
    /// How many lines of a message are shown.
    private static let messageLines = 3

    /// Neighbours that differ in time and place only.
    private struct Row {
        let first: Dossier.Moment
        var more = 0
        var last: Timestamp?
    }

    static func write(_ dossier: Dossier, to page: inout TextPage) {
        let rows = rows(dossier.timeline)
        guard !rows.isEmpty else { return }
        let id = VisibleText.of(dossier.subject.id)
        let marks = dossier.timeline.contains { !$0.namesSubject }
        page.blank()
        page.paragraph("Timeline" + (marks ? " (UTC; * names \(id))" : " (UTC)"))
        let rules = DossierRules(dossier)
        let isCut = rows.count > 2 * rowLimit
        for row in isCut ? rows.prefix(rowLimit) : rows[...] {
            write(row, rules: rules, marks: marks, to: &page)
        }
        guard isCut else { return }
        let left = rows.dropFirst(rowLimit).dropLast(rowLimit)
        let entries = left.reduce(0) { $0 + 1 + $1.more }
        page.paragraph("… \(entries) entries are left out here; --format json has them all …", head: "  ")
        for row in rows.suffix(rowLimit) { write(row, rules: rules, marks: marks, to: &page) }
    }

    private static func rows(_ timeline: [Dossier.Moment]) -> [Row] {
        var rows: [Row] = []
        for moment in timeline {
            if let last = rows.last, areAlike(last.first, moment) {
                rows[rows.count - 1].more += 1
                rows[rows.count - 1].last = moment.evidence.timestamp
            } else {
                rows.append(Row(first: moment))
            }
        }
        return rows
    }

    private static func areAlike(_ left: Dossier.Moment, _ right: Dossier.Moment) -> Bool {
        left.namesSubject == right.namesSubject && left.incidents == right.incidents
            && left.evidence.severity == right.evidence.severity
            && left.evidence.service == right.evidence.service
            && left.evidence.rules == right.evidence.rules
            && left.evidence.users.map(ExactText.init) == right.evidence.users.map(ExactText.init)
            && left.evidence.message.utf8.elementsEqual(right.evidence.message.utf8)
    }

    private static func write(_ row: Row, rules: DossierRules, marks: Bool, to page: inout TextPage) {
        let evidence = row.first.evidence
        let time = evidence.timestamp.map { Wording.time($0) } ?? "no time"
        let service = evidence.service.map { VisibleText.of($0) }
        let pieces = [time, "\(evidence.severity.name)", service].compactMap { $0 }.map { TextPiece($0) }
        page.paragraph(
            pieces, head: marks && row.first.namesSubject ? "* " : "  ",
            style: style(evidence.severity), indent: indent)
        let room = messageLines * (page.width - indent)
        let message = VisibleText.of(Wording.oneLine(evidence.message), width: room)
        if !message.isEmpty { page.paragraph(message, head: "    ", indent: indent) }
        let names = names(evidence.rules, first: rules.weightiest(of: row.first))
        page.paragraph(names + [TextIncident.place(evidence)], head: "    ", indent: indent)
        guard row.more > 0 else { return }
        let until = row.last.map { " until \(Wording.time($0))" } ?? ""
        page.paragraph("and \(row.more) more alike\(until)", head: "    ", indent: indent)
    }

    /// The rules, the one that matters most first.
    private static func names(_ rules: [String], first: String?) -> [TextPiece] {
        let others = rules.filter { $0 != first }
        let shown = Wording.listed(
            ([first].compactMap { $0 } + others).map { VisibleText.of($0) }, limit: ruleLimit)
        return shown.dropLast().map { TextPiece($0 + ",") } + shown.suffix(1).map { TextPiece($0) }
    }

    private static func style(_ severity: Severity) -> TextPage.Style {
        if severity >= .critical { return .boldRed }
        if severity >= .error { return .red }
        return severity >= .warning ? .yellow : .plain
    }
}
