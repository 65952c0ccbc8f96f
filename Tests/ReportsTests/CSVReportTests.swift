import Model
import Reports
import TestSupport
import Testing

@Suite struct CSVReportTests {
    @Test func theHeaderIsAlwaysThere() throws {
        let text = try Sample.csv(Report(ledger: Ledger(), incidents: []))
        #expect(
            text
                == "id,level,confidence,status,title,categories,users,cut_users,scopes,services,revisions,flows,"
                + "first_seen,last_seen,count,rules,components,suppression_reason,suppression_author,"
                + "suppression_expires\r\n")
    }

    @Test func aRowHoldsTheIncident() throws {
        let rows = try Self.parse(Sample.csv(Sample.triaged))
        #expect(rows.count == 5)
        let row = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[4]))
        #expect(
            row == [
                "id": "0000000000000003", "level": "low", "confidence": "possible", "status": "suppressed",
                "title": "One request carried two users: alice, bob", "categories": "identity-conflict",
                "users": "alice;bob", "cut_users": "demo-use", "scopes": "request_id=req_1",
                "services": "chat",
                "revisions": "chat-001", "flows": "alice>bob", "first_seen": "2025-09-14T02:05:00.000000Z",
                "last_seen": "2025-09-14T02:06:05.250000Z", "count": "4",
                "rules": "request-two-users;manager-twice", "components": "manager;router",
                "suppression_reason": "Known fault CT-7", "suppression_author": "ops",
                "suppression_expires": "2025-10-01T00:00:00.000000Z",
            ])
        #expect(Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))["suppression_reason"] == "")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("a=1", "a=1"), ("007", "007"), ("12345678901234567890", "12345678901234567890"), (" =1", " =1"),
        ("a\"b", "a\"b"), ("a,b", "a,b"), ("a\r\nb", "a\r\nb"),
    ])
    func formulasAreDefusedAndIdsAreExact(id: String, expected: String) throws {
        let report = Report(ledger: Ledger(), incidents: [Sample.incident(users: [id])])
        let rows = try Self.parse(Sample.csv(report))
        #expect(rows[1][6] == expected)
    }

    /// Whatever ids hold, a parser that knows RFC 4180 reads as many cells as there are, and each as it was.
    @Test(arguments: SeededGenerator.seeds(40))
    func everyIDComesBack(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let users = (0..<8).map { _ in
            "u"
                + (0..<3).map { _ in chance.pick(Sample.hostileTexts) }.joined(
                    separator: chance.pick(["", ",", "\""]))
        }
        let report = Report(ledger: Ledger(), incidents: users.map { Sample.incident(users: [$0]) })
        let rows = try Self.parse(Sample.csv(report))
        #expect(rows.map(\.count) == Array(repeating: CSVReport.columns.count, count: 9))
        #expect(rows.dropFirst().map { Array($0[6].utf8) } == users.map { Array($0.utf8) })
    }

    private struct Malformed: Error {}

    /// Reads a table of RFC 4180, section 2, and nothing that is not one.
    static func parse(_ text: String) throws -> [[String]] {
        var rows: [[String]] = [[]]
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            var cell: [UInt8] = []
            if first == 0x22 {
                rest.removeFirst()
                while true {
                    guard let byte = rest.popFirst() else { throw Malformed() }
                    if byte != 0x22 {
                        cell.append(byte)
                    } else if rest.first == 0x22 {
                        cell.append(0x22)
                        rest.removeFirst()
                    } else {
                        break
                    }
                }
            } else {
                while let byte = rest.first, ![0x22, 0x2C, 0x0D, 0x0A].contains(byte) {
                    cell.append(byte)
                    rest.removeFirst()
                }
            }
            rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self))
            if rest.first == 0x2C {
                rest.removeFirst()
            } else if rest.starts(with: [0x0D, 0x0A]) {
                rest.removeFirst(2)
                if !rest.isEmpty { rows.append([]) }
            } else {
                throw Malformed()
            }
        }
        return rows
    }
}
