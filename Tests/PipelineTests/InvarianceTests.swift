import BuiltinPatterns
import Foundation
import Input
import Model
import Pipeline
import TestSupport
import Testing

/// The promise: the same findings from the same entries, however they come.
@Suite struct InvarianceTests {
    static let engine: Engine? = {
        let files = BuiltinPatterns.documents.map { PatternFile(path: $0.path, text: $0.text) }
        return try? Engine(
            extraction: files.filter { $0.path.hasPrefix("extract/") },
            rules: files.filter { $0.path.hasPrefix("rules/") }, checksSamples: false)
    }()

    /// Every corpus is read once plainly, then in several disguises.
    @Test(arguments: 0..<25)
    func findingsDoNotDependOnTheWayEntriesCome(round: Int) throws {
        let engine = try #require(Self.engine)
        var generator = SeededGenerator()
        let entries = Corpus.entries(Int.random(in: 20...250, using: &generator), using: &generator)
        try withTemporaryFolder { folder in
            try write(entries, as: folder.appending(path: "plain.ndjson"))
            let expected = scan(engine, [folder], ScanOptions())
            #expect(expected.count > 0, "seed \(generator.seed)")
            for disguise in 0..<10 {
                let place = folder.appending(path: "disguise-\(disguise)")
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                try self.disguise(entries, in: place, using: &generator)
                var options = ScanOptions()
                options.threads = Int.random(in: 1...4, using: &generator)
                options.segmentBytes = generator.pick([64, 999, 20_000, 512 << 10])
                #expect(
                    scan(engine, [place], options) == expected, "seed \(generator.seed), disguise \(disguise)"
                )
            }
        }
    }

    /// What a report says but for the places of evidence.
    private func scan(_ engine: Engine, _ folders: [URL], _ options: ScanOptions) -> [String] {
        let inputs = InputList.expand(
            folders.map { $0.path(percentEncoded: false) }.map { path in
                // The plain file stands beside the folders of the disguises.
                path.contains("disguise") ? path : path + "/plain.ndjson"
            })
        return Scan(engine: engine, inputs: inputs, options: options).run().incidents.map(describe)
    }

    private func describe(_ incident: Incident) -> String {
        var lines = [
            "\(incident.id) \(incident.level) \(incident.title) \(incident.categories) \(incident.users)",
            "\(incident.cutUsers) \(incident.scopes.sorted { $0.key < $1.key }) \(incident.services)",
            "\(String(describing: incident.firstSeen)) \(String(describing: incident.lastSeen)) \(incident.count)",
        ]
        for signal in incident.signals {
            lines.append("\(signal.rule.name) \(signal.count) \(String(describing: signal.firstSeen))")
        }
        for evidence in incident.evidence {
            lines.append("\(evidence.rules) \(evidence.message) \(evidence.users) \(evidence.sha256)")
        }
        return lines.joined(separator: "\n")
    }

    // MARK: - Disguises

    /// Writes the entries shuffled, cut into files, with repeats, as lines or arrays, plain or as gzip members.
    private func disguise(_ entries: [String], in folder: URL, using generator: inout SeededGenerator) throws
    {
        var all = entries.shuffled(using: &generator)
        for _ in 0..<Int.random(in: 0...20, using: &generator) { all.append(generator.pick(entries)) }
        if Bool.random(using: &generator) { all.shuffle(using: &generator) }
        let files = Int.random(in: 1...5, using: &generator)
        for number in 0..<files {
            let part = all[(all.count * number / files)..<(all.count * (number + 1) / files)]
            var bytes = Array(layout(Array(part), using: &generator).utf8)
            if Bool.random(using: &generator) { bytes = members(bytes, using: &generator) }
            try Data(bytes).write(to: folder.appending(path: "part-\(number).json"))
        }
    }

    /// The bytes as one or several gzip members.
    private func members(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while rest.count > 1, Bool.random(using: &generator) {
            let size = Int.random(in: 1..<rest.count, using: &generator)
            result += gzip(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return result + gzip(Array(rest))
    }

    private func layout(_ entries: [String], using generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: "[\n  " + entries.joined(separator: ",\n  ") + "\n]\n"
        case 1: entries.joined(separator: "\r\n")
        case 2: "{\"entries\": [" + entries.joined(separator: ", ") + "], \"nextPageToken\": \"x\"}\n"
        default: entries.map { $0 + "\n" }.joined()
        }
    }

    private func write(_ entries: [String], as file: URL) throws {
        try Data(entries.map { $0 + "\n" }.joined().utf8).write(to: file)
    }
}
