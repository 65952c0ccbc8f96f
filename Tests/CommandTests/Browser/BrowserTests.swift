import Foundation
import Reports
import TestSupport
import Testing

/// HTML reports in a real browser. One run opens all pages; each test is one of its checks (browser.py).
@Suite(.enabled(if: Browser.isWanted, Comment(rawValue: Browser.hint)))
struct BrowserTests {
    static let checks = [
        "accessibility", "figures", "filter_by_keyboard", "hostile_text_is_only_text", "links_open_incidents",
        "many_incidents", "narrow_pages_do_not_scroll", "open_and_close_by_keyboard", "policy", "print",
        "without_script",
    ]

    @Test(arguments: checks)
    func nothingIsWrong(check: String) throws {
        let problems = try #require(try Browser.findings.get()[check])
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    /// Another reader of Markdown finds no markup but the report's own.
    @Test func hostileTextIsNoMarkdown() throws {
        let problems = try withTemporaryFolder { folder in
            var page = ReportPages.Bytes()
            try MarkdownReport.write(ReportPages.hostile, to: &page)
            try page.data.write(to: folder.appending(path: "hostile.md"))
            try JSONEncoder().encode(
                (ReportPages.hostileTexts + ReportPages.markdownTexts).map(VisibleText.of)
            )
            .write(to: folder.appending(path: "hostile-texts.json"))
            let output = try Browser.python([
                "Tests/CommandTests/Browser/markdown_reader.py", folder.path(percentEncoded: false),
            ])
            return try JSONDecoder().decode([String].self, from: output)
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    @Test func noCheckIsForgotten() throws {
        #expect(try Browser.findings.get().keys.sorted() == Self.checks)
    }
}
