import Foundation
import TestSupport
import Testing

/// What golden cases of `report` cannot hold: files that stay as they are, the clock and the environment.
@Suite struct ReportCommandTests {
    private func entry(_ time: String, _ users: (String, String)) -> String {
        #"{"insertId": "\#(time)", "timestamp": "\#(time)", "textPayload": "#
            + #""Cross-user event bleeding prevented: manager_user=\#(users.0), target_user=\#(users.1)"}"#
            + "\n"
    }

    /// Two days with an incident each.
    private var entries: String {
        entry("2025-09-13T23:30:00Z", ("first-1", "first-2"))
            + entry("2025-09-14T22:30:00Z", ("second-1", "second-2"))
    }

    private func statuses(
        _ arguments: [String], input: String, environment: [String: String] = [:]
    ) throws -> [String] {
        let outcome = try Tool.run(
            ["report", "--format", "json"] + arguments + ["-"], input: Data(input.utf8),
            environment: environment)
        #expect(outcome.status == 0, "\(outcome.stderr)")
        return try JSON(parsing: outcome.stdout)["incidents"].array.map {
            "\($0["users"].strings.first ?? "") \($0["status"].string ?? "")"
        }
    }

    @Test func onlyNewLeavesFilesAlone() throws {
        try withTemporaryFolder { folder in
            try Data(entries.utf8).write(to: folder.appending(path: "log.json"))
            let line = "crosstalk report --only-new --output report.txt log.json"
            #expect(try Tool.shell("\(line) --day 2025-09-20", in: folder).status == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["log.json"])

            let old = folder.appending(path: "report.txt")
            try Data("old".utf8).write(to: old)
            let before = try FileManager.default.attributesOfItem(atPath: old.path())
            #expect(try Tool.shell("\(line) --day 2025-09-20", in: folder).stdout == "")
            let after = try FileManager.default.attributesOfItem(atPath: old.path())
            #expect(try Data(contentsOf: old) == Data("old".utf8))
            #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
            #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == 2)

            #expect(try Tool.shell("\(line) --day 2025-09-14", in: folder).status == 0)
            #expect(try String(contentsOf: old, encoding: .utf8).contains("second-1"))
        }
    }

    /// A report that a run wrote is the baseline of the next, which may take its place.
    @Test func everyReportIsABaseline() throws {
        try withTemporaryFolder { folder in
            try Data(entries.utf8).write(to: folder.appending(path: "log.json"))
            for format in ["json", "ndjson"] {
                let line =
                    "crosstalk report --baseline last --only-new --format \(format) --output last log.json more.json"
                try Data().write(to: folder.appending(path: "more.json"))
                let first = "crosstalk --format \(format) --output last log.json && \(line)"
                #expect(
                    try Tool.shell("\(first) && cat last", in: folder).stdout.contains(/"status": ?"ongoing"/)
                        == false
                )
                try Data(entry("2025-09-16T00:00:00Z", ("third-1", "third-2")).utf8)
                    .write(to: folder.appending(path: "more.json"))
                let second = try Tool.shell("\(line) && cat last", in: folder)
                #expect(second.status == 0)
                #expect(second.stdout.matches(of: /"status": ?"ongoing"/).count == 2)
                #expect(second.stdout.matches(of: /"status": ?"new"/).count == 1)
                #expect(try Tool.shell("\(line) && cat last", in: folder).stdout == second.stdout)
            }
        }
    }

    @Test func daysAreOfTheClock() throws {
        let now = Date()
        let today = entry(now.formatted(.iso8601), ("today-1", "today-2"))
        let yesterday = entry(now.addingTimeInterval(-86_400).formatted(.iso8601), ("past-1", "past-2"))
        for zone in ["UTC", "Asia/Kolkata", "Pacific/Kiritimati"] {
            #expect(
                try statuses(["--day", "today", "--tz", zone], input: today + yesterday)
                    == ["today-1 new", "past-1 resolved"])
            #expect(
                try statuses(["--day", "yesterday", "--tz", zone], input: today + yesterday)
                    == ["past-1 new"])
        }
    }

    @Test(arguments: [
        ([], "America/New_York", ["second-1 new", "first-1 resolved"]),
        (["--tz", "UTC"], "America/New_York", ["second-1 new", "first-1 resolved"]),
        (["--tz", "local"], "", ["second-1 new", "first-1 resolved"]),
        // In Berlin, half past one of the 14th and half past midnight of the 15th.
        (["--tz", "local"], "Europe/Berlin", ["first-1 new"]),
        (["--tz", "local"], "CET-1CEST,M3.5.0,M10.5.0/3", ["first-1 new"]),
        (["--tz", "Europe/Berlin"], "America/New_York", ["first-1 new"]),
    ])
    func theEnvironmentCountsWhereItIsAskedFor(
        arguments: [String], variable: String, expected: [String]
    ) throws {
        #expect(
            try statuses(
                ["--day", "2025-09-14"] + arguments, input: entries, environment: ["TZ": variable])
                == expected)
    }
}
