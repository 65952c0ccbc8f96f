import Foundation
import Testing

/// What the documents show is what the tool does.
///
/// In a document, each line of a `sh` block is run (of a `console` block none: those ask for a whole machine), from a folder that looks like the package's, with an
/// export in `exports/`; it must end with the status that a comment `# exit 1` states, else with 0. A `text`
/// block is what the last command before it prints; a line `…` in it stands for any number of lines. A `yaml`
/// block that begins with a comment such as `# my-patterns/rule.yml` is written to that file.
@Suite struct ReadmeTests {
    @Test(arguments: [
        "README.md", "docs/patterns.md", "docs/daily.md", "docs/query.md", "docs/reports.md",
        "docs/operations.md", "docs/store.md",
    ])
    func everyCommandRunsAsWritten(name: String) throws {
        let text = try String(contentsOf: Tool.root.appending(path: name), encoding: .utf8)
        let blocks = FencedBlock.all(in: text)
        #expect(blocks.contains { $0.language == "sh" })
        #expect(Set(blocks.map(\.language)).isSubset(of: ["sh", "text", "yaml", "log", "console"]))
        try Workspace.with { workspace in
            var printed: String?
            for block in blocks {
                switch block.language {
                case "sh":
                    for line in block.numberedLines {
                        printed = try workspace.run(line.text, place: "\(name):\(line.number)")
                    }
                case "text":
                    if let printed { block.expectOutput(printed, place: "\(name):\(block.line)") }
                case "yaml": try workspace.write(block)
                default: break
                }
            }
        }
    }

    @Test(arguments: ["scripts/demo", "scripts/test"])
    func theTwoCommandsAreThere(name: String) throws {
        let path = Tool.root.appending(path: name).path(percentEncoded: false)
        #expect(FileManager.default.isExecutableFile(atPath: path))
        #expect(try Tool.shell("bash -n \(name)").status == 0)
        let readme = try String(contentsOf: Tool.root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("\n\(name)\n"))
    }

    /// Links to files of the project lead somewhere.
    @Test(arguments: [
        "README.md", "docs/patterns.md", "docs/daily.md", "docs/query.md", "docs/reports.md",
        "docs/operations.md", "docs/store.md", "docs/architecture.md", "docs/performance.md",
        "contrib/README.md",
        "SampleLogs/README.md", "Benchmarks/README.md",
    ])
    func linksLeadSomewhere(name: String) throws {
        let file = Tool.root.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /\]\((?<target>[^)\s]+)\)/) {
            let target = match.output.target.prefix { $0 != "#" }
            guard !target.isEmpty, !target.contains("://") else { continue }
            let path = file.deletingLastPathComponent().appending(path: String(target)).path(
                percentEncoded: false)
            #expect(FileManager.default.fileExists(atPath: path), "\(name) links to \(target)")
        }
    }
}
