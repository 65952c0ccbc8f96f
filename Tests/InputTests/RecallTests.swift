import TestSupport
import Testing

@testable import Input

/// Records that were read can be read again: the same bytes, whatever the file is and wherever they stand in it.
@Suite struct RecallTests {
    /// A file, and what it holds when it is decompressed.
    private struct Sample {
        let path: String
        let content: [UInt8]
    }

    private static func lines(_ random: inout SeededGenerator, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            bytes += Array("{\"n\":\(UInt32.random(in: 0...UInt32.max, using: &random))}\n".utf8)
        }
        return bytes
    }

    /// Members of random sizes, some behind zeros that fill up a block.
    private static func members(_ content: [UInt8], padded: Bool, _ random: inout SeededGenerator) -> [UInt8]
    {
        var file: [UInt8] = []
        var rest = content[...]
        while !rest.isEmpty {
            let part = rest.prefix(.random(in: 1...100_000, using: &random))
            file += gzip(Array(part), level: Int32.random(in: 0...9, using: &random))
            if padded { file += [UInt8](repeating: 0, count: .random(in: 0..<600, using: &random)) }
            rest = rest.dropFirst(part.count)
        }
        return file
    }

    private func samples(_ folder: TemporaryFolder, _ random: inout SeededGenerator) -> [Sample] {
        let content = Self.lines(&random, count: 700_000)
        let files = [
            content, gzip(content), gzip(content, level: 0), Self.members(content, padded: false, &random),
            Self.members(content, padded: true, &random),
        ]
        return files.enumerated().map { Sample(path: folder.write("sample-\($0)", $1), content: content) }
    }

    /// Reads a file to its end, with places to come back to.
    private func inflate(_ sample: Sample, _ recall: RecordRecall, _ library: InflateLibrary, room: Int)
        throws
    {
        let item = InputItem(path: sample.path, isStandardInput: false, size: nil, isExplicit: true)
        let file = try FileStream.open(item, progress: ReadProgress()).get()
        let log = try #require(recall.begin(0, path: sample.path, file))
        let stream: any ByteStream =
            CompressionSniffer.isGzip(file.file)
            ? GunzipStream(
                source: file, inflater: library.makeInflater(), inputBytes: 5000, checkpoints: log) : file
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
        defer { buffer.deallocate() }
        while case .bytes = stream.read(into: buffer) {}
    }

    /// Stretches that do not overlap.
    private func spans(_ count: Int, _ random: inout SeededGenerator) -> [RecordSpan] {
        var spans: [RecordSpan] = []
        var at = 0
        while true {
            at += .random(in: 0...20_000, using: &random)
            let length = Int.random(in: 1...3000, using: &random)
            guard at + length <= count else { return spans }
            spans.append(RecordSpan(input: 0, offset: at, length: length))
            at += length
        }
    }

    @Test(arguments: InflateLibrary.allCases)
    func everyStretchIsTheSame(library: InflateLibrary) throws {
        var random = SeededGenerator()
        let folder = TemporaryFolder()
        for sample in samples(folder, &random) {
            for limit in [1000, 9, 0] {
                let recall = RecordRecall(
                    checkpointDistance: .random(in: 1...30_000, using: &random), checkpointLimit: limit,
                    fileLimit: .random(in: 0...1, using: &random))
                try inflate(sample, recall, library, room: .random(in: 1000...50_000, using: &random))
                let spans = spans(sample.content.count, &random)
                var found: [RecordSpan: [UInt8]] = [:]
                for part in recall.parts(spans.shuffled(using: &random)) {
                    part.read { found[$0] = $1 }
                }
                let expected = spans.map { Array(sample.content[$0.offset..<($0.offset + $0.length)]) }
                #expect(
                    spans.map { found[$0] ?? [] } == expected,
                    "seed \(random.seed), \(sample.path), limit \(limit)")
            }
        }
    }

    /// However much is read, only so many places are kept, at even distances.
    @Test func checkpointsAreThinnedOut() throws {
        var random = SeededGenerator()
        let folder = TemporaryFolder()
        let sample = samples(folder, &random)[1]
        for (limit, expected) in [(1000, 600...700), (100, 50...100), (9, 4...9), (0, 0...0)] {
            let recall = RecordRecall(checkpointDistance: 1000, checkpointLimit: limit)
            try inflate(sample, recall, .fastest, room: 1000)
            let parts = recall.parts(
                (0..<700).map { RecordSpan(input: 0, offset: $0 * 1000, length: 1) })
            #expect(expected.contains(parts.count - 1), "limit \(limit): \(parts.count - 1)")
        }
    }

    @Test func whatIsBeyondTheEndIsMissing() throws {
        var random = SeededGenerator()
        let folder = TemporaryFolder()
        for sample in samples(folder, &random) {
            let recall = RecordRecall(checkpointDistance: 100_000)
            try inflate(sample, recall, .fastest, room: 10_000)
            let count = sample.content.count
            let spans = [(0, 10), (count - 10, 10), (count - 10, 11), (count, 1), (count * 2, 1)].map {
                RecordSpan(input: 0, offset: $0, length: $1)
            }
            let found = spans.map { span in
                var bytes: [UInt8]?
                for part in recall.parts([span]) { part.read { bytes = $1 } }
                return bytes
            }
            #expect(found.map { $0 != nil } == [true, true, false, false, false], "\(sample.path)")
        }
    }

    @Test func standardInputAndWhatTheSystemMakesUpCannotBeReadAgain() throws {
        let recall = RecordRecall()
        for path in ["-", "/dev/null", "/proc/self/status"] {
            let item = InputItem(path: path, isStandardInput: path == "-", size: nil, isExplicit: true)
            guard case .success(let file) = FileStream.open(item, progress: ReadProgress()) else { continue }
            #expect(recall.begin(0, path: path, file) == nil, "\(path)")
        }
        var missing = 0
        for part in recall.parts([RecordSpan(input: 0, offset: 0, length: 1)]) {
            part.read { missing += $1 == nil ? 1 : 0 }
        }
        #expect(missing == 1)
    }
}
