import Model

/// Writes answers of the schema `crosstalk.verify/1`.
///
/// Keys are only ever added to the schema; ledger and incidents are those of `crosstalk.report/1`.
public enum JSONVerification {
    public static let schema = "crosstalk.verify/1"

    public static func write(
        _ verification: Verification, tool: ReportTool, to sink: inout some ReportSink
    ) throws {
        var writer = JSONWriter(isPretty: true)
        try writer.object { writer in
            writer.head(schema: schema, tool: tool)
            writer.member("verdict", verification.verdict.rawValue)
            writer.member("sentence", VerificationWording.sentence(verification))
            writer.object("question") { write(verification.question, to: &$0) }
            writer.object("entries") { writer in
                writer.member("count", verification.entries.entries)
                writer.member("first_timestamp", verification.entries.first)
                writer.member("last_timestamp", verification.entries.last)
            }
            writer.array("doubts", verification.doubts) { writer, doubt in
                writer.object { write(doubt, verification, to: &$0) }
            }
            writer.object("ledger") { JSONLedger.write(verification.ledger, to: &$0) }
            try writer.array("incidents", verification.incidents) { writer, incident in
                writer.object { JSONIncident.write(incident, to: &$0) }
                try writer.buffer.drain(to: &sink)
            }
        }
        writer.newline()
        try writer.buffer.flush(to: &sink)
    }

    private static func write(_ question: Verification.Question, to writer: inout JSONWriter) {
        writer.member("since", question.since)
        writer.member("until", question.until)
        writer.member("service", question.service)
        writer.member("revision", question.revision)
        writer.member("categories", question.categories.map(\.rawValue))
        writer.member("min_entries", question.minEntries)
        writer.member("max_gap_seconds", Int(question.maxGap / .second))
    }

    private static func write(
        _ doubt: Verification.Doubt, _ verification: Verification, to writer: inout JSONWriter
    ) {
        writer.member("kind", doubt.name)
        writer.member("text", VerificationWording.clause(doubt, verification))
        if case .gap(let gap) = doubt {
            writer.member("from", gap.from)
            writer.member("to", gap.to)
        }
    }
}
