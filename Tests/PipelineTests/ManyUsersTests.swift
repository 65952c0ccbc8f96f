import Model
import Pipeline
import Testing

/// Findings are whole where there is much to find, and where copies of an entry differ.
@Suite struct ManyUsersTests {
    private func scan(_ lines: [String]) throws -> Report {
        try #require(InvarianceTests.engine).scan(lines)
    }

    private func entry(_ id: String, user: String, request: String = "req_1", second: Int = 0) -> String {
        let time = Timestamp(nanoseconds: 1_757_815_500_000_000_000 + Int64(second) * .second)
        return """
            {"insertId":"\(id)","timestamp":"\(time)","jsonPayload":{"user_id":"\(user)","request_id":"\(request)"}}
            """
    }

    @Test func everyUserOfARequestIsNamed() throws {
        let report = try scan((0..<300).map { entry("\($0)", user: "u-\($0)", second: $0) })
        let incident = try #require(report.incidents.first)
        #expect(report.incidents.count == 1)
        #expect(incident.users.count == 300)
        #expect(incident.count == 300)
        #expect(incident.evidence.count == 50)
        #expect(incident.evidenceOmitted == 250)
    }

    /// Queries keep more; what is found stays the same.
    @Test(arguments: [(1, 2), (25, 50), (100, 200), (1000, 300)])
    func theCapChangesWhatIsShownOnly(cap: Int, shown: Int) throws {
        let lines = (0..<300).map { entry("\($0)", user: "u-\($0)", second: $0) }
        var options = ScanOptions()
        options.evidenceCap = cap
        let engine = try #require(InvarianceTests.engine)
        let incident = try #require(try engine.scan(lines, options: options).incidents.first)
        let usual = try #require(try scan(lines).incidents.first)
        #expect(incident.evidence.count == shown)
        #expect(incident.evidenceOmitted == 300 - shown)
        #expect(incident.id == usual.id)
        #expect(incident.users == usual.users)
        #expect(incident.count == usual.count)
    }

    /// The same of a detection, whose episodes are capped before incidents are.
    @Test func aLongEpisodeIsKeptUpToTheCap() throws {
        let lines = (0..<300).map { number in
            """
            {"insertId":"\(number)","timestamp":"\(Timestamp(nanoseconds: Int64(number) * .second))",\
            "textPayload":"Multiple manager instances for user alice"}
            """
        }
        var options = ScanOptions()
        options.evidenceCap = 100
        let engine = try #require(InvarianceTests.engine)
        let incident = try #require(try engine.scan(lines, options: options).incidents.first)
        #expect(incident.count == 300)
        #expect(incident.evidence.count == 200)
        #expect(try engine.scan(lines).incidents.first?.evidence.count == 50)
    }

    /// An application may set insertId itself: copies of one entry that name two users are still a conflict.
    @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func copiesThatDifferDoNotHideAUser(order: [Int]) throws {
        let lines = [entry("same", user: "alice"), entry("same", user: "bob"), entry("other", user: "alice")]
        let report = try scan(order.map { lines[$0] })
        #expect(report.incidents.map(\.users) == [["alice", "bob"]])
        #expect(report.ledger.entries == 2)
    }

    @Test func idsThatWereNotCorrelatedAreInTheLedger() throws {
        let ids = (0..<65).map { "\"req_\($0)\"" }
        for (count, evicted) in [(64, 0), (65, 1)] {
            let list = "[\(ids.prefix(count).joined(separator: ","))]"
            let line = entry("1", user: "alice", request: "LIST").replacing("\"LIST\"", with: list)
            let ledger = try scan([line, line]).ledger
            #expect(ledger.evicted == evicted, "\(count) ids")
            let reasons = ledger.problems.map(\.reason)
            #expect(reasons.contains { $0.contains("more than 64 combinations") } == (evicted > 0))
        }
    }

    @Test(.timeLimit(.minutes(1))) func aRecordWithManyEntriesIsReadBackOnce() throws {
        let entries = (0..<6000).map { entry("\($0)", user: "u-\($0 % 2)", request: "req_\($0 / 2)") }
        let report = try scan(["{\"first\":{},\"entries\":[\(entries.joined(separator: ","))]}"])
        #expect(report.ledger.entries == 6000)
        #expect(report.incidents.first?.scopes["request_id"]?.count == 3000)
    }
}
