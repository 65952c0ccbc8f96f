import Model

/// Writes answers to queries, in the schema `crosstalk.query/1`.
///
/// Incidents and entries have the members that `crosstalk.report/1` gives them. Keys are only ever added to the
/// schema, a missing value is null, and the same answer gives the same bytes.
public enum DossierJSON {
    public static let schema = "crosstalk.query/1"

    /// Writes one JSON document, indented by two spaces.
    public static func write(_ result: QueryResult, tool: ReportTool, to sink: inout some ReportSink) throws {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.head(schema: schema, tool: tool)
            writer.object("query") { writer in
                writer.member("kind", result.query.kind.rawValue)
                writer.member("id", result.query.id)
                writer.member("since", result.query.since)
                writer.member("until", result.query.until)
            }
            write(result.answer, to: &writer)
            writer.object("ledger", result.ledger) { JSONLedger.write($1, to: &$0) }
        }
        writer.newline()
        try writer.buffer.flush(to: &sink)
    }

    private static func write(_ answer: QueryAnswer, to writer: inout JSONWriter) {
        switch answer {
        case .dossier(let dossier):
            writer.member("result", dossier.incidents.isEmpty ? "outside" : "found")
            writer.object("matched") { writer in
                writer.member("id", dossier.subject.id)
                writer.member("by", dossier.subject.isCompleted ? "prefix" : "id")
            }
            write(dossier, to: &writer)
        case .several(let candidates):
            writer.member("result", "several")
            writer.object("matched", Optional<Bool>.none) { _, _ in }
            write(candidates.first, to: &writer)
            writer.member("candidates_omitted", candidates.more)
        case .nothing(let miss):
            writer.member("result", "nothing")
            writer.object("matched", Optional<Bool>.none) { _, _ in }
            write(miss.otherKinds, to: &writer)
            writer.member("candidates_omitted", 0)
            writeCutMentions(miss.cutMentions, to: &writer)
        }
    }

    private static func write(_ candidates: [QueryCandidate], to writer: inout JSONWriter) {
        writer.array("candidates", candidates) { writer, candidate in
            writer.object { writer in
                writer.member("kind", candidate.kind.rawValue)
                writer.member("id", candidate.id)
                writer.member("incidents", candidate.incidents)
                writer.member("last_seen", candidate.lastSeen)
            }
        }
    }

    private static func writeCutMentions(_ incidents: [Incident], to writer: inout JSONWriter) {
        writer.array("cut_mentions", incidents) { writer, incident in
            writer.object { writer in
                writer.member("incident", incident.id)
                writer.member("cut_users", incident.cutUsers)
            }
        }
    }

    // MARK: - The dossier

    private static func write(_ dossier: Dossier, to writer: inout JSONWriter) {
        writer.object("levels") { writer in
            let names: [(StaticString, Level)] = [
                ("critical", .critical), ("high", .high), ("medium", .medium), ("low", .low),
            ]
            for (name, level) in names { writer.member(name, dossier.levels[level] ?? 0) }
        }
        writer.member("first_seen", dossier.firstSeen)
        writer.member("last_seen", dossier.lastSeen)
        writer.member("services", dossier.services)
        writer.member("revisions", dossier.revisions)
        writer.array("users", dossier.users) { write($1, to: &$0) }
        writer.array("others", dossier.others) { write($1, to: &$0) }
        writer.member("cut_users", dossier.cutUsers)
        JSONIncident.write(dossier.flows, to: &writer)
        writer.array("scopes", dossier.scopes) { writer, scope in
            writer.object { writer in
                writer.member("name", scope.name)
                writer.member("id", scope.id)
                writer.member("entries", scope.entries)
                writer.member("users", scope.users)
            }
        }
        writer.array("incidents", dossier.incidents) { writer, incident in
            writer.object { JSONIncident.write(incident, to: &$0) }
        }
        writer.member("incidents_outside", dossier.incidentsOutside)
        writeTimeline(dossier, to: &writer)
        writer.member("entries_unknown", dossier.entriesUnknown)
        writer.member("entries_outside", dossier.entriesOutside)
        writeCutMentions(dossier.cutMentions, to: &writer)
    }

    private static func write(_ person: Dossier.Person, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", person.id)
            writer.member("entries", person.entries)
            writer.member("together", person.together)
            writer.member("incidents", person.incidents)
            writer.member("direction", person.direction?.rawValue)
        }
    }

    private static func writeTimeline(_ dossier: Dossier, to writer: inout JSONWriter) {
        let rules = DossierRules(dossier)
        writer.array("timeline", dossier.timeline) { writer, moment in
            writer.object { writer in
                JSONIncident.write(moment.evidence, rule: rules.weightiest(of: moment), to: &writer)
                writer.member("incidents", moment.incidents)
                writer.member("names_subject", moment.namesSubject)
            }
        }
    }
}

/// Which rule matters most for an entry of a timeline.
struct DossierRules {
    private let incidents: [String: Incident]

    init(_ dossier: Dossier) {
        incidents = Dictionary(dossier.incidents.map { ($0.id, $0) }) { first, _ in first }
    }

    func weightiest(of moment: Dossier.Moment) -> String? {
        let owner = moment.incidents.compactMap { incidents[$0] }.max { $0.level < $1.level }
        return owner?.weightiestRule(of: moment.evidence) ?? moment.evidence.rules.first
    }
}
