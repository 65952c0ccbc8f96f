import Model

/// The ledger in full words, and what could not be read.
enum TextLedger {
    private static let problemLimit = 10
    /// The columns that a value needs to stand in a column of its own.
    private static let narrowest = 28

    static func write(_ ledger: Ledger, to page: inout TextPage) {
        page.paragraph("What was read")
        let numbers: [(String, String)] = [
            ("inputs", String(ledger.inputs)),
            ("inputs not read in full", String(ledger.incompleteInputs)),
            ("files skipped, no log exports", String(ledger.skippedFiles)),
            ("bytes read", Wording.bytes(ledger.bytesRead)),
            ("bytes after decompression", Wording.bytes(ledger.bytesDecoded)),
            ("distinct entries", String(ledger.entries)),
            ("repeated entries", String(ledger.duplicates)),
            ("pieces that are no JSON", String(ledger.malformed)),
            ("entries read after a repair", String(ledger.repaired)),
            ("entries without a time", String(ledger.withoutTimestamp)),
            ("entries outside the time asked for", String(ledger.outOfRange)),
            ("matches given up at a regex limit", String(ledger.regexLimitHits)),
            ("pieces of state dropped", String(ledger.evicted)),
            ("first entry", ledger.firstTimestamp.map(Wording.time) ?? "none"),
            ("last entry", ledger.lastTimestamp.map(Wording.time) ?? "none"),
        ]
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
        let line = problem.line.map { ":\($0)" } ?? ""
        let offset = problem.offset.map { ", byte \($0)" } ?? ""
        return TextPiece("\(Wording.path(problem.path))\(line)\(offset):", isWhole: true)
    }
}
