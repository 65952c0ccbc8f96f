import Foundation
import Model
import Testing
import Triage

@Suite struct SuppressionFileTests {
    private func parse(_ text: String) throws -> [Suppression] {
        try SuppressionFile.parse(PatternFile(path: "s.yml", text: text))
    }

    @Test func everyKeyIsRead() throws {
        let text = """
            # Reviewed every month.
            suppressions:
              - rules: [manager_duplication_suspected, 6a3d9a0e-5d0c-4c57-9a39-0d6b7e5f2c44]
                users: [demo-user-001, 880011]
                scope:
                  request_id: [req_1, 0012]
                  session_id: s-1
                incidents: [91db3595d07c2b1a]
                reason: >-
                  The load test
                  uses one account.
                author: ada@example.com
                expires: 2026-12-31
              - rule: a
                rules: b
                user: c
                incident: "1e10"
                reason: known
                author: bob
                expires: 2026-12-31T17:00:00+01:00
            """
        #expect(
            try parse(text) == [
                Suppression(
                    rules: ["manager_duplication_suspected", "6a3d9a0e-5d0c-4c57-9a39-0d6b7e5f2c44"],
                    users: ["demo-user-001", "880011"],
                    scopes: ["request_id": ["req_1", "0012"], "session_id": ["s-1"]],
                    incidents: ["91db3595d07c2b1a"], reason: "The load test uses one account.",
                    author: "ada@example.com", expires: Sample.time("2027-01-01"), place: "s.yml:3"),
                Suppression(
                    rules: ["a", "b"], users: ["c"], incidents: ["1e10"], reason: "known", author: "bob",
                    expires: Sample.time("2026-12-31T16:00:00Z"), place: "s.yml:14"),
            ])
    }

    @Test(arguments: ["suppressions: []", "suppressions: []\n---\nsuppressions: []\n"])
    func theListMayBeEmpty(text: String) throws {
        #expect(try parse(text).isEmpty)
    }

    // MARK: - Wrong files

    /// A file of `Tests/WrongFiles/suppressions`. At its end it says in comments all that must be found in it:
    /// `#! line:column: what; what to do`.
    struct WrongFile: CustomTestStringConvertible {
        let name: String
        let text: String
        var testDescription: String { name }

        var expected: [String] {
            text.split(separator: "\n").filter { $0.hasPrefix("#! ") }.map { "\(name):\($0.dropFirst(3))" }
        }
    }

    static let wrongFiles: [WrongFile] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "WrongFiles/suppressions")
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == "yml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .compactMap { file in
                (try? String(contentsOf: file, encoding: .utf8)).map {
                    WrongFile(name: file.lastPathComponent, text: $0)
                }
            }
    }()

    @Test func thereAreWrongFiles() {
        #expect(Self.wrongFiles.count >= 12)
    }

    @Test(arguments: wrongFiles)
    func everyMistakeIsFoundAtItsPlace(_ file: WrongFile) throws {
        let error = #expect(throws: Diagnostics.self) {
            try SuppressionFile.parse(PatternFile(path: file.name, text: file.text))
        }
        #expect(error?.all.map(\.description).sorted() == file.expected.sorted())
    }
}
