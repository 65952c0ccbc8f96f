import Model

/// The tool that wrote a report.
public struct ReportTool: Hashable, Sendable {
    public let name: String
    public let version: String

    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}

extension JSONWriter {
    /// What the document of a tool begins with.
    mutating func head(schema: String, tool: ReportTool) {
        member("schema", schema)
        object("tool") { writer in
            writer.member("name", tool.name)
            writer.member("version", tool.version)
        }
    }
}

/// Writes reports of the schema `crosstalk.report/1`.
///
/// Keys are only ever added to the schema. Lists are sorted, a missing value is null, and the same report
/// gives the same bytes.
public enum JSONReport {
    public static let schema = "crosstalk.report/1"

    /// Writes one JSON document, indented by two spaces.
    public static func writeDocument(
        _ report: Report, tool: ReportTool, to sink: inout some ReportSink
    ) throws {
        var writer = JSONWriter(isPretty: true)
        try writer.object { writer in
            writer.head(schema: schema, tool: tool)
            JSONContext.write(report, to: &writer)
            writer.object("ledger") { JSONLedger.write(report.ledger, to: &$0) }
            try writer.array("incidents", report.incidents) { writer, incident in
                writer.object { JSONIncident.write(incident, to: &$0) }
                try writer.buffer.drain(to: &sink)
            }
        }
        writer.newline()
        try writer.buffer.flush(to: &sink)
    }

    /// Writes one line for each incident, one for the context where it says something, and one for the ledger,
    /// told apart by `type`.
    public static func writeLines(_ report: Report, to sink: inout some ReportSink) throws {
        var writer = JSONWriter(isPretty: false)
        for incident in report.incidents {
            line("incident", to: &writer) { JSONIncident.write(incident, to: &$0) }
            try writer.buffer.drain(to: &sink)
        }
        if !report.context.isEmpty { line("context", to: &writer) { JSONContext.write(report, to: &$0) } }
        line("ledger", to: &writer) { JSONLedger.write(report.ledger, to: &$0) }
        try writer.buffer.flush(to: &sink)
    }

    private static func line(
        _ type: String, to writer: inout JSONWriter, _ members: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            writer.member("schema", schema)
            writer.member("type", type)
            members(&writer)
        }
        writer.newline()
    }
}

/// The members of `ledger`.
enum JSONLedger {
    static func write(_ ledger: Ledger, to writer: inout JSONWriter) {
        writer.member("inputs", ledger.inputs)
        writer.member("incomplete_inputs", ledger.incompleteInputs)
        writer.member("skipped_files", ledger.skippedFiles)
        writer.member("bytes_read", ledger.bytesRead)
        writer.member("bytes_decoded", ledger.bytesDecoded)
        writer.member("entries", ledger.entries)
        writer.member("duplicates", ledger.duplicates)
        writer.member("malformed", ledger.malformed)
        writer.member("repaired", ledger.repaired)
        writer.member("without_timestamp", ledger.withoutTimestamp)
        writer.member("out_of_range", ledger.outOfRange)
        writer.member("regex_limit_hits", ledger.regexLimitHits)
        writer.member("evicted", ledger.evicted)
        writer.member("first_timestamp", ledger.firstTimestamp)
        writer.member("last_timestamp", ledger.lastTimestamp)
        writer.array("problems", ledger.problems) { writer, problem in
            writer.object { writer in
                writer.member("path", problem.path)
                writer.member("line", problem.line)
                writer.member("offset", problem.offset)
                writer.member("reason", problem.reason)
            }
        }
        writer.member("problems_omitted", ledger.problemsOmitted)
    }
}

/// The members of an element of `incidents`.
enum JSONIncident {
    static func write(_ incident: Incident, to writer: inout JSONWriter) {
        writer.member("id", incident.id)
        writer.member("level", incident.level.name)
        writer.member("confidence", incident.confidence.rawValue)
        writer.member("title", incident.title)
        writer.member("categories", incident.categories.map(\.rawValue))
        writer.member("status", incident.status.rawValue)
        if let suppression = incident.suppression {
            writer.object("suppression") { JSONContext.writeDecision(suppression, to: &$0) }
        } else {
            writer.null("suppression")
        }
        writer.member("users", incident.users)
        writer.member("cut_users", incident.cutUsers)
        writer.member("scopes", incident.scopes)
        writer.member("services", incident.services)
        writer.member("revisions", incident.revisions)
        write(incident.flows, to: &writer)
        writer.member("first_seen", incident.firstSeen)
        writer.member("last_seen", incident.lastSeen)
        writer.member("count", incident.count)
        writer.array("signals", incident.signals) { writer, signal in
            writer.object { write(signal, to: &$0) }
        }
        writer.array("evidence", incident.evidence) { writer, evidence in
            let rule = incident.weightiestRule(of: evidence)
            writer.object { write(evidence, rule: rule, to: &$0) }
        }
        writer.member("evidence_omitted", incident.evidenceOmitted)
    }

    static func write(_ flows: [DataFlow], to writer: inout JSONWriter) {
        writer.array("flows", flows) { writer, flow in
            writer.object { writer in
                writer.member("from", flow.from)
                writer.member("to", flow.to)
                writer.member("directed", flow.isDirected)
            }
        }
    }

    private static func write(_ signal: Incident.SignalSummary, to writer: inout JSONWriter) {
        writer.object("rule") { writer in
            writer.member("id", signal.rule.id)
            writer.member("name", signal.rule.name)
            writer.member("title", signal.rule.title)
            writer.member("components", signal.rule.components)
            writer.member("response", signal.rule.response)
        }
        writer.member("category", signal.rule.category?.rawValue)
        writer.member("level", signal.rule.level.name)
        writer.member("confidence", signal.rule.confidence.rawValue)
        writer.member("count", signal.count)
        writer.member("first_seen", signal.firstSeen)
        writer.member("last_seen", signal.lastSeen)
    }

    static func write(_ evidence: Evidence, rule: String?, to writer: inout JSONWriter) {
        writer.member("timestamp", evidence.timestamp)
        writer.member("severity", evidence.severity.name.description)
        writer.member("rule", rule)
        writer.member("rules", evidence.rules)
        writer.member("message", evidence.message)
        writer.member("users", evidence.users)
        writer.member("cut_users", evidence.cutUsers)
        writer.member("scopes", evidence.scopes)
        writer.member("service", evidence.service)
        writer.member("revision", evidence.revision)
        write(evidence.flows, to: &writer)
        writer.member("insert_id", evidence.insertID)
        writer.member("sha256", evidence.sha256)
        writer.object("source") { writer in
            writer.member("path", evidence.source.path)
            writer.member("line", evidence.source.line)
            writer.member("offset", evidence.source.offset)
        }
    }
}
