import Model

/// The suppressions that were given, used or not.
enum MarkdownSuppressions {
    static func write(_ context: ReportContext, to page: inout MarkdownPage) {
        guard !context.suppressions.isEmpty else { return }
        page.heading("Suppressions")
        page.row(["State", "Reason", "Author", "Until", "Incidents", "Written in"])
        page.row(["---", "---", "---", "---", "---:", "---"])
        for use in context.suppressions {
            let suppression = use.suppression
            page.row([
                use.isExpired ? "**expired, suppresses nothing**" : "in force",
                MarkdownText.inline(suppression.reason), MarkdownText.inline(suppression.author),
                Wording.time(suppression.expires, in: context.zone), String(use.incidents),
                MarkdownText.code(suppression.place),
            ])
        }
        page.line("")
    }
}

/// What was read, and what could not be.
enum MarkdownLedger {
    private static let problemLimit = 20

    static func write(_ ledger: Ledger, zone: Zone, to page: inout MarkdownPage) {
        page.heading("What was read")
        page.row(["", "Value"])
        page.row(["---", "---:"])
        for row in LedgerWording.rows(ledger, zone: zone) { page.row([row.label, row.value]) }
        guard !ledger.problems.isEmpty else { return }
        page.line("")
        page.heading("What could not be read")
        for problem in ledger.problems.prefix(problemLimit) {
            page.line(
                "- \(MarkdownText.code(LedgerWording.place(problem))): \(MarkdownText.inline(problem.reason))"
            )
        }
        let more = ledger.problems.count + ledger.problemsOmitted - min(problemLimit, ledger.problems.count)
        if more > 0 { page.line("- and \(more) more") }
    }
}
