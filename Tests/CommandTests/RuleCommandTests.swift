import Foundation
import TestSupport
import Testing

/// What golden cases cannot hold: files that come and go, times, and the built-in rules.
@Suite struct RuleCommandTests {
    @Test func testsOfTheBuiltInRulesPass() throws {
        let outcome = try Tool.run(["rules", "test"])
        #expect(outcome.status == 0, "\(outcome.stdout)")
        #expect(outcome.stdout.hasSuffix(" passed.\n"))
        #expect(outcome.stderr == "")
    }

    /// Write it anew with `crosstalk rules list --format markdown > docs/rules.md`.
    @Test func theCatalogueIsUpToDate() throws {
        let page = try String(contentsOf: Tool.root.appending(path: "docs/rules.md"), encoding: .utf8)
        #expect(try Tool.run(["rules", "list", "--format", "markdown"]).stdout == page)
    }

    /// Whatever the list names can be explained by that name.
    @Test func listedRulesCanBeExplained() throws {
        let list = try Tool.run(["rules", "list", "--format", "json", "--level", "critical"])
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(list.stdout.utf8)) as? [String: Any])
        let rules = try #require(document["rules"] as? [[String: Any]])
        #expect(rules.count > 3)
        for rule in rules {
            let name = try #require(rule["name"] as? String)
            #expect(rule["level"] as? String == "critical")
            #expect((rule["tests"] as? Int ?? 0) >= 2, "\(name)")
            let outcome = try Tool.run(["rules", "explain", name])
            #expect(outcome.status == 0)
            #expect(outcome.stdout.contains("  name             \(name)\n"))
        }
    }

    @Test func aFailingSampleIs78() throws {
        let outcome = try Tool.run(
            ["rules", "test", "patterns"],
            in: Tool.root.appending(path: "Tests/Cases/rules/sample-that-fails"))
        #expect(outcome.status == 78)
        #expect(outcome.stdout == "")
    }

    @Test(arguments: [["rules", "test"], ["rules", "list"], ["rules", "explain", "x"]])
    func wrongPathIs78(command: [String]) throws {
        let path = command.contains("explain") ? ["--rules", "nowhere"] : ["nowhere"]
        let outcome = try Tool.run(command + path)
        #expect(outcome.status == 78)
        #expect(
            outcome.stderr == "nowhere:1:1: does not exist; name a .yml file, or a folder that holds some\n")
    }

    /// A rule takes one line where the page is wide enough, else two.
    @Test(arguments: [("160", 1), ("80", 2)])
    func listsFitThePage(columns: String, lines: Int) throws {
        let outcome = try Tool.run(
            ["rules", "list", "pack", "--level", "high"],
            in: Tool.root.appending(path: "Tests/Cases/rules-explain"), environment: ["COLUMNS": columns])
        let rule = outcome.stdout.split(separator: "\n\n")[0].split(separator: "\n")
        #expect(rule.count == lines)
        #expect(rule.last?.hasSuffix("Two users opened one conversation") == true)
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let outcome = try Tool.shell("crosstalk rules list --all --format json | head -1")
        #expect(outcome.stdout == "{\n")
        #expect(outcome.stderr == "")
    }

    // MARK: - Profile

    private static let entries = """
        {"insertId":"1","timestamp":"2025-09-14T02:05:00Z","textPayload":"a conversation was opened by x"}
        {"insertId":"2","timestamp":"2025-09-14T02:05:01Z","textPayload":"conversation conv-7 was opened by bot1"}
        {"insertId":"3","timestamp":"2025-09-14T02:05:02Z","textPayload":"conversation conv-7 was opened by alice"}
        {"insertId":"4","timestamp":"2025-09-14T02:05:03Z","textPayload":"something else"}

        """

    /// Columns and counts; times are whatever they are.
    @Test func profileCountsWhatRulesDid() throws {
        let folder = Tool.root.appending(path: "Tests/Cases/rules-explain")
        let arguments = ["--rules", "pack", "--threads", "2", "--profile-rules"]
        let outcome = try Tool.run(arguments, input: Data(Self.entries.utf8), in: folder)
        let plain = try Tool.run(
            arguments.dropLast(), input: Data(Self.entries.utf8), in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.stdout == plain.stdout)
        let rows = outcome.stderr.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.contains(["rule", "tried", "matches", "time", "each", "share"]))
        #expect(rows.contains(["pattern", "tried", "matches", "time", "each", "share"]))
        // The rule is tried where its literal is, the pattern where its own is with what must stand behind it; and a
        // rule without any, on all.
        #expect(rows.contains { $0.starts(with: ["conversation_opened", "3", "2"]) }, "\(outcome.stderr)")
        #expect(
            rows.contains { $0.starts(with: ["pack/extract/fields.yml:7", "2", "2"]) }, "\(outcome.stderr)")
        #expect(rows.contains { $0.starts(with: ["gives_up", "4", "0"]) }, "\(outcome.stderr)")
    }
}
