import Foundation
import Testing

/// `SampleLogs/shapes`: the same twelve entries in every shape, and the same incident from each.
@Suite struct ShapeTests {
    static let folder = "SampleLogs/shapes"

    static let files: [String] =
        (try? FileManager.default.contentsOfDirectory(
            atPath: Tool.root.appending(path: folder).path(percentEncoded: false)))?
        .filter { !$0.hasPrefix(".") }.sorted() ?? []

    /// What must be the same: everything but where an entry stood and which bytes it was.
    private static func incidents(_ report: JSON) -> JSON {
        report["incidents"].without(["source", "sha256"])
    }

    private static func report(_ line: String) throws -> JSON {
        let outcome = try Tool.shell(line)
        #expect(outcome.status == 0, "\(line): \(outcome.stderr)")
        return try JSON(parsing: outcome.stdout)
    }

    /// What every shape is compared with, as text.
    private static let wanted: String =
        (try? incidents(report("crosstalk --format json \(folder)/ndjson.ndjson")).description) ?? ""

    @Test func thereAreShapes() {
        #expect(Self.files.count >= 15)
    }

    /// What SampleLogs/README.md says must be found.
    @Test func theIncidentIsTheOneThatWasPlanted() throws {
        let incidents = try JSON(parsing: Self.wanted).array
        let incident = try #require(incidents.first)
        #expect(incidents.count == 1)
        #expect(incident["level"].string == "critical")
        #expect(incident["users"].strings == ["demo-user-001", "u-48213"])
        #expect(incident["scopes"]["request_id"].strings == ["req_7bda598bcaea"])
        #expect(incident["first_seen"].string == "2025-09-14T02:05:10.000118Z")
        #expect(incident["last_seen"].string == "2025-09-14T02:06:02.900000Z")
        #expect(
            incident["signals"].array.compactMap { $0["rule"]["name"].string } == [
                "crossing_after_manager_duplication", "event_sent_to_other_user",
                "production_user_meets_demo_user", "request_with_two_users",
                "request_with_two_users_one_demo",
                "manager_duplication_suspected",
            ])
        #expect(incident["count"].int == 5)
        #expect(incident["evidence"].array.count == 5)
    }

    @Test(
        arguments: files,
        [
            "crosstalk --format json FILE", "cat FILE | crosstalk --format json",
            "gzip -cdf FILE | gzip -c | crosstalk --format json -",
            "crosstalk --format json --threads 1 FILE",
            "crosstalk --format json --threads 4 FILE",
        ])
    func everyShapeGivesTheSameIncident(file: String, line: String) throws {
        let found = try Self.report(line.replacingOccurrences(of: "FILE", with: "\(Self.folder)/\(file)"))
        #expect(Self.incidents(found).description == Self.wanted)
        #expect(found["ledger"]["entries"].int == 12)
        #expect(found["ledger"]["malformed"].int == (file.hasPrefix("broken-line") ? 1 : 0))
        #expect(found["ledger"]["incomplete_inputs"].int == 0)
    }

    @Test(arguments: [1, 4])
    func allShapesTogetherAreRepeats(threads: Int) throws {
        let found = try Self.report("crosstalk --format json --threads \(threads) \(Self.folder)")
        #expect(Self.incidents(found).description == Self.wanted)
        #expect(found["ledger"]["inputs"].int == Self.files.count)
        #expect(found["ledger"]["entries"].int == 12)
        #expect(found["ledger"]["duplicates"].int == 12 * (Self.files.count - 1))
    }

    @Test func joinedFilesAreReadAsOne() throws {
        let found = try Self.report(
            "cat \(Self.folder)/*.json \(Self.folder)/*.ndjson | crosstalk --format json")
        #expect(Self.incidents(found).description == Self.wanted)
        #expect(found["ledger"]["entries"].int == 12)
    }
}
