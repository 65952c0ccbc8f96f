import Model

/// The suppressions that were given, used or not; expired ones are marked.
enum HTMLSuppressions {
    static func write(_ context: ReportContext, to writer: inout HTMLWriter) {
        let table = HTMLTable(
            caption: "Suppressions of this report",
            columns: [
                .text("reason"), .text("state"), .text("author"), .time("until"), .number("incidents"),
                .text("written in"),
            ])
        writer.element("section", HTMLAttribute("aria-labelledby", "suppressions")) { writer in
            writer.element("h2", .id("suppressions"), text: "Suppressions")
            table.write(to: &writer) { rows, writer in
                for use in context.suppressions {
                    rows.row(to: &writer) { cell($0, use, zone: context.zone, to: &$1) }
                }
            }
        }
        writer.newline()
    }

    private static func cell(_ number: Int, _ use: SuppressionUse, zone: Zone, to writer: inout HTMLWriter) {
        switch number {
        case 0: writer.text(use.suppression.reason)
        case 1:
            if use.isExpired {
                writer.element("strong", .css("expired"), text: "expired, suppresses nothing")
            } else {
                writer.text(use.incidents > 0 ? "in force" : "in force, fits nothing")
            }
        case 2: writer.text(use.suppression.author)
        case 3: writer.text(Wording.time(use.suppression.expires, in: zone))
        case 4: writer.text(String(use.incidents))
        default: writer.element("code", text: use.suppression.place)
        }
    }
}

/// What was read, and what could not be.
enum HTMLLedger {
    static func write(_ ledger: Ledger, zone: Zone, to writer: inout HTMLWriter) {
        writer.element("section", HTMLAttribute("aria-labelledby", "ledger")) { writer in
            writer.element("h2", .id("ledger"), text: "What was read")
            writer.element("dl", .css("ledger")) { writer in
                for row in LedgerWording.rows(ledger, zone: zone) {
                    writer.element("div") { writer in
                        writer.element("dt", text: row.label)
                        writer.element("dd", text: row.value)
                    }
                }
            }
            if !ledger.problems.isEmpty { problems(ledger, to: &writer) }
        }
    }

    private static func problems(_ ledger: Ledger, to writer: inout HTMLWriter) {
        writer.element("h3", text: "What could not be read")
        writer.element("ul", .css("problems")) { writer in
            for problem in ledger.problems {
                writer.element("li") { writer in
                    writer.element("code", text: LedgerWording.place(problem))
                    writer.text(" \(problem.reason)")
                }
            }
        }
        if ledger.problemsOmitted > 0 {
            writer.element("p", .css("quiet"), text: "and \(ledger.problemsOmitted) more")
        }
    }
}
