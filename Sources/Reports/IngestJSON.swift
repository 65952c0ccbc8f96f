import Model

/// Writes what a run of `ingest` did as one JSON document of the schema `crosstalk.ingest/1`.
public enum IngestJSON {
    public static let schema = "crosstalk.ingest/1"

    package static func document(_ report: IngestReport) -> ReportBuffer {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.member("schema", schema)
            writer.member("store", report.store)
            writer.object("ledger") { JSONLedger.write(report.ledger, to: &$0) }
            writer.member("known_inputs", report.knownInputs)
            writer.array("new", report.new) { write($1, to: &$0) }
            writer.array("changed", report.changed) { write($1, to: &$0) }
        }
        writer.newline()
        return writer.buffer
    }

    private static func write(_ incident: Incident, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", incident.id)
            writer.member("level", incident.level.name)
            writer.member("title", incident.title)
            writer.member("users", incident.users)
            writer.member("first_seen", incident.firstSeen)
            writer.member("last_seen", incident.lastSeen)
            writer.member("count", incident.count)
        }
    }
}
