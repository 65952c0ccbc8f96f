import Foundation
import Model
import Reports
import Testing

/// What reports say of periods, baselines, statuses and suppressions.
@Suite struct ContextTests {
    @Test func textOfAPeriod() throws {
        let text = try Sample.text(Sample.triaged)
        #expect(
            text.hasPrefix(
                """
                Incidents active from 2025-09-14T00:00:00+02:00 to 2025-09-15T00:00:00+02:00
                (Europe/Berlin).
                2 active incidents in 40112 entries: 1 critical, 1 high. 2 users affected.
                1 new, 1 ongoing, 1 resolved, 1 suppressed. 1 fewer active than in the period
                before, which had 3.
                Entries from 2025-09-14T02:00:00+02:00 to 2025-09-15T03:30:00+02:00 (1 d 1 h) in
                2 inputs.
                Not everything was read and checked: 1 of 2 inputs not in full; 12 pieces are no
                JSON. There may be more than is found here.

                CRITICAL  One request carried two users: alice, bob
                  id          0000000000000000
                  status      new: not known before

                """), "\(text)")
        #expect(text.contains("\n  status      ongoing: known from before\n"))
        #expect(
            text.contains(
                """

                Resolved
                  0000000000000002  high  One request carried two users: alice, bob; last seen
                    2025-09-14T04:06:05.25+02:00

                Suppressed
                  0000000000000003  low  One request carried two users: alice, bob; Known fault
                    CT-7 (ops, until 2025-10-01T02:00:00+02:00)

                Suppressions that have expired and suppress nothing
                  known.yml:3: Test accounts (ops), expired 2025-10-01T02:00:00+02:00, fits 2
                    incidents

                What was read

                """), "\(text)")
        #expect(!text.contains("Z "))
    }

    @Test(
        arguments: [
            (\ReportContext.baseline, "Compared with old.json.\n")
        ] as [(WritableKeyPath<ReportContext, String?> & Sendable, String)])
    func aBaselineIsNamed(path: WritableKeyPath<ReportContext, String?> & Sendable, expected: String) throws {
        var context = ReportContext()
        context[keyPath: path] = "old.json"
        let report = Report(ledger: Ledger(), incidents: [], context: context)
        #expect(try Sample.text(report).hasPrefix(expected))
        #expect(try Sample.json(report).contains("\"baseline\": \"old.json\""))
    }

    @Test(arguments: [
        ("2025-03-30T00:59:59Z", "2025-03-30T01:59:59+01:00"),
        ("2025-03-30T01:00:00Z", "2025-03-30T03:00:00+02:00"),
        ("2025-10-26T00:30:00Z", "2025-10-26T02:30:00+02:00"),
        ("2025-10-26T01:30:00Z", "2025-10-26T02:30:00+01:00"),
    ])
    func timesAreOfTheZone(time: String, expected: String) throws {
        var context = ReportContext()
        // Before the first change the zone's first offset holds, so the winter before has one of its own.
        let winter = try #require(Sample.time("2024-10-27T01:00:00Z"))
        let changes = [
            Zone.Change(start: winter, offset: 3600),
            Zone.Change(start: try #require(Sample.time("2025-03-30T01:00:00Z")), offset: 7200),
            Zone.Change(start: try #require(Sample.time("2025-10-26T01:00:00Z")), offset: 3600),
        ]
        context.zone = Zone(name: "Europe/Berlin", changes: changes)
        var ledger = Ledger()
        ledger.firstTimestamp = Sample.time(time)
        let report = Report(ledger: ledger, incidents: [], context: context)
        for text in [try Sample.text(report), try Sample.markdown(report), try Sample.html(report)] {
            #expect(text.contains(expected))
        }
    }

    @Test func jsonOfAPeriod() throws {
        let document = try parse(Sample.json(Sample.triaged))
        #expect(
            document["period"] as? [String: String] == [
                "since": "2025-09-13T22:00:00.000000Z", "until": "2025-09-14T22:00:00.000000Z",
                "zone": "Europe/Berlin",
            ])
        let figures = try #require(document["figures"] as? [String: Any])
        #expect(
            figures["active"] as? [String: Int] == [
                "critical": 1, "high": 1, "medium": 0, "low": 0, "informational": 0,
            ])
        let names = ["new", "ongoing", "resolved", "suppressed", "users", "evidence"]
        #expect(names.map { figures[$0] as? Int } == [1, 1, 1, 1, 2, 8])
        let previous = try #require(document["previous"] as? [String: Any])
        #expect(names.map { previous[$0] as? Int } == [3, 0, 0, 0, 5, 4])
        let suppressions = try #require(document["suppressions"] as? [[String: Any]])
        #expect(suppressions.map { $0["expired"] as? Bool } == [false, true])
        #expect(suppressions.map { $0["incidents"] as? Int } == [1, 2])
        #expect(suppressions[0]["incident_ids"] as? [String] == ["0000000000000003"])
        let incidents = try #require(document["incidents"] as? [[String: Any]])
        #expect(incidents.map { $0["status"] as? String } == ["new", "ongoing", "resolved", "suppressed"])
        #expect(
            incidents[3]["suppression"] as? [String: String] == [
                "reason": "Known fault CT-7", "author": "ops", "expires": "2025-10-01T00:00:00.000000Z",
                "place": "known.yml:3",
            ])
        #expect(document["made_at"] == nil)
    }

    /// Without anything to say there is no line of the context; with it, it stands before the ledger.
    @Test func theContextIsALineOfItsOwn() throws {
        func types(_ report: Report) throws -> [String?] {
            try Sample.lines(report).split(separator: "\n").map { try parse(String($0))["type"] as? String }
        }
        #expect(try types(Sample.report) == ["incident", "ledger"])
        #expect(
            try types(Sample.triaged) == [
                "incident", "incident", "incident", "incident", "context", "ledger",
            ])
        var context = ReportContext()
        context.madeAt = Sample.time("2025-09-15T05:00:00Z")
        let made = Report(ledger: Ledger(), incidents: [], context: context)
        #expect(try types(made) == ["context", "ledger"])
        #expect(try Sample.json(made).contains("\"made_at\": \"2025-09-15T05:00:00.000000Z\""))
    }

    private func parse(_ text: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any])
    }
}
