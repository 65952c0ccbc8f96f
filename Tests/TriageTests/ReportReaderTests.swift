import Model
import TestSupport
import Testing
import Triage

@Suite struct ReportReaderTests {
    @Test(arguments: SeededGenerator.seeds(200))
    func whatWasWrittenIsRead(seed: UInt64) throws {
        var random = RandomReport(seed: seed)
        let report = random.report()
        let document = try Collector.document(report)
        #expect(try Collector.document(ReportReader.read(document, path: "r.json")) == document)
        let lines = try Collector.lines(report)
        #expect(try Collector.lines(ReportReader.read(lines, path: "r.ndjson")) == lines)
    }

    /// No start of a report is taken for the whole.
    @Test(arguments: [3, 4] as [UInt64])
    func everyCutIsFound(seed: UInt64) throws {
        var random = RandomReport(seed: seed)
        let report = random.report()
        for bytes in [try Collector.document(report), try Collector.lines(report)] {
            // Without the line end behind it, it is whole.
            for count in 0..<(bytes.count - 1) {
                let error = #expect(throws: Diagnostic.self) {
                    try ReportReader.read(Array(bytes[..<count]), path: "r.json")
                }
                #expect(error?.path == "r.json")
            }
        }
    }

    private static let line = #""schema": "crosstalk.report/1", "type""#

    @Test(arguments: [
        ("", "r.json:1:1: the file is empty"),
        ("no report", "r.json:1:1: the report is damaged or cut off: "),
        (#"{"schema": "#, "r.json:1:1: the report is damaged or cut off: "),
        ("[]", "r.json:1:1: this is JSON, but no report of crosstalk"),
        (#"{"incidents": []}"#, "r.json:1:1: this is JSON, but no report of crosstalk"),
        (#"{"schema": 1}"#, "r.json:1:1: this is JSON, but no report of crosstalk"),
        (
            #"{"schema": "crosstalk.report/2"}"#,
            "r.json:1:1: this is of the schema 'crosstalk.report/2'; only crosstalk.report/1 can be read"
        ),
        (#"{"schema": "crosstalk.report/1"}"#, "r.json:1:1: ledger is missing"),
        (
            #"{"schema": "crosstalk.report/1", "ledger": {"problems": []}, "incidents": {}}"#,
            "r.json:1:1: incidents is no list"
        ),
        (
            #"{"schema": "crosstalk.report/1", "ledger": {"inputs": -1}, "incidents": []}"#,
            "r.json:1:1: ledger.inputs is no count"
        ),
        (
            #"{"schema": "crosstalk.report/1", "ledger": {"problems": []}, "incidents": [1]}"#,
            "r.json:1:1: incidents[0] is no object"
        ),
        (
            #"{"schema": "crosstalk.report/1", "ledger": {"problems": []}, "incidents": [{"id": "1", "level": "loud"}]}"#,
            "r.json:1:1: incidents[0].level is 'loud', which is not known"
        ),
        (
            #"{"schema": "crosstalk.report/1", "ledger": {"first_timestamp": "noon"}, "incidents": []}"#,
            "r.json:1:1: ledger.first_timestamp is no time"
        ),
        ("{\(line): \"incident\"}", "r.json:1:1: id is missing"),
        (
            "{\(line): \"other\"}\n{\(line): \"ledger\"}",
            "r.json:2:1: problems is missing"
        ),
        (
            "{\(line): \"other\"}\n",
            "r.json:1:1: the report ends without its ledger: it is cut off"
        ),
        ("{\(line): \"other\"}\n{\(line)", "r.json:2:1: the report is damaged or cut off: "),
        ("{\(line): \"other\"}\n{}", "r.json:2:1: this is JSON, but no report of crosstalk"),
    ])
    func whatIsNoReportIsSaidSo(text: String, message: String) {
        let error = #expect(throws: Diagnostic.self) {
            try ReportReader.read(Array(text.utf8), path: "r.json")
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
        #expect(
            error?.description.hasSuffix("; name a report that was written with --format json or ndjson")
                == true)
    }

    @Test func membersOfLaterVersionsArePassedOver() throws {
        let text = """
            {"schema": "crosstalk.report/1", "later": {"x": 1}, "ledger": {"problems": [], "later": 2},
             "incidents": [{"id": "1f", "level": "high", "title": "t", "categories": ["later"], "status": "new",
               "users": ["a"], "later": [], "count": 2, "signals": [], "evidence": []}]}
            """
        let report = try ReportReader.read(Array(text.utf8), path: "r.json")
        #expect(report.incidents.map(\.id) == ["1f"])
        #expect(report.incidents.map(\.categories) == [[]])
        #expect(report.incidents.map(\.users) == [["a"]])
        #expect(report.incidents.map(\.evidenceOmitted) == [2])
    }

    @Test func whatAReportIsAboutIsRead() throws {
        let text = """
            {"schema": "crosstalk.report/1", "made_at": "2025-09-16T00:00:00Z",
             "period": {"since": "2025-09-14T00:00:00Z", "until": null, "zone": "Europe/Berlin"},
             "baseline": "last.json", "previous": {"active": {"high": 2}, "new": 1, "ongoing": 1, "users": 4},
             "suppressions": [{"reason": "known", "author": "ada", "expires": "2025-10-01T00:00:00Z",
               "place": "s.yml:2", "rules": [], "users": ["a"], "scopes": {"request_id": ["r"]},
               "incident_ids": ["1f"], "expired": true, "incidents": 3}],
             "ledger": {"problems": []},
             "incidents": [{"id": "1f", "level": "high", "title": "t", "status": "suppressed",
               "suppression": {"reason": "known", "author": "ada", "expires": "2025-10-01T00:00:00Z",
                 "place": "s.yml:2"},
               "flows": [{"from": "b", "to": "a", "directed": true}, {"from": "a", "to": "c", "directed": false}],
               "count": 1, "signals": [],
               "evidence": [{"severity": "INFO", "message": "m", "service": "chat", "revision": "chat-1",
                 "flows": [{"from": "b", "to": "a", "directed": true}],
                 "source": {"path": "a.json", "line": 1, "offset": 0}}]}]}
            """
        let report = try ReportReader.read(Array(text.utf8), path: "r.json")
        let context = report.context
        #expect(context.madeAt == Sample.time("2025-09-16"))
        #expect(context.since == Sample.time("2025-09-14"))
        #expect(context.until == nil)
        #expect(context.zone.name == "Europe/Berlin")
        #expect(context.baseline == "last.json")
        #expect(context.previous?.active[.high] == 2)
        #expect(context.previous?.total == 2)
        let suppression = Sample.suppression(
            users: ["a"], scopes: ["request_id": ["r"]], incidents: ["1f"])
        #expect(
            context.suppressions == [
                SuppressionUse(suppression: suppression, isExpired: true, incidents: 3)
            ])
        let incident = try #require(report.incidents.first)
        #expect(incident.suppression == Sample.suppression())
        #expect(
            incident.flows
                == [DataFlow(from: "b", to: "a"), DataFlow(between: "a", and: "c")].compactMap(\.self))
        #expect(incident.evidence.map(\.service) == ["chat"])
        #expect(incident.evidence.map(\.revision) == ["chat-1"])
        #expect(incident.evidence.map(\.flows.count) == [1])
    }
}
