import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// `crosstalk ingest`, run as a process.
@Suite struct IngestTests {
    private static func line(_ id: String, _ time: String, _ user: String) -> String {
        """
        {"insertId":"\(id)","timestamp":"\(time)","textPayload":"stored user_id=\(user) request_id=req_1"}\n
        """
    }

    private static let alice = line("1", "2025-09-14T23:58:00Z", "alice")
    private static let bob = line("2", "2025-09-15T00:01:00Z", "bob")

    private static func ingest(
        _ arguments: [String], in folder: URL, input: String? = nil, environment: [String: String] = [:]
    ) throws -> Tool.Outcome {
        try Tool.run(
            ["ingest", "--store", "s.db"] + arguments, input: input.map { Data($0.utf8) }, in: folder,
            environment: environment)
    }

    private static func summary(_ arguments: [String], in folder: URL, input: String? = nil) throws -> JSON {
        try JSON(parsing: try ingest(["--format", "json"] + arguments, in: folder, input: input).stdout)
    }

    @Test func aConflictOverMidnightAndTwoRunsIsTheIncidentOfOneRun() throws {
        try withTemporaryFolder { folder in
            try Data(Self.alice.utf8).write(to: folder.appending(path: "14.json"))
            try Data(Self.bob.utf8).write(to: folder.appending(path: "15.json"))
            let scan = try JSON(
                parsing: try Tool.run(["--format", "json", "14.json", "15.json"], in: folder).stdout)
            #expect(try Self.summary(["14.json"], in: folder)["new"].array.isEmpty)
            let second = try Self.summary(["15.json"], in: folder)
            #expect(
                second["new"].array.map { $0["id"].string } == scan["incidents"].array.map { $0["id"].string }
            )
            #expect(second["new"].array.map { $0["users"].strings } == [["alice", "bob"]])
        }
    }

    @Test func onlyWhatIsNewIsRead() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "app.json")
            try Data(Self.alice.utf8).write(to: file)
            #expect(try Self.summary(["app.json"], in: folder)["ledger"]["entries"].int == 1)
            #expect(try Self.summary(["app.json"], in: folder)["known_inputs"].int == 1)
            // Grown by a line, and one that is being written.
            try Data((Self.alice + Self.bob + #"{"insertId":"3","#).utf8).write(to: file)
            let grown = try Self.ingest(["--format", "json", "app.json"], in: folder)
            #expect(grown.status == 0, "a line that is not finished is no damage")
            let ledger = try JSON(parsing: grown.stdout)["ledger"]
            #expect(ledger["entries"].int == 1 && ledger["duplicates"].int == 0)
            #expect(grown.stdout.contains("not finished yet"))
            // Rotated and packed.
            let packed = gzip(Array((Self.alice + Self.bob).utf8))
            try Data(packed).write(to: folder.appending(path: "app.json.1.gz"))
            try Data("".utf8).write(to: file)
            let rotated = try Self.summary(["app.json", "app.json.1.gz"], in: folder)
            #expect(rotated["ledger"]["entries"].int == 0 && rotated["ledger"]["duplicates"].int == 0)
            #expect(rotated["known_inputs"].int == 1)
        }
    }

    @Test func aPipeIsKnownByItsEntries() throws {
        try withTemporaryFolder { folder in
            #expect(try Self.summary([], in: folder, input: Self.alice)["ledger"]["entries"].int == 1)
            let again = try Self.summary([], in: folder, input: Self.alice + Self.bob)
            #expect(again["ledger"]["entries"].int == 1 && again["ledger"]["duplicates"].int == 1)
            #expect(again["new"].array.count == 1)
        }
    }

    @Test func nobodyElseMayReadAStore() throws {
        try withTemporaryFolder { folder in
            let outcome = try Tool.run(
                ["ingest", "--quiet"], input: Data(Self.alice.utf8), in: folder,
                environment: ["XDG_STATE_HOME": folder.path(percentEncoded: false) + "/state"])
            #expect(outcome.status == 0 && outcome.stdout == "" && outcome.stderr == "")
            let mode = try Tool.shell(
                "stat -c '%a %n' state state/crosstalk state/crosstalk/store.db", in: folder)
            #expect(mode.stdout == "700 state\n700 state/crosstalk\n600 state/crosstalk/store.db\n")
        }
    }

    @Test func aSecondRunAtOneTimeIs75() throws {
        try withTemporaryFolder { folder in
            // The first run waits for its pipe.
            let script = """
                mkfifo pipe; crosstalk ingest --quiet --store s.db pipe & exec 3>pipe
                until [ -s s.db ]; do sleep 0.05; done; sleep 0.3
                crosstalk ingest --store s.db /dev/null; echo "status $?"
                exec 3>&-; wait; crosstalk ingest --quiet --store s.db /dev/null; echo "status $?"
                """
            let outcome = try Tool.shell(script, in: folder)
            #expect(outcome.stdout == "status 75\nstatus 0\n")
            #expect(outcome.stderr.contains("another run holds the store; nothing was changed"))
        }
    }

    @Test(
        arguments: [
            ("echo no database > s.db", 65, "not a database"),
            (
                "python3 -c 'import sqlite3; sqlite3.connect(\"s.db\").execute(\"CREATE TABLE t (x)\")'", 65,
                "no store"
            ),
            ("crosstalk ingest --quiet --gap 5m --store s.db < /dev/null", 64, "--gap 5m"),
            ("mkdir s.db", 65, "is no file"),
            ("crosstalk ingest --quiet --store s.db missing.json 2>/dev/null", 66, "missing.json"),
        ] as [(String, Int32, String)])
    func whatCannotBeUsedSaysSo(preparation: String, status: Int32, text: String) throws {
        try withTemporaryFolder { folder in
            _ = try Tool.shell(preparation, in: folder)
            let arguments = status == 66 ? ["missing.json"] : []
            let outcome = try Self.ingest(["--gap", "10m"] + arguments, in: folder, input: Self.alice)
            #expect(outcome.status == status)
            #expect(outcome.stderr.contains(text), "\(outcome.stderr)")
        }
    }

    @Test func retainForgetsWhatEnded() throws {
        try withTemporaryFolder { folder in
            _ = try Self.ingest([], in: folder, input: Self.alice + Self.bob)
            let store = folder.appending(path: "s.db").path(percentEncoded: false)
            #expect(try StoreContents(store).incidents.count == 1)
            _ = try Self.ingest(["--retain", "30d"], in: folder, input: "")
            let after = try StoreContents(store)
            #expect(after.incidents.isEmpty && after.units.isEmpty && after.quarters.isEmpty)
            // What was forgotten does not come back.
            let again = try Self.summary([], in: folder, input: Self.alice + Self.bob)
            #expect(again["ledger"]["out_of_range"].int == 2 && again["new"].array.isEmpty)
            #expect(try Self.ingest(["--retain", "1h"], in: folder, input: "").status == 64)
        }
    }

    @Test func anInterruptedRunKeepsWhatItRead() throws {
        try withTemporaryFolder { folder in
            let script = """
                mkfifo pipe; crosstalk ingest --store s.db pipe & exec 3>pipe
                printf '%s' '\(Self.alice + Self.bob)' >&3; sleep 1; kill -INT %1; wait %1; echo "status $?"
                """
            let outcome = try Tool.shell("set -m; " + script, in: folder)
            #expect(outcome.stdout.contains("1 new incident."))
            #expect(outcome.stdout.hasSuffix("status 65\n"))
        }
    }

    /// Ids are bytes: also those that a database would take for the end of a text.
    @Test func controlCharactersInIDsAreKept() throws {
        try withTemporaryFolder { folder in
            let lines = ["al\\u0000ice", "al\\u0000bob", "al\\uffff0"].enumerated().map { number, user in
                """
                {"insertId":"\(number)","timestamp":"2025-09-14T02:05:0\(number)Z","jsonPayload":{"message":"a\\u0000b",\
                "user_id":"\(user)","request_id":"req_1"}}\n
                """
            }.joined()
            let scan = try JSON(
                parsing: try Tool.run(["--format", "json"], input: Data(lines.utf8), in: folder).stdout)
            #expect(try Self.ingest([], in: folder, input: lines).status == 0)
            let report = try JSON(
                parsing: try Tool.run(["report", "--store", "s.db", "--format", "json"], in: folder).stdout)
            #expect(report["incidents"] == scan["incidents"])
            #expect(report["incidents"].array.first?["users"].strings.count == 3)
        }
    }

    private static let chain = """
        title: Somebody acted
        id: 5f0e6c1a-0000-4000-8000-00000000000a
        name: acted
        logsource: {product: gcp}
        detection:
          selection: {user_id|exists: true}
          condition: selection
        level: informational
        ---
        title: Two users
        id: 5f0e6c1a-0000-4000-8000-00000000000b
        name: two_users
        correlation:
          type: value_count
          rules: [acted]
          group-by: [request_id]
          timespan: 10m
          condition: {field: user_id, gte: 2}
        level: high
        ---
        title: Twice two users
        id: 5f0e6c1a-0000-4000-8000-00000000000c
        name: twice
        correlation: {type: event_count, rules: [two_users], timespan: 1h, condition: {gte: 2}}
        level: critical
        """

    private static let conflicts = ["r1", "r2"].flatMap { request in
        ["alice", "bob"].map { user in
            """
            {"insertId":"\(request)\(user)","timestamp":"2025-09-14T02:05:00Z","jsonPayload":{"message":"done",\
            "user_id":"\(user)","request_id":"\(request)"}}\n
            """
        }
    }

    /// A correlation that takes all groups together is not found anew by a run that reads nothing.
    @Test func runsWithNothingNewChangeNothing() throws {
        try withTemporaryFolder { folder in
            try Data(Self.chain.utf8).write(to: folder.appending(path: "chain.yml"))
            for (number, line) in (Self.conflicts + ["", ""]).enumerated() {
                let run = try Self.summary(["--rules", "chain.yml"], in: folder, input: line)
                if number >= 4 { #expect(run["changed"].array.isEmpty && run["new"].array.isEmpty) }
            }
            let report = try JSON(
                parsing: try Tool.run(["report", "--store", "s.db", "--format", "json"], in: folder).stdout)
            let input = Data(Self.conflicts.joined().utf8)
            let scan = try Tool.run(["--format", "json", "--rules", "chain.yml"], input: input, in: folder)
            let expected = try JSON(parsing: scan.stdout)["incidents"]
            #expect(report["incidents"].without(["source"]) == expected.without(["source"]))
        }
    }

    @Test func rulesThatComeBackFindTheirSignals() throws {
        try withTemporaryFolder { folder in
            let rules = Self.chain.components(separatedBy: "---\ntitle: Twice")[0]
            try Data(rules.utf8).write(to: folder.appending(path: "rules.yml"))
            let other = rules.replacing("00000000000b", with: "00000000000d").replacing(
                "gte: 2}", with: "gte: 9}")
            try Data(other.utf8).write(to: folder.appending(path: "other.yml"))
            _ = try Self.ingest(["--rules", "rules.yml"], in: folder, input: Self.conflicts.joined())
            for (user, rules) in [("carol", "other.yml"), ("dave", "rules.yml")] {
                let line = Self.conflicts[0].replacing("alice", with: user)
                _ = try Self.ingest(["--rules", rules], in: folder, input: line)
            }
            let report = try Tool.run(["report", "--store", "s.db", "--format", "json"], in: folder).stdout
            let signals = try JSON(parsing: report)["incidents"].array.flatMap { $0["signals"].array }
            let counts = signals.filter { $0["rule"]["name"].string == "two_users" }.map { $0["count"].int }
            // Two requests: three users on one that this rule was told of, two on the other.
            #expect(counts == [5])
        }
    }
}
