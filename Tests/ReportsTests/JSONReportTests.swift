import Foundation
import Model
import Reports
import Testing

@Suite struct JSONReportTests {
    /// The keys that `crosstalk.report/1` promises.
    @Test func everyPromisedKeyIsThere() throws {
        let report = try parse(Sample.json(Sample.report))
        #expect(
            Set(report.keys) == [
                "schema", "tool", "period", "baseline", "figures", "previous", "suppressions", "ledger",
                "incidents",
            ])
        #expect(report["schema"] as? String == "crosstalk.report/1")
        #expect(report["tool"] as? [String: String] == ["name": "crosstalk", "version": "1.2.3"])
        let ledger = try #require(report["ledger"] as? [String: Any])
        #expect(
            Set(ledger.keys) == [
                "inputs", "incomplete_inputs", "bytes_read", "bytes_decoded", "entries", "duplicates",
                "malformed", "without_timestamp", "out_of_range", "regex_limit_hits", "evicted",
                "first_timestamp", "last_timestamp", "problems", "skipped_files", "repaired",
                "problems_omitted",
            ])
        let incident = try #require((report["incidents"] as? [[String: Any]])?.first)
        #expect(
            Set(incident.keys) == [
                "id", "level", "confidence", "title", "categories", "status", "users", "cut_users", "scopes",
                "services", "suppression", "flows", "revisions", "first_seen", "last_seen", "count",
                "signals", "evidence", "evidence_omitted",
            ])
        let signal = try #require((incident["signals"] as? [[String: Any]])?.first)
        #expect(
            Set(signal.keys) == [
                "rule", "category", "level", "confidence", "count", "first_seen", "last_seen",
            ])
        let rule = try #require(signal["rule"] as? [String: Any])
        #expect(Set(rule.keys) == ["id", "name", "title", "components", "response"])
        let evidence = try #require((incident["evidence"] as? [[String: Any]])?.last)
        #expect(
            Set(evidence.keys) == [
                "timestamp", "severity", "rule", "rules", "message", "users", "cut_users", "scopes",
                "service", "revision", "flows", "insert_id", "sha256", "source",
            ])
        #expect(evidence["insert_id"] is NSNull)
    }

    @Test func documentOfAnEmptyReport() throws {
        #expect(
            try Sample.json(Report(ledger: Ledger(), incidents: [])) == """
                {
                  "schema": "crosstalk.report/1",
                  "tool": {
                    "name": "crosstalk",
                    "version": "1.2.3"
                  },
                  "period": null,
                  "baseline": null,
                  "figures": {
                    "active": {
                      "critical": 0,
                      "high": 0,
                      "medium": 0,
                      "low": 0,
                      "informational": 0
                    },
                    "new": 0,
                    "ongoing": 0,
                    "resolved": 0,
                    "suppressed": 0,
                    "users": 0,
                    "evidence": 0
                  },
                  "previous": null,
                  "suppressions": [],
                  "ledger": {
                    "inputs": 0,
                    "incomplete_inputs": 0,
                    "skipped_files": 0,
                    "bytes_read": 0,
                    "bytes_decoded": 0,
                    "entries": 0,
                    "duplicates": 0,
                    "malformed": 0,
                    "repaired": 0,
                    "without_timestamp": 0,
                    "out_of_range": 0,
                    "regex_limit_hits": 0,
                    "evicted": 0,
                    "first_timestamp": null,
                    "last_timestamp": null,
                    "problems": [],
                    "problems_omitted": 0
                  },
                  "incidents": []
                }

                """)
    }

    @Test func anIncidentOfTheDocument() throws {
        let text = try Sample.json(Sample.report)
        let start = try #require(text.range(of: "  \"incidents\": [\n"))
        #expect(text[start.upperBound...] == Self.incident + "\n  ]\n}\n")
    }

    @Test func linesHoldTheIncidentsThenTheLedger() throws {
        #expect(try Sample.lines(Sample.report) == Self.incidentLine + Self.ledgerLine)
    }

    /// The document without its layout is what the lines hold: both are written from one place.
    @Test func documentAndLinesSayTheSame() throws {
        let document = try parse(Sample.json(Sample.report))
        let lines = try Sample.lines(Sample.report).split(separator: "\n").map { try parse(String($0)) }
        #expect(lines.map { $0["type"] as? String } == ["incident", "ledger"])
        let stripped = lines.map { line in
            line.filter { !["schema", "type"].contains($0.key) } as NSDictionary
        }
        #expect(stripped[0] == (document["incidents"] as? [NSDictionary])?.first)
        #expect(stripped[1] == document["ledger"] as? NSDictionary)
    }

    @Test(arguments: [
        ("\u{0}\u{1}\u{1F}", #"\u0000\u0001\u001f"#),
        ("\u{8}\t\n\u{C}\r", #"\b\t\n\f\r"#),
        (#"say "no" \ or / yes"#, #"say \"no\" \\ or / yes"#),
        ("\u{2028}|\u{2029}", #"\u2028|\u2029"#),
        ("\u{1B}[31m\u{7F}\u{9B}", #"\u001b[31m\u007f\u009b"#),
        ("a\u{202E}b\u{2066}c\u{FEFF}", #"a\u202eb\u2066c\ufeff"#),
        ("\u{E0041}", #"\udb40\udc41"#),
        ("é µ ñ 漢字 🚨 £ \u{200D}", "é µ ñ 漢字 🚨 £ \u{200D}"),
        ("", ""),
    ])
    func stringsAreEscaped(message: String, expected: String) throws {
        let text = try Sample.lines(Sample.reporting(message: message))
        #expect(text.contains("\"message\":\"\(expected)\","))
        let incident = try parse(String(text.split(separator: "\n")[0]))
        let evidence = try #require(incident["evidence"] as? [[String: Any]])
        #expect(
            Array((evidence[0]["message"] as? String ?? "?").unicodeScalars) == Array(message.unicodeScalars))
    }

    @Test func everyCharacterComesBack() throws {
        let planes = [0...0xD7FF, 0xE000...0x10FFF, 0xE0000...0xE0FFF].joined().map(UInt32.init)
        var message = String.UnicodeScalarView()
        for value in planes { message.append(try #require(Unicode.Scalar(value))) }
        let text = try Sample.lines(Sample.reporting(message: String(message)))
        let evidence = try parse(String(text.split(separator: "\n")[0]))["evidence"] as? [[String: Any]]
        let read = try #require(evidence?.first?["message"] as? String)
        #expect(read.unicodeScalars.elementsEqual(message))
    }

    private func parse(_ text: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any])
    }
}
