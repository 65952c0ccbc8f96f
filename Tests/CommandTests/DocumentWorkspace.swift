import Foundation
import TestSupport
import Testing

/// A block between two lines of three backquotes.
struct FencedBlock {
    var language: String
    /// The line of its first line, counted from 1.
    var line: Int
    var lines: [String] = []

    var numberedLines: [(number: Int, text: String)] {
        lines.enumerated().map { (line + $0.offset, $0.element) }.filter { !$0.text.isEmpty }
    }

    static func all(in text: String) -> [FencedBlock] {
        var blocks: [FencedBlock] = []
        var isInside = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if !isInside {
                    blocks.append(FencedBlock(language: String(line.dropFirst(3)), line: index + 2))
                }
                isInside.toggle()
            } else if isInside {
                blocks[blocks.count - 1].lines.append(String(line))
            }
        }
        return blocks
    }

    /// Compares the block with what a command printed.
    func expectOutput(_ printed: String, place: String) {
        var rest = printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        if rest.last == "" { rest.removeLast() }
        let parts = lines.split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
        for (number, part) in parts.enumerated() {
            let isFirst = number == 0
            let isLast = number == parts.count - 1
            var starts = Array(rest.indices) + [rest.endIndex]
            if isFirst { starts = [rest.startIndex] }
            if isLast, !part.isEmpty || isFirst {
                starts = starts.filter { rest.endIndex - $0 == part.count }
            }
            guard let start = starts.first(where: { rest[$0...].starts(with: part) }) else {
                Issue.record("\(place): not printed:\n\(part.joined(separator: "\n"))\nbut:\n\(printed)")
                return
            }
            rest = rest[(start + part.count)...]
        }
    }
}

/// A folder in which a reader of the documents could be.
struct Workspace {
    let folder: URL

    static func with(_ body: (Workspace) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for name in ["Patterns", "SampleLogs", "contrib", "man", "scripts"] {
                try FileManager.default.copyItem(
                    at: Tool.root.appending(path: name), to: folder.appending(path: name))
            }
            try FileManager.default.copyItem(
                at: Tool.root.appending(path: "SampleLogs/incident-day"),
                to: folder.appending(path: "exports"))
            // The report of the day is no part of an export.
            try FileManager.default.removeItem(at: folder.appending(path: "exports/expected.json"))
            try Workspace(folder: folder).makeGcloud()
            try body(Workspace(folder: folder))
        }
    }

    /// A `gcloud` that prints a sample, whatever it is asked for.
    private func makeGcloud() throws {
        let tools = folder.appending(path: "stubs")
        try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
        let sample = Tool.root.appending(path: "SampleLogs/shapes/array-pretty.json").path(
            percentEncoded: false)
        let script = tools.appending(path: "gcloud").path(percentEncoded: false)
        let made = FileManager.default.createFile(
            atPath: script, contents: Data("#!/bin/sh\nexec cat '\(sample)'\n".utf8),
            attributes: [.posixPermissions: 0o755])
        #expect(made)
    }

    func write(_ block: FencedBlock) throws {
        guard let first = block.lines.first, first.hasPrefix("# "), first.hasSuffix(".yml") else { return }
        let file = folder.appending(path: String(first.dropFirst(2)))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((block.lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    }

    /// Runs a line; what it printed, or nil where it cannot be run here.
    func run(_ line: String, place: String) throws -> String? {
        // These build the tool and run this very test.
        if ["scripts/demo", "scripts/test"].contains(line) { return nil }
        if line.contains("jq "), try Tool.shell("command -v jq").status != 0 { return nil }
        let status = line.firstMatch(of: /# exit (\d+)/).flatMap { Int32($0.output.1) } ?? 0
        let outcome = try outcome(line)
        #expect(outcome.status == status, "\(place): \(line)\n\(outcome.stderr)")
        return outcome.stdout
    }

    /// What comes of a line; its home is the folder, too.
    func outcome(_ line: String) throws -> Tool.Outcome {
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let folders = [
            folder.appending(path: "stubs"), Tool.binary.deletingLastPathComponent(),
        ].map { $0.path(percentEncoded: false) }
        return try Tool.shell(
            "set -o pipefail; \(line)", in: folder,
            environment: [
                "PATH": (folders + [inherited]).joined(separator: ":"),
                "HOME": folder.path(percentEncoded: false),
            ])
    }
}
