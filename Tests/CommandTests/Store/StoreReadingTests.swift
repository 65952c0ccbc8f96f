import Foundation
import TestSupport
import Testing

/// `report`, `query` and `verify` of a store say what they say of the logs it was filled with.
@Suite struct StoreReadingTests {
    private static let logs = Tool.root.appending(path: "SampleLogs/incident-day").path(percentEncoded: false)

    private static func entry(_ id: String, _ time: String, _ message: String) -> String {
        #"{"insertId":"\#(id)","timestamp":"\#(time)","severity":"CRITICAL","textPayload":"\#(message)"}"#
            + "\n"
    }

    private static func crossing(_ id: String, _ time: String, to user: String = "bob") -> String {
        entry(
            id, time,
            "SECURITY VIOLATION: Attempted to send message to user \(user) from isolated manager for user alice"
        )
    }

    private static func ingest(_ text: String, in folder: URL) throws {
        let outcome = try Tool.run(
            ["ingest", "--quiet", "--store", "s.db"], input: Data(text.utf8), in: folder)
        #expect(outcome.status == 0, "\(outcome.stderr)")
    }

    private static func json(_ arguments: [String], in folder: URL) throws -> JSON {
        try JSON(parsing: try Tool.run(arguments + ["--format", "json"], in: folder).stdout)
    }

    @Test func aStoreAnswersAsItsLogsDo() throws {
        try withTemporaryFolder { folder in
            _ = try Tool.run(["ingest", "--quiet", "--store", "s.db", Self.logs], in: folder)
            let whole = try Self.json(["scan", Self.logs], in: folder)
            let day = ["report", "--day", "2025-09-14"]
            // A store sums what runs read, and asks nobody whether a file is still there.
            let ofStore = try Self.json(day + ["--store", "s.db"], in: folder)
            #expect(ofStore["incidents"] == (try Self.json(day + [Self.logs], in: folder))["incidents"])
            #expect(ofStore["figures"] == whole["figures"])
            #expect(ofStore["ledger"]["entries"] == whole["ledger"]["entries"])
            for question in Self.questions(whole) {
                let fromLogs = try Self.json(["query"] + question + [Self.logs], in: folder).without([
                    "ledger"
                ])
                let fromStore = try Self.json(["query"] + question + ["--store", "s.db"], in: folder)
                #expect(fromStore.without(["ledger"]) == fromLogs, "\(question)")
            }
            let verify = ["verify", "--since", "2025-09-14T10:00:00Z", "--until", "2025-09-15"]
            let verified = try Self.json(verify + ["--store", "s.db"], in: folder)
            #expect(verified["incidents"] == (try Self.json(verify + [Self.logs], in: folder))["incidents"])
        }
    }

    /// Every user and incident, requests, beginnings of ids and ids that nobody has.
    private static func questions(_ report: JSON) -> [[String]] {
        let incidents = report["incidents"].array
        let users = incidents.flatMap { $0["users"].strings }
        let requests = incidents.flatMap { $0["scopes"]["request_id"].strings }
        return users.map { ["user", $0] } + requests.map { ["request", $0] }
            + incidents.compactMap { $0["id"].string }.flatMap {
                [["incident", $0], ["incident", String($0.prefix(6))]]
            }
            + [
                ["user", "u-5"], ["user", "dem"], ["user", "demo-use..."], ["user", "nobody"],
                ["request", "req_"],
            ]
    }

    /// The report of a day was made when entries of before it came: the next one tells of them.
    @Test(arguments: [true, false])
    func whatComesLateIsNews(isLate: Bool) throws {
        try withTemporaryFolder { folder in
            let early = Self.crossing("1", "2025-09-14T08:00:00Z")
            let later = Self.entry("2", "2025-09-15T08:00:00Z", "health check ok")
            for text in isLate ? [later, early] : [early, later] { try Self.ingest(text, in: folder) }
            let report = try Self.json(["report", "--store", "s.db", "--day", "today"], in: folder)
            #expect(report["incidents"].array.map { $0["status"].string } == (isLate ? ["new"] : []))
            let news = try Tool.run(
                ["report", "--store", "s.db", "--day", "today", "--only-new"], in: folder)
            #expect(news.stdout.contains("alice") == isLate)
        }
    }

    @Test func daysOfAStoreAreComparedWithTheOnesBefore() throws {
        try withTemporaryFolder { folder in
            try Self.ingest(
                Self.entry("0", "2025-09-12T08:00:00Z", "health check ok")
                    + Self.crossing("1", "2025-09-13T23:55:00Z") + Self.crossing("2", "2025-09-14T00:03:00Z")
                    + Self.crossing("3", "2025-09-13T08:00:00Z", to: "carol")
                    + Self.crossing("4", "2025-09-14T20:00:00Z", to: "dave"), in: folder)
            let report = try Self.json(["report", "--store", "s.db", "--day", "2025-09-14"], in: folder)
            let found = report["incidents"].array.map {
                "\($0["users"].strings.last ?? "") \($0["status"].string ?? "")"
            }
            #expect(found == ["bob ongoing", "dave new", "carol resolved"])
            #expect(report["previous"]["new"].int == 2)
        }
    }

    @Test func anIncidentIsFoundUnderItsFormerName() throws {
        try withTemporaryFolder { folder in
            try Self.ingest(Self.crossing("2", "2025-09-14T08:05:00Z"), in: folder)
            let before = try Self.json(["query", "user", "alice", "--store", "s.db"], in: folder)
            let former = try #require(before["incidents"].array.first?["id"].string)
            try Self.ingest(Self.crossing("1", "2025-09-14T08:00:00Z"), in: folder)
            let after = try Self.json(["query", "incident", former, "--store", "s.db"], in: folder)
            #expect(after["incidents"].array.map { $0["count"].int } == [2])
            #expect(after["incidents"].array.first?["id"].string != former)
            let beginning = try Self.json(
                ["query", "incident", String(former.prefix(7)), "--store", "s.db"], in: folder)
            #expect(beginning["incidents"] == after["incidents"])
        }
    }

    /// A store never says that a fix held where its logs would not.
    @Test(
        arguments: [
            // A gap of more than an hour.
            (["01:00:30", "02:14:30"], "01:00:00Z", "02:15:00Z", ""),
            // Nothing in the stretch, and something in the quarter of an hour it ends in.
            (["01:00:30", "02:14:30"], "02:00:00Z", "02:10:00Z", ""),
            // A failure that may have been at any time.
            (
                ["02:00:30", "02:15:30", "02:30:30", "02:45:30"], "02:00:00Z", "03:00:00Z",
                "USER ISOLATION VIOLATION: alice -> bob (x)"
            ),
        ] as [([String], String, String, String)])
    func verifyIsNoSurerThanTheLogs(times: [String], since: String, until: String, failure: String) throws {
        try withTemporaryFolder { folder in
            var text = times.enumerated().flatMap { number, time in
                (0..<60).map { Self.entry("\(number)-\($0)", "2025-09-14T\(time)Z", "health check ok") }
            }.joined()
            if !failure.isEmpty {
                text += Self.entry("f", "", failure).replacing(#""timestamp":"","#, with: "")
            }
            try Data(text.utf8).write(to: folder.appending(path: "log.json"))
            try Self.ingest(text, in: folder)
            let question = ["verify", "--since", "2025-09-14T\(since)", "--until", "2025-09-14T\(until)"]
            #expect(try Tool.run(question + ["log.json"], in: folder).status == 65)
            #expect(try Tool.run(question + ["--store", "s.db"], in: folder).status == 65)
        }
    }

    /// What could not be read is said until it was read, and no longer.
    @Test(arguments: [20, 2])
    func damageThatWasMendedIsNoDamage(part: Int) throws {
        try withTemporaryFolder { folder in
            let whole = gzip(
                Array((0..<200).map { Self.crossing("\($0)", "2025-09-14T08:00:00Z") }.joined().utf8))
            let file = folder.appending(path: "day.json.gz")
            let incomplete = {
                try Self.json(["report", "--store", "s.db", "--day", "2025-09-14"], in: folder)["ledger"][
                    "incomplete_inputs"
                ].int
            }
            // A tenth, so that some entries are there, or so little that none is.
            try Data(
                part == 2 ? Array(whole.prefix(whole.count / 2)) : Array(whole.prefix(whole.count / part))
            ).write(to: file)
            #expect(
                try Tool.run(["ingest", "--quiet", "--store", "s.db", "day.json.gz"], in: folder).status == 65
            )
            #expect(
                try Tool.run(["ingest", "--quiet", "--store", "s.db", "day.json.gz"], in: folder).status == 65
            )
            #expect(try incomplete() == 1)
            try Data(whole).write(to: file)
            #expect(
                try Tool.run(["ingest", "--quiet", "--store", "s.db", "day.json.gz"], in: folder).status == 0)
            #expect(try incomplete() == 0)
        }
    }

    @Test(
        arguments: [
            (["report"], 66, "there is no store"), (["query", "user", "alice"], 66, "there is no store"),
            (["verify", "--since", "2025-09-14"], 66, "there is no store"),
            (["report", "--store", "s.db", "-"], 64, "not both"),
            (["query", "user", "alice", "--rules", "r.yml"], 64, "--rules and --gap"),
            (["verify", "--since", "2025-09-14", "--revision", "r"], 66, "there is no store"),
        ] as [([String], Int32, String)])
    func whatIsMissingIsSaid(arguments: [String], status: Int32, text: String) throws {
        try withTemporaryFolder { folder in
            let outcome = try Tool.run(
                arguments, in: folder, environment: ["XDG_STATE_HOME": folder.path(percentEncoded: false)])
            #expect(outcome.status == status && outcome.stdout == "")
            #expect(outcome.stderr.contains(text), "\(outcome.stderr)")
        }
    }
}
