import Foundation
import Input
import Model
import Pipeline
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
        let folder = FileManager.default.temporaryDirectory.appending(path: "crosstalk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = [first, second].enumerated().map { number, user in
            """
            {"insertId":"\(number)","timestamp":"2025-09-14T02:00:0\(number)Z","jsonPayload":\
            {"request_id":"req_1","user_id":\(user)}}

            """
        }
        let file = folder.appending(path: "a.ndjson")
        try Data(lines.joined().utf8).write(to: file)
        let inputs = InputList.expand([file.path(percentEncoded: false)])
        let report = Scan(engine: engine, inputs: inputs, options: ScanOptions()).run()
        let found = report.incidents.flatMap(\.users)
        #expect(found.map { Array($0.utf8) } == users.map { Array($0.utf8) })
    }
}
