import BuiltinPatterns
import Foundation
import Input
import Model
import Pipeline
import StoreTestSupport
import TestSupport
import Testing

/// The promise: the same findings from the same entries, however they come.
@Suite struct InvarianceTests {
    static let engine: Engine? = {
        let files = BuiltinPatterns.documents
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
                try Disguise.write(entries, in: place, using: &generator)
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
        return Scan(engine: engine, inputs: inputs, options: options).run().incidents.map(\.description)
    }

    private func write(_ entries: [String], as file: URL) throws {
        try Data(entries.map { $0 + "\n" }.joined().utf8).write(to: file)
    }
}
