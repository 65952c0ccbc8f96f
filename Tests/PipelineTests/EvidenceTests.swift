import Foundation
import Input
import Model
import TestSupport
import Testing

@testable import Pipeline

/// Evidence is the record that was read, however it has to be found again.
@Suite struct EvidenceTests {
    /// What a report says, with all of its evidence; of the places, what does not depend on the path.
    private struct Findings: Equatable {
        var incidents: [String] = []
        var evidence: [Evidence] = []
        var lost = 0

        init(_ report: Report) {
            incidents = report.incidents.map(\.description)
            evidence = report.incidents.flatMap(\.evidence).map(Self.withoutPath)
            lost = report.ledger.evicted
        }

        private static func withoutPath(_ evidence: Evidence) -> Evidence {
            let source = EvidenceSource(path: "", line: evidence.source.line, offset: evidence.source.offset)
            return Evidence(
                timestamp: evidence.timestamp, severity: evidence.severity, rules: evidence.rules,
                message: evidence.message, users: evidence.users, cutUsers: evidence.cutUsers,
                scopes: evidence.scopes, service: evidence.service, revision: evidence.revision,
                flows: evidence.flows, insertID: evidence.insertID, sha256: evidence.sha256,
                identity: evidence.identity, source: source)
        }
    }

    private static func bytes(_ entries: [String]) -> [UInt8] {
        Array(entries.map { $0 + "\n" }.joined().utf8)
    }

    private func scan(
        _ paths: [URL], recall: RecordRecall?, options: ScanOptions = ScanOptions()
    ) throws -> Scan {
        let inputs = InputList.expand(paths.map { $0.path(percentEncoded: false) })
        return Scan(
            engine: try #require(InvarianceTests.engine), inputs: inputs, options: options, stop: StopFlag(),
            past: nil, recall: recall)
    }

    /// Writes to a pipe while a scan reads it.
    private func scanPipe(_ bytes: [UInt8], _ pipe: URL, _ options: ScanOptions) throws -> Report {
        try #require(mkfifo(pipe.path(percentEncoded: false), 0o600) == 0)
        let writer = Thread { try? Data(bytes).write(to: pipe, options: []) }
        writer.start()
        return try scan([pipe], recall: RecordRecall(), options: options).run()
    }

    /// The bytes as members, with zeros between some of them.
    private func members(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var file: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(.random(in: 1...20_000, using: &generator))
            file += gzip(Array(part))
            file += [UInt8](repeating: 0, count: generator.pick([0, 0, 512]))
            rest = rest.dropFirst(part.count)
        }
        return file
    }

    /// Copied while reading, read again from a file, inflated again from wherever: always the same.
    @Test(arguments: 0..<6)
    func evidenceIsTheSameHoweverItIsRead(round: Int) throws {
        var generator = SeededGenerator()
        let bytes = Self.bytes(Corpus.entries(400, using: &generator))
        let cut = Array(gzip(bytes).dropLast(9))
        try withTemporaryFolder { folder in
            let plain = folder.appending(path: "plain")
            try Data(bytes).write(to: plain)
            let expected = Findings(try scan([plain], recall: nil).run())
            try #require(!expected.evidence.isEmpty)
            #expect(expected.lost == 0)
            let files = [bytes, gzip(bytes), members(bytes, &generator), cut]
            for (number, file) in files.enumerated() {
                var options = ScanOptions()
                options.threads = Int.random(in: 1...4, using: &generator)
                options.segmentBytes = generator.pick([999, 20_000, 512 << 10])
                let path = folder.appending(path: "file-\(number)")
                try Data(file).write(to: path)
                let recall = RecordRecall(
                    checkpointDistance: .random(in: 1...30_000, using: &generator),
                    checkpointLimit: .random(in: 0...20, using: &generator),
                    fileLimit: .random(in: 0...1, using: &generator))
                let found = Findings(try scan([path], recall: recall, options: options).run())
                #expect(found == expected, "seed \(generator.seed), file \(number)")
                let piped = try scanPipe(file, folder.appending(path: "pipe-\(number)"), options)
                #expect(Findings(piped) == expected, "seed \(generator.seed), pipe \(number)")
            }
        }
    }

    /// What is shown of a place stands at that place.
    @Test func evidenceStandsWhereItSays() throws {
        var generator = SeededGenerator()
        let entries = Corpus.entries(300, using: &generator)
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "log.gz")
            try Data(gzip(Self.bytes(entries))).write(to: path)
            let recall = RecordRecall(checkpointDistance: 5000, checkpointLimit: 6)
            var offsets: [Int] = []
            for entry in entries { offsets.append((offsets.last ?? 0) + entry.utf8.count + 1) }
            let evidence = try scan([path], recall: recall).run().incidents.flatMap(\.evidence)
            for item in evidence {
                let line = item.source.line
                #expect(item.source.offset == (line > 1 ? offsets[line - 2] : 0), "seed \(generator.seed)")
                #expect(entries[line - 1].contains(item.message), "seed \(generator.seed)")
                #expect(item.insertID.map { entries[line - 1].contains("\"\($0)\"") } ?? true)
            }
            #expect(evidence.count > 10)
        }
    }

    @Test func eachOfAThousandFilesIsReadAgain() throws {
        let pairs = (0..<1000).map { number in
            ["alice", "bob"].map { user in
                """
                {"insertId":"\(user)-\(number)","logName":"projects/p/logs/l","timestamp":"2025-09-14T02:00:00Z",\
                "textPayload":"handled user_id=\(user)\(number) request_id=req_\(number)"}
                """
            }
        }
        try withTemporaryFolder { folder in
            for (number, pair) in pairs.enumerated() {
                let bytes = Self.bytes(pair)
                try Data(number % 2 == 0 ? bytes : gzip(bytes)).write(
                    to: folder.appending(path: "\(number).json"))
            }
            let report = try scan([folder], recall: RecordRecall(fileLimit: 20)).run()
            #expect(report.ledger.evicted == 0)
            #expect(Set(report.incidents.flatMap(\.evidence).map(\.source.path)).count == 1000)
            #expect(report.incidents.flatMap(\.evidence).count == 2000)
        }
    }

    /// What may happen to a file between reading it and reading its evidence.
    enum Change: CaseIterable {
        case removed, replaced, emptied, overwritten, unchanged

        func make(_ file: URL) throws {
            let path = file.path(percentEncoded: false)
            switch self {
            case .removed: try #require(unlink(path) == 0)
            case .replaced:
                try #require(unlink(path) == 0)
                try Data("{}\n".utf8).write(to: file)
            case .emptied: try #require(truncate(path, 0) == 0)
            case .overwritten:
                let handle = try FileHandle(forUpdating: file)
                let size = try handle.seekToEnd()
                try handle.seek(toOffset: 0)
                try handle.write(contentsOf: Data(repeating: 0x20, count: Int(size)))
                try handle.close()
            case .unchanged: break
            }
        }

        /// Whether an open descriptor still sees what was read.
        var keepsContent: Bool { self == .removed || self == .replaced || self == .unchanged }
    }

    @Test(arguments: Change.allCases, [true, false])
    func filesThatChangeMeanwhile(change: Change, isGzip: Bool) throws {
        // A correlation alone: its records are not copied.
        let entries = ["alice", "bob"].map { user in
            """
            {"insertId":"\(user)","logName":"projects/p/logs/l","timestamp":"2025-09-14T02:00:00Z",\
            "textPayload":"handled user_id=\(user) request_id=req_1"}
            """
        }
        let bytes = Self.bytes(entries)
        for keepsOpen in [true, false] {
            try withTemporaryFolder { folder in
                let file = folder.appending(path: "log")
                try Data(isGzip ? gzip(bytes) : bytes).write(to: file)
                let scan = try scan([file], recall: RecordRecall(fileLimit: keepsOpen ? 1 : 0))
                let outcome = scan.collect()
                try change.make(file)
                let report = scan.report(on: outcome)
                let isThere = change == .unchanged || (keepsOpen && change.keepsContent)
                #expect(report.incidents.count == (isThere ? 1 : 0), "open: \(keepsOpen)")
                #expect(report.ledger.evicted == (isThere ? 0 : 2), "open: \(keepsOpen)")
                #expect(report.ledger.problems.contains { $0.path == "evidence" } == !isThere)
            }
        }
    }
}
