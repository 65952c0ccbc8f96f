import Model
import Reports
import Testing

@Suite struct MarkdownReportTests {
    @Test func aReportForTickets() throws {
        #expect(try Sample.markdown(Sample.triaged) == Self.expected)
    }

    @Test func anEmptyReportReadsWell() throws {
        let text = try Sample.markdown(Report(ledger: Ledger(), incidents: []))
        #expect(
            text.hasPrefix(
                "# Isolation report\n\n**No incidents in 0 entries.**\n\nEverything was read and checked.\n\n"
                    + "## What was read\n\n| "))
    }

    /// What is left without code spans and blocks is the report's own: no markup comes from logs.
    @Test(arguments: Sample.hostileTexts)
    func nothingFromLogsIsMarkup(text: String) throws {
        let lines = try Sample.markdown(Sample.hostile(text)).split(
            separator: "\n", omittingEmptySubsequences: false)
        let prose = try Self.withoutCode(lines.map(String.init))
        let own = try Self.withoutCode(
            Sample.markdown(Sample.hostile("harmless")).split(
                separator: "\n", omittingEmptySubsequences: false
            )
            .map(String.init))
        for mark in ["<", "](", "@", "://", "www.", "&", "```", "{"] {
            #expect(prose.allSatisfy { !$0.contains(mark) }, "\(mark) in \(prose)")
        }
        #expect(prose.count { $0.hasPrefix("#") } == own.count { $0.hasPrefix("#") })
        #expect(prose.count { $0.hasPrefix("- ") } == own.count { $0.hasPrefix("- ") })
        let rows = prose.filter { $0.hasPrefix("|") }
        #expect(rows.count == own.count { $0.hasPrefix("|") })
        #expect(rows.allSatisfy { [3, 9].contains(Self.bars($0)) }, "\(rows)")
    }

    @Test(arguments: [
        ("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("``", "``` `` ```"), (" a", "`  a `"),
        (" ", "` `"),
        ("a\nb", "`a\\nb`"), ("\u{202E}", "`\\u{202e}`"), ("a|b", "`a\\|b`"), ("a\\|b", "`a\\u{7c}b`"),
    ])
    func idsInTablesAreCode(id: String, expected: String) throws {
        let report = Report(ledger: Ledger(), incidents: [Sample.incident(users: [id])])
        let row = try #require(
            try Sample.markdown(report).split(separator: "\n").first { $0.hasPrefix("| critical") })
        #expect(row.contains("| \(expected) |"), "\(row)")
    }

    /// Bars that divide cells: those without a backslash before them.
    private static func bars(_ row: String) -> Int {
        zip(" " + row, row).count { $0 != "\\" && $1 == "|" }
    }

    private struct Unclosed: Error {}

    /// The lines without fenced blocks and code spans (CommonMark 0.31, sections 4.5 and 6.1).
    private static func withoutCode(_ lines: [String]) throws -> [String] {
        var fence: String?
        var result: [String] = []
        for line in lines {
            let run = String(line.prefix { $0 == "`" })
            if let open = fence {
                if run.count >= open.count, run.count == line.count { fence = nil }
            } else if run.count >= 3, !line.dropFirst(run.count).contains("`") {
                fence = run
            } else {
                result.append(withoutSpans(line))
            }
        }
        guard fence == nil else { throw Unclosed() }
        return result
    }

    private static func withoutSpans(_ line: String) -> String {
        var rest = line[...]
        var result = ""
        while let start = rest.firstIndex(of: "`") {
            result += rest[..<start]
            let run = rest[start...].prefix { $0 == "`" }
            var end = run.endIndex
            var close: Substring?
            while let next = rest[end...].firstIndex(of: "`") {
                let candidate = rest[next...].prefix { $0 == "`" }
                end = candidate.endIndex
                if candidate.count == run.count {
                    close = candidate
                    break
                }
            }
            guard let close else { return result + rest[start...] }
            rest = rest[close.endIndex...]
        }
        return result + rest
    }
}
