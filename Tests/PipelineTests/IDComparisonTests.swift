import Model
import Testing

/// Ids are opaque bytes: nothing is folded, rounded or composed.
@Suite struct IDComparisonTests {
    @Test(arguments: [
        (#""alice""#, #""alice""#, []),
        (#""alice""#, #""Alice""#, ["Alice", "alice"]),
        (#""Ren\u00e9""#, #""Rene\u0301""#, ["Rene\u{301}", "Ren\u{E9}"]),
        (#"880011"#, #""880011""#, []),
        ("9007199254740993", "9007199254740992", ["9007199254740992", "9007199254740993"]),
        ("12345678901234567890", "12345678901234567891", ["12345678901234567890", "12345678901234567891"]),
        (
            "987654321012345678901", "987654321012345678902",
            ["987654321012345678901", "987654321012345678902"]
        ),
        (#""a ""#, #""a""#, ["a", "a "]),
    ])
    func usersOfOneRequest(first: String, second: String, users: [String]) throws {
        let engine = try #require(InvarianceTests.engine)
        let lines = [first, second].enumerated().map { number, user in
            """
            {"insertId":"\(number)","timestamp":"2025-09-14T02:00:0\(number)Z","jsonPayload":\
            {"request_id":"req_1","user_id":\(user)}}
            """
        }
        let report = try engine.scan(lines)
        let found = report.incidents.flatMap(\.users)
        #expect(found.map { Array($0.utf8) } == users.map { Array($0.utf8) })
    }
}
