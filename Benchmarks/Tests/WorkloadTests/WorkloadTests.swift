import Foundation
import Testing

@testable import Workload

@Suite struct WorkloadTests {
    static let plan = WorkloadPlan(entries: 2000, incidents: 8, seed: 7)

    static func make(_ plan: WorkloadPlan, piece: Int = 300) -> (bytes: Data, summary: WorkloadSummary) {
        var bytes = Data()
        let summary = Workload(plan).generate(piece: piece) { bytes.append(contentsOf: $0) }
        return (bytes, summary)
    }

    static func entries(_ bytes: Data) throws -> [[String: Any]] {
        try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
        }
    }

    /// Work that lies there from before is used again by its plan: when this fails because the work was
    /// changed on purpose, `WorkloadPlan.generator` must be raised together with the number here.
    @Test func samePlanMakesSameBytes() {
        #expect(Self.plan.generator == 1)
        #expect(Self.make(Self.plan).summary.crc32 == "753ace16")
    }

    @Test(arguments: [1, 7, 1000, 5000])
    func piecesDoNotMatter(piece: Int) {
        #expect(Self.make(Self.plan, piece: piece).bytes == Self.make(Self.plan).bytes)
    }

    @Test func anotherSeedMakesOtherBytes() {
        let other = WorkloadPlan(entries: 2000, incidents: 8, seed: 8)
        #expect(Self.make(other).summary.crc32 != Self.make(Self.plan).summary.crc32)
    }

    @Test func everyLineIsAnEntry() throws {
        let (bytes, summary) = Self.make(Self.plan)
        let entries = try Self.entries(bytes)
        #expect(entries.count == 2000)
        #expect(summary.entries == 2000)
        #expect(summary.bytes == bytes.count)
        #expect(entries.allSatisfy { $0["timestamp"] is String && $0["insertId"] is String })
        #expect(entries.count { $0["severity"] == nil } == summary.withoutSeverity)
        #expect(Set(entries.compactMap { $0["insertId"] as? String }).count == 2000)
    }

    @Test(arguments: [0, 1, 5, 8, 200])
    func everyFailureIsPlanted(incidents: Int) {
        let summary = Self.make(WorkloadPlan(entries: 2000, incidents: incidents, seed: 7)).summary
        #expect(summary.planted.values.reduce(0, +) == incidents)
    }

    /// The planted conflicts are all there are: ids of ordinary traffic never meet by chance.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func onlyPlantedRequestsCarryTwoUsers(seed: UInt64) throws {
        let (bytes, summary) = Self.make(WorkloadPlan(entries: 20_000, incidents: 8, seed: seed))
        var users: [Substring: Set<Substring>] = [:]
        for entry in try Self.entries(bytes) {
            guard let payload = entry["jsonPayload"] as? [String: Any],
                let message = payload["message"] as? String,
                let user = message.firstMatch(of: /user_id=([\w-]+)/),
                let request = message.firstMatch(of: /request_id=([\w-]+)/)
            else { continue }
            users[request.1, default: []].insert(user.1)
        }
        #expect(users.count > 1000)
        #expect(users.values.count { $0.count > 1 } == summary.planted["identity-conflict"])
    }

    @Test func everyAlarmIsAWarningAboutAUser() throws {
        let (bytes, summary) = Self.make(WorkloadPlan(.alarms, entries: 2000, incidents: 0, seed: 7))
        let severities = try Self.entries(bytes).compactMap { $0["severity"] as? String }
        #expect(summary.entries == 2000)
        #expect(severities.count == 2000)
        #expect(Set(severities) == ["WARNING", "ERROR", "CRITICAL"])
    }

    @Test func moreRulesAreHalfTextHalfExpressions() throws {
        let texts = RulePack.files.map(\.text)
        #expect(texts.count == 500)
        #expect(texts.count { $0.contains("message|contains: '") } == 250)
        #expect(texts.count { $0.contains("message|re: '") } == 250)
        #expect(Set(RulePack.files.map(\.name)).count == 500)
        let ids = texts.compactMap {
            $0.firstMatch(of: /(?m)^id: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)?.0
        }
        #expect(Set(ids).count == 500)
    }

    /// The check value that every description of CRC-32 gives.
    @Test func checksumIsThatOfGzip() {
        var checksum = CRC32()
        "123456789".utf8CString.withUnsafeBytes {
            checksum.update(UnsafeRawBufferPointer(rebasing: $0[..<9]))
        }
        #expect(checksum.text == "cbf43926")
    }
}
