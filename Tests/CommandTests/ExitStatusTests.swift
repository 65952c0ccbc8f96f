import Foundation
import TestSupport
import Testing

/// Every exit status of the contract, from real runs.
@Suite struct ExitStatusTests {
    private let conflict = """
        {"insertId":"1","timestamp":"2025-09-14T02:05:00Z","textPayload":"stored user_id=alice request_id=req_1"}
        {"insertId":"2","timestamp":"2025-09-14T02:05:01Z","textPayload":"stored user_id=bob request_id=req_1"}

        """

    @Test func nothingToReadIsAnEmptyReport() throws {
        let outcome = try Tool.run([])
        #expect(outcome.status == 0)
        #expect(outcome.stdout.hasPrefix("No incidents in 0 entries."))
        #expect(outcome.stderr == "")
    }

    @Test(
        arguments: [
            (["--fail-on", "high"], 1), (["--fail-on", "critical"], 0), ([], 0),
            (["--fail-on", "low", "--user", "carol"], 0), (["--fail-on", "low", "--user", "bob"], 1),
            (["--fail-on", "low", "--request", "req_1"], 1), (["--fail-on", "low", "--request", "req_2"], 0),
            (["--fail-on", "low", "--since", "2025-09-14T02:05:01Z"], 0),
            (["--fail-on", "low", "--until", "2025-09-14"], 0),
        ] as [([String], Int32)])
    func failOnLooksAtWhatIsShown(arguments: [String], status: Int32) throws {
        #expect(try Tool.run(arguments, input: Data(conflict.utf8)).status == status)
    }

    @Test(arguments: [
        ["--no-such-option"], ["--level", "loud"], ["--since", "soon"], ["--gap", "10"], ["--threads", "0"],
        ["--format", "xml"], ["--since", "2025-09-15", "--until", "2025-09-14"], ["query"],
        ["query", "user"], ["query", "user", ""], ["query", "user", "alice", "--format", "ndjson"],
        ["query", "user", "alice", "--since", "2025-09-15", "--until", "2025-09-14"],
    ])
    func wrongUsageIs64(arguments: [String]) throws {
        let outcome = try Tool.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.stdout == "")
        #expect(outcome.stderr.contains("Error: "))
    }

    /// What could not be read comes before what was not found.
    @Test(
        arguments: [
            ("alice", "", 0), ("alic", "", 0), ("carol", "", 1), ("carol", "{\"textPayload\":\"cut", 65),
            ("alice", "{\"textPayload\":\"cut", 65),
        ] as [(String, String, Int32)])
    func queriesSayWhetherSomethingWasFound(id: String, damage: String, status: Int32) throws {
        let outcome = try Tool.run(["query", "user", id, "-"], input: Data((conflict + damage).utf8))
        #expect(outcome.status == status)
        #expect(outcome.stdout.contains("Timeline") == (id != "carol"))
        #expect(try Tool.run(["query", "user", id, "gone.json"]).status == 66)
    }

    @Test func anInputCutInTheMiddleIs65() throws {
        let outcome = try Tool.run(
            ["--format", "json"], input: Data((conflict + "{\"textPayload\":\"cut").utf8))
        #expect(outcome.status == 65)
        #expect(outcome.stdout.contains("\"incomplete_inputs\": 1"))
        #expect(outcome.stdout.contains("\"users\": ["))
        #expect(outcome.stderr.contains("could not be read in full"))
    }

    @Test func aMissingInputIs66AndTheRestIsRead() throws {
        try withTemporaryFolder { folder in
            try Data(conflict.utf8).write(to: folder.appending(path: "a.json"))
            let outcome = try Tool.run(["nowhere.json", "a.json"], in: folder)
            #expect(outcome.status == 66)
            #expect(outcome.stderr.contains("nowhere.json: does not exist"))
            #expect(outcome.stdout.contains("req_1"))
        }
    }

    @Test func namesDoNotCommandTheTerminal() throws {
        let outcome = try Tool.run(["no\u{1B}[31m\n.json"])
        #expect(outcome.stderr.hasPrefix("crosstalk: no\\x1b[31m\\n.json: does not exist\n"))
        let rules = try Tool.run(["--rules", "no\u{1B}[31m"])
        #expect(rules.stderr.hasPrefix("no\\x1b[31m:1:1: does not exist"))
        #expect(rules.stderr.hasSuffix("\n"))
    }

    @Test func outputThatCannotBeWrittenIs74() throws {
        let full = try Tool.shell("crosstalk </dev/null >/dev/full")
        #expect(full.status == 74)
        #expect(full.stderr.contains("cannot write standard output: "))
        let nowhere = try Tool.run(["--output", "/nonexistent/report"])
        #expect(nowhere.status == 74)
        #expect(nowhere.stderr.contains("/nonexistent/report"))
    }

    @Test func aFileSizeLimitIs74AndLeavesNothing() throws {
        try withTemporaryFolder { folder in
            try Data(conflict.utf8).write(to: folder.appending(path: "a.json"))
            let outcome = try Tool.shell(
                "ulimit -f 1; crosstalk a.json --format json --output out", in: folder)
            #expect(outcome.status == 74)
            #expect(outcome.stderr.contains("cannot write out: "))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["a.json"])
        }
    }

    @Test func anInputIsNoOutput() throws {
        try withTemporaryFolder { folder in
            try Data(conflict.utf8).write(to: folder.appending(path: "a.json"))
            let outcome = try Tool.run(["a.json", "--output", "./a.json"], in: folder)
            #expect(outcome.status == 64)
            #expect(try Data(contentsOf: folder.appending(path: "a.json")) == Data(conflict.utf8))
        }
    }

    @Test func outputFollowsALinkAndTrustsNoOther() throws {
        try withTemporaryFolder { folder in
            let line = """
                echo old >real; echo precious >victim; ln -s real link
                exec bash -c 'ln -s victim "real.$$.tmp"; exec crosstalk --output link </dev/null'
                """
            let outcome = try Tool.shell(line, in: folder)
            #expect(outcome.status == 0)
            let text = { (name: String) in
                try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
            #expect(try text("victim") == "precious\n")
            #expect(try text("real").hasPrefix("No incidents"))
            let link = folder.appending(path: "link").path()
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
        }
    }

    @Test func aWrongRuleIs78AndSaysWhere() throws {
        try withTemporaryFolder { folder in
            let rule = """
                title: Wrong
                logsource: {product: gcp}
                detection:
                  selection:
                    message|contians: x
                  condition: selection
                """
            try Data(rule.utf8).write(to: folder.appending(path: "wrong.yml"))
            let outcome = try Tool.run(["--rules", "wrong.yml"], in: folder)
            #expect(outcome.status == 78)
            #expect(outcome.stdout == "")
            #expect(outcome.stderr.hasPrefix("wrong.yml:5:"))
            #expect(outcome.stderr.contains("contians"))
            #expect(outcome.stderr.contains("contains"))
        }
    }

    @Test(arguments: ["", "# nothing yet\n"])
    func noRulesAtAllIs78(text: String) throws {
        try withTemporaryFolder { folder in
            try Data(text.utf8).write(to: folder.appending(path: "empty.yml"))
            let outcome = try Tool.run(["--rules", "empty.yml"], in: folder)
            #expect(outcome.status == 78)
            #expect(outcome.stdout == "")
            #expect(outcome.stderr.hasPrefix("empty.yml:1:1: no rules here"))
        }
    }

    @Test func rulesMayBeginWithAByteOrderMark() throws {
        try withTemporaryFolder { folder in
            let rule = """
                \u{FEFF}title: Marked
                name: marked
                tags: [isolation.shared-state]
                logsource: {product: gcp}
                detection:
                  selection:
                    message|contains: stored
                  condition: selection
                level: low
                """
            try Data(rule.utf8).write(to: folder.appending(path: "marked.yml"))
            let outcome = try Tool.run(["--rules", "marked.yml"], input: Data(conflict.utf8), in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.stdout.contains("Marked"))
        }
    }

    @Test func aClosedPipeEndsQuietly() throws {
        try withTemporaryFolder { folder in
            try Data(conflict.utf8).write(to: folder.appending(path: "a.json"))
            let outcome = try Tool.shell("crosstalk --format json a.json | head -n 1", in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.stdout == "{\n")
            #expect(outcome.stderr == "")
        }
    }

    @Test func anInterruptedRunPrintsWhatItHas() throws {
        try withTemporaryFolder { folder in
            try Data(conflict.utf8).write(to: folder.appending(path: "a.json"))
            // A pipe that stays open after its last byte, and a signal once the bytes are through.
            let line = """
                (cat a.json; sleep 3) | (crosstalk --format json <&0 >out 2>err & pid=$!
                sleep 1; kill -TERM $pid; wait $pid; echo $? >status)
                """
            _ = try Tool.shell(line, in: folder)
            let text = { (name: String) in
                try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
            #expect(try text("status") == "65\n")
            #expect(try text("out").contains("\"incomplete_inputs\": 1"))
            #expect(try text("out").contains("req_1"))
            #expect(try text("err").contains("interrupted"))
        }
    }
}
