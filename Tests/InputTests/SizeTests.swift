import Testing

@testable import Input

@Suite struct SizeTests {
    private static func record(_ size: Int) -> String {
        "{\"a\":\"" + String(repeating: "x", count: size - 8) + "\"}"
    }

    @Test(arguments: [63, 64, 65, 127, 128, 129])
    func takesARecordUpToTheLargestSize(size: Int) {
        let text = "[" + Self.record(size) + "," + Self.record(20) + "]\n" + Self.record(size) + "\n{\"b\":1}"
        for chunk in [1, 7, 64, 1000] {
            let options = ReadOptions(segmentBytes: 64, maximumRecordBytes: 128, chunkBytes: chunk)
            let reading = read(text, options: options)
            let giant = size <= 128 ? [Self.record(size)] : []
            #expect(reading.texts == giant + [Self.record(20)] + giant + ["{\"b\":1}"])
            let reasons = size <= 128 ? [] : [RecordRange.Kind.broken(.tooLong), .broken(.tooLong)]
            #expect(reading.broken.map(\.kind) == reasons)
            #expect(reading.broken.allSatisfy { $0.text.utf8.count == 128 })
            #expect(reading.outcome.isIncomplete == (size > 128))
            #expect(reading.outcome.problems.map(\.line) == (size > 128 ? [1] : []))
        }
    }

    @Test func findsTheNextRecordBehindAGiantThatIsBroken() {
        let giant = "{\"a\":[" + String(repeating: "1,\n", count: 200)
        let reading = read(
            giant + "{\"b\":2}\n", options: ReadOptions(segmentBytes: 64, maximumRecordBytes: 100))
        #expect(reading.found.map(\.kind) == [.broken(.tooLong), .json])
        #expect(reading.texts == ["{\"b\":2}"])
        #expect(reading.found.last?.line == 201)
    }

    @Test func boundsMemoryWhateverTheLengthOfALine() {
        for text in ["x", "{\"a\":\"", "[\"", "[1", "{\"entries\":[],\"x\":\""] {
            let options = ReadOptions(segmentBytes: 64, maximumRecordBytes: 256, chunkBytes: 100)
            let line = text + String(repeating: "0", count: 20_000)
            let reading = read(line + "\n{\"b\":2}\n", options: options)
            #expect(reading.texts == ["{\"b\":2}"])
            #expect(reading.broken.count == 1)
            #expect(reading.largestSegment <= 1024)
        }
    }

    @Test func growsTheSegmentOfALongRecordOnly() throws {
        let short = String(repeating: Self.record(50) + "\n", count: 200)
        let text = "{\"b\":2}\n" + Self.record(5000) + "\n" + short
        let reader = RecordReader(
            item: .standardInput, input: 0, options: ReadOptions(segmentBytes: 64), pool: SegmentPool(),
            progress: ReadProgress(), stream: MemoryStream(Array(text.utf8)))
        var sizes: [Int] = []
        while let segment = reader.next() { sizes.append(segment.count) }
        try #require(sizes.count > 100)
        #expect(sizes[0] <= 64)
        #expect(sizes[1] > 5000)
        #expect(sizes[2...].allSatisfy { $0 <= 64 })
    }

    @Test func leavesZerosBehindTheBytes() throws {
        let pool = SegmentPool()
        let text = String(repeating: "{\"a\":1}\n", count: 100)
        let reader = RecordReader(
            item: .standardInput, input: 5, options: ReadOptions(segmentBytes: 100), pool: pool,
            progress: ReadProgress(), stream: MemoryStream(Array(text.utf8)))
        var segments = 0
        while let segment = reader.next() {
            let padding = UnsafeBufferPointer(start: segment.bytes + segment.count, count: Segment.padding)
            #expect(padding.allSatisfy { $0 == 0 })
            #expect(segment.input == 5)
            segments += 1
            pool.recycle(segment)
        }
        #expect(segments >= 8)
        #expect(reader.progress.bytesDecoded == text.utf8.count)
    }

    @Test func handsOutWhatIsThereWhileThePipeIsIdle() {
        let text = "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n"
        let reader = RecordReader(
            item: .standardInput, input: 0, options: ReadOptions(), pool: SegmentPool(),
            progress: ReadProgress(), stream: MemoryStream(Array(text.utf8), sizes: [9], wouldWait: true))
        #expect(reader.next()?.records.count == 1)
        #expect(reader.next()?.records.count == 1)
        #expect(reader.next()?.records.count == 1)
        #expect(reader.next() == nil)
        #expect(reader.next() == nil)
    }
}
