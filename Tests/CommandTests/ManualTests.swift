import Foundation
import TestSupport
import Testing

/// The pages of man/: made of what the commands say, clean, and true.
@Suite struct ManualTests {
    static let pages: [URL] =
        ((try? FileManager.default.contentsOfDirectory(
            at: Tool.root.appending(path: "man"), includingPropertiesForKeys: nil)) ?? [])
        .sorted { $0.path() < $1.path() }

    /// Write them anew with `scripts/make-manuals`.
    @Test func pagesAreWhatTheCommandsSay() throws {
        let outcome = try Tool.shell(
            "scripts/make-manuals --check '\(Tool.binary.path(percentEncoded: false))'")
        #expect(outcome.status == 0, "\(outcome.stderr)")
    }

    @Test func everyCommandHasAPage() {
        let names = Set(Self.pages.map(\.lastPathComponent))
        #expect(names.contains("crosstalk.1"))
        for command in Tool.commands.subtracting(["help"]) {
            #expect(names.contains("crosstalk-\(command).1"))
        }
    }

    @Test(
        .enabled(if: Tool.has("mandoc"), "mandoc is not here"), arguments: pages)
    func mandocHasNoWarning(page: URL) throws {
        let outcome = try Tool.shell("mandoc -T lint -W warning '\(page.path(percentEncoded: false))'")
        #expect(outcome.stdout + outcome.stderr == "")
    }

    @Test(.enabled(if: Tool.has("groff"), "groff is not here"), arguments: pages)
    func groffHasNoWarning(page: URL) throws {
        let outcome = try Tool.shell("groff -mdoc -ww -z -T utf8 '\(page.path(percentEncoded: false))'")
        #expect(outcome.stdout + outcome.stderr == "")
    }

    /// Each example runs: nothing is wrong with its usage, and it says what its page says.
    @Test(arguments: pages)
    func examplesRun(page: URL) throws {
        let text = try String(contentsOf: page, encoding: .utf8)
        let lines = Self.examples(in: text)
        guard !lines.isEmpty else { return }
        try Workspace.with { workspace in
            // What examples name besides `exports/`.
            let made = try workspace.outcome(
                """
                cp -R Patterns my-patterns && cp SampleLogs/shapes/ndjson.ndjson export.json &&
                gzip -c export.json >day.json.gz &&
                echo 'suppressions: [{user: x, reason: a test, author: nobody, expires: 2099-12-31}]' >suppressions.yml &&
                crosstalk --format json --output last.json exports/ && crosstalk ingest --quiet exports/
                """)
            #expect(made.status == 0)
            for line in lines {
                if line.contains("jq "), !Tool.has("jq") { continue }
                let outcome = try workspace.outcome(line)
                #expect([0, 1, 65].contains(outcome.status), "\(line)\n\(outcome.stderr)")
                #expect(outcome.status == 0 || text.contains("\n.It \(outcome.status)\n"), "\(line)")
                #expect(!outcome.stderr.contains("Error:"), "\(line)\n\(outcome.stderr)")
            }
        }
    }

    @Test func thereAreExamples() throws {
        let lines = try Self.pages.flatMap {
            Self.examples(in: try String(contentsOf: $0, encoding: .utf8))
        }
        #expect(lines.count >= 10)
        #expect(lines.contains("crosstalk exports/"))
    }

    /// The lines of the examples, as a reader copies them.
    private static func examples(in page: String) -> [String] {
        let named = ["\\-": "-", "\\(aq": "'", "\\(ga": "`", "\\(ha": "^", "\\(ti": "~", "\\e": "\\"]
        let parts = page.components(separatedBy: ".Bd -literal\n").dropFirst()
        return parts.flatMap { part in
            part.components(separatedBy: "\n.Ed")[0].split(separator: "\n").map { line in
                named.reduce(String(line)) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
            }
        }
    }
}
