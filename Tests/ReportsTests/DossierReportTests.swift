import Foundation
import Model
import Reports
import Testing

@Suite struct DossierReportTests {
    /// The keys that `crosstalk.query/1` promises.
    @Test func everyPromisedKeyIsThere() throws {
        let document = try parse(Self.json(Self.result()))
        #expect(
            Set(document.keys) == [
                "schema", "tool", "query", "result", "matched", "levels", "first_seen", "last_seen",
                "services", "revisions", "users", "others", "cut_users", "flows", "scopes", "incidents",
                "incidents_outside", "timeline", "entries_unknown", "entries_outside", "cut_mentions",
                "ledger",
            ])
        #expect(document["schema"] as? String == "crosstalk.query/1")
        #expect(document["result"] as? String == "found")
        #expect(document["matched"] as? [String: String] == ["id": "alice", "by": "prefix"])
        #expect(try objectKeys(document["query"]) == ["kind", "id", "since", "until"])
        #expect(try objectKeys(document["levels"]) == ["critical", "high", "medium", "low"])
        #expect(try keys(document["others"]) == ["id", "entries", "together", "incidents", "direction"])
        #expect(try keys(document["flows"]) == ["from", "to", "directed"])
        #expect(try keys(document["scopes"]) == ["name", "id", "entries", "users"])
        #expect(try keys(document["cut_mentions"]) == ["incident", "cut_users"])
    }

    /// Incidents and entries are those of a report, with what a timeline needs besides.
    @Test func incidentsAndEntriesAreThoseOfAReport() throws {
        let document = try parse(Self.json(Self.result()))
        let report = try parse(Sample.json(Sample.report))
        let incident = try first(report["incidents"])
        #expect(try keys(document["incidents"]) == Set(incident.keys))
        let added: Set = ["service", "revision", "flows", "incidents", "names_subject"]
        let known = try keys(incident["evidence"])
        #expect(try keys(document["timeline"]) == known.union(added))
    }

    @Test func whatIsNotFoundIsSaidInJSONToo() throws {
        let candidate = QueryCandidate(kind: .request, id: "req_1", incidents: 2, lastSeen: nil)
        let several = try parse(
            Self.json(Self.result(.several(QueryCandidates(first: [candidate], more: 3)))))
        #expect(several["result"] as? String == "several")
        #expect(several["matched"] is NSNull)
        #expect(several["candidates_omitted"] as? Int == 3)
        #expect(try keys(several["candidates"]) == ["kind", "id", "incidents", "last_seen"])
        let miss = QueryMiss(isTooShort: false, otherKinds: [candidate], cutMentions: [Sample.incident])
        let nothing = try parse(Self.json(Self.result(.nothing(miss))))
        #expect(nothing["result"] as? String == "nothing")
        let mention = try first(nothing["cut_mentions"])
        #expect(mention["incident"] as? String == Sample.incident.id)
        #expect(nothing["ledger"] is [String: Any])
    }

    /// Whatever logs bring in, no line is wider than the page but for paths, and nothing acts on a terminal.
    @Test(arguments: [
        "\u{1B}[2J\u{1B}]0;x\u{7}", "a\nb\r\nc", "\u{202E}gpj.exe", String(repeating: "x", count: 3000),
        "日本語のユーザー 日本語のユーザー 日本語のユーザー 日本語のユーザー 日本語のユーザー",
    ])
    func hostileTextIsMadeVisible(text: String) throws {
        for result in [
            Self.result(.dossier(Self.dossier(id: text, message: text)), id: text),
            Self.result(.nothing(QueryMiss(isTooShort: false, otherKinds: [], cutMentions: [])), id: text),
            Self.result(
                .several(
                    QueryCandidates(
                        first: [QueryCandidate(kind: .user, id: text, incidents: 1, lastSeen: nil)], more: 0)),
                id: text),
        ] {
            let printed = try Self.text(result, width: 60)
            #expect(!printed.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
            let isLong = text.count > 1000
            for line in printed.split(separator: "\n") where !isLong {
                #expect(line.unicodeScalars.count <= 60 || line.contains("user "), "\(line)")
            }
            let json = try Self.json(result)
            #expect(!json.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
            _ = try parse(json)
        }
    }

    @Test func aLongTimelineIsCutInTheMiddleAndSaysSo() throws {
        let timeline = (0..<500).map { Self.moment("message \($0)", line: $0) }
        let printed = try Self.text(Self.result(.dossier(Self.dossier(timeline: timeline))))
        #expect(printed.contains("… 300 entries are left out here; --format json has them all …"))
        #expect(printed.contains("message 99\n"))
        #expect(!printed.contains("message 100\n"))
        #expect(!printed.contains("message 399\n"))
        #expect(printed.contains("message 400\n"))
    }

    @Test func neighboursThatAreAlikeAreOneRow() throws {
        let timeline = (0..<40).map { Self.moment("again", line: $0) } + [Self.moment("other", line: 99)]
        let printed = try Self.text(Self.result(.dossier(Self.dossier(timeline: timeline))))
        #expect(printed.ranges(of: "    again\n").count == 1)
        #expect(printed.contains("and 39 more alike until 2025-09-14T02:05:39Z"))
    }

    @Test(arguments: [
        (Dossier.Person.Direction?.none, "Whether data could have reached another user is not known."),
        (.fromSubject, "Data of alice could have reached bob."),
        (.toSubject, "Data of bob could have reached alice."),
        (.both, "Data of alice could have reached bob.\nData of bob could have reached alice."),
        (
            .unknown, "Data of alice could have been mixed with that of bob; nothing says whose reached whom."
        ),
    ])
    func theDirectionIsInTheHeadline(direction: Dossier.Person.Direction?, expected: String) throws {
        let printed = try Self.text(Self.result(.dossier(Self.dossier(direction: direction))), width: 200)
        #expect(printed.contains("\n\(expected)\n"))
    }

    // MARK: - Samples

    static func moment(_ message: String, line: Int = 1, names: Bool = true) -> Dossier.Moment {
        let seconds = line % 60 < 10 ? "0\(line % 60)" : "\(line % 60)"
        let evidence = Sample.evidence(
            "2025-09-14T02:0\(5 + line / 60 % 5):\(seconds)Z", rules: ["request-two-users"],
            message: message, users: ["alice"], line: line)
        return Dossier.Moment(evidence: evidence, incidents: [Sample.incident.id], namesSubject: names)
    }

    static func dossier(
        id: String = "alice", message: String = "m", timeline: [Dossier.Moment]? = nil,
        direction: Dossier.Person.Direction? = .fromSubject
    ) -> Dossier {
        Dossier(
            subject: .init(kind: .user, id: id, isCompleted: true),
            incidents: [
                Sample.incident(users: [id, "bob"], scopes: ["request_id": [id]], title: "T: \(id)")
            ],
            incidentsOutside: 1, timeline: timeline ?? [moment(message)], entriesUnknown: 2,
            entriesOutside: 3,
            users: [.init(id: id, entries: 1, together: 1, incidents: ["x"], direction: nil)],
            others: [.init(id: "bob", entries: 1, together: 0, incidents: ["x"], direction: direction)],
            cutUsers: [id], flows: [DataFlow(from: "alice", to: "bob")].compactMap { $0 },
            scopes: [.init(name: "request_id", id: id, entries: 1, users: [id])], services: [id],
            revisions: [id], firstSeen: Sample.time("2025-09-14T02:05:00Z"),
            lastSeen: Sample.time("2025-09-14T02:06:00Z"), cutMentions: [Sample.incident])
    }

    static func result(_ answer: QueryAnswer? = nil, id: String = "ali") -> QueryResult {
        QueryResult(
            query: Query(kind: .user, id: id), answer: answer ?? .dossier(dossier()), ledger: Sample.ledger)
    }

    static func json(_ result: QueryResult) throws -> String {
        var sink = Collector()
        try DossierJSON.write(result, tool: Sample.tool, to: &sink)
        return sink.text
    }

    static func text(_ result: QueryResult, width: Int = 100) throws -> String {
        var sink = Collector()
        try DossierText.write(result, width: width, to: &sink)
        return sink.text
    }

    private func parse(_ text: String) throws -> [String: Any] {
        try object(JSONSerialization.jsonObject(with: Data(text.utf8)))
    }

    private func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

    /// The keys of the first object of a list.
    private func keys(_ value: Any?) throws -> Set<String> { Set(try first(value).keys) }

    private func objectKeys(_ value: Any?) throws -> Set<String> { Set(try object(value).keys) }

    private func first(_ value: Any?) throws -> [String: Any] {
        try #require((value as? [[String: Any]])?.first)
    }
}
