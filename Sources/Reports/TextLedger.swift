import Model

/// The ledger in full words, and what could not be read.
enum TextLedger {
    private static let problemLimit = 10
    /// The columns that a value needs to stand in a column of its own.
    private static let narrowest = 28

    static func write(_ ledger: Ledger, zone: Zone, to page: inout TextPage) {
        page.paragraph("What was read")
        let numbers = LedgerWording.rows(ledger, zone: zone)
        let column = 2 + (numbers.map(\.0.utf8.count).max() ?? 0) + 2
        for (label, value) in numbers {
            if column + narrowest > page.width {
                page.paragraph("\(label): \(value)", head: "  ", indent: 4)
            } else {
                page.field(label, value, column: column)
            }
        }
        writeProblems(ledger, to: &page)
    }

    private static func writeProblems(_ ledger: Ledger, to page: inout TextPage) {
        guard !ledger.problems.isEmpty else { return }
        page.blank()
        page.paragraph("What could not be read")
        for problem in ledger.problems.prefix(problemLimit) {
            let reason = TextPiece.words(VisibleText.of(problem.reason))
            page.paragraph([place(problem)] + reason, head: "  ", indent: 4)
        }
        let more = ledger.problems.count + ledger.problemsOmitted - min(problemLimit, ledger.problems.count)
        if more > 0 { page.paragraph("and \(more) more", head: "  ") }
    }

    private static func place(_ problem: InputProblem) -> TextPiece {
        TextPiece("\(LedgerWording.place(problem)):", isWhole: true)
    }
}
