import Foundation
import Testing

/// `SampleLogs/incident-day` against its `expected.json`.
///
/// `UPDATE_EXPECTED=1 swift test --filter IncidentDayTests` writes the file anew; look at the difference before
/// you keep it.
@Suite struct IncidentDayTests {
    static let folder = "SampleLogs/incident-day"
    static let file = Tool.root.appending(path: folder).appending(path: "expected.json")

    private func run(_ arguments: [String] = []) throws -> String {
        let outcome = try Tool.run(["--format", "json"] + arguments + [Self.folder])
        #expect(outcome.status == 0)
        #expect(outcome.stderr == "")
        return outcome.stdout
    }

    private func expected() throws -> JSON {
        try JSON(parsing: String(contentsOf: Self.file, encoding: .utf8))
    }

    /// The file lies in the folder that is read: its own size is in the ledger, so it is written until that
    /// no longer changes.
    private func update() throws {
        for _ in 0..<5 {
            let text = try run()
            if text == (try? String(contentsOf: Self.file, encoding: .utf8)) { return }
            try Data(text.utf8).write(to: Self.file)
        }
    }

    @Test(arguments: [[], ["--threads", "1"], ["--threads", "4"]])
    func theDayIsAsExpected(arguments: [String]) throws {
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != nil { try update() }
        let found = try JSON(parsing: run(arguments))
        let wanted = try expected()
        for (index, incident) in wanted["incidents"].array.enumerated()
        where index < found["incidents"].array.count {
            #expect(found["incidents"].array[index] == incident)
        }
        #expect(found["incidents"].array.count == wanted["incidents"].array.count)
        #expect(found["ledger"] == wanted["ledger"])
        #expect(found["schema"] == wanted["schema"])
        #expect(found["tool"].without(["version"]) == wanted["tool"].without(["version"]))
    }

    /// Each row of the table in SampleLogs/README.md is an incident of that level at that time, and the other
    /// way round.
    @Test func theReadMeTellsOfTheSameIncidents() throws {
        let text = try String(contentsOf: Tool.root.appending(path: "SampleLogs/README.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").map {
            $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        .filter { $0.count == 4 && Int($0[0]) != nil }
        let told = rows.map { row -> String in
            let times = row[1].split(separator: "–")
            return "\(times.first ?? "") \(times.last ?? "") \(row[2])"
        }
        let found = try expected()["incidents"].array.map { incident -> String in
            let times = ["first_seen", "last_seen"].map {
                (incident[$0].string ?? "").dropFirst(11).prefix(8)
            }
            return "\(times[0]) \(times[1]) \(incident["level"].string ?? "")"
        }
        #expect(told.sorted() == found.sorted())
        for (row, line) in zip(rows, told) {
            let incident = try #require(
                zip(try expected()["incidents"].array, found).first { $0.1 == line }?.0)
            for user in incident["users"].strings { #expect(row[3].contains("`\(user)`")) }
            for id in incident["scopes"]["request_id"].strings { #expect(row[3].contains("`\(id)`")) }
        }
    }

    /// Whoever follows the evidence finds the entry: path, offset, line and insertId are those of the files.
    @Test func theEvidenceIsWhereItIsSaidToBe() throws {
        var checked = 0
        for evidence in try expected()["incidents"].array.flatMap({ $0["evidence"].array }) {
            let source = evidence["source"]
            let path = try #require(source["path"].string)
            let bytes = try Data(contentsOf: Tool.root.appending(path: path))
            let offset = try #require(source["offset"].int)
            let entry = bytes[offset...].prefix { $0 != 0x0A }
            #expect(
                try JSON(parsing: String(decoding: entry, as: UTF8.self))["insertId"] == evidence["insert_id"]
            )
            #expect(bytes[..<offset].count { $0 == 0x0A } + 1 == source["line"].int)
            checked += 1
        }
        #expect(checked == 18)
    }
}
