import TestSupport
import Testing

@testable import Input

@Suite struct GzipTests {
    private static let members = [
        "{\"a\":1}\n{\"b\":\"two\"}\n", "{\"c\":3}\n{\"d\":", "4}\n", "",
        "{\"e\":5}\n{\"f\":[6,{\"g\":7}]}\n",
    ]
    private static let zipped = members.map { gzip(Array($0.utf8)) }
    private static let plain = read(members.joined())

    @Test(arguments: [1, 2, 3, 10, 1000])
    func joinsTheMembers(size: Int) {
        let options = ReadOptions(segmentBytes: 64, chunkBytes: size)
        let reading = read(Self.zipped.flatMap { $0 }, sizes: [size], options: options)
        #expect(reading.found == Self.plain.found)
        #expect(reading.outcome == ReadOutcome())
    }

    @Test func everyPrefixGivesAPrefixAndSaysSo() {
        let bytes = Self.zipped.flatMap { $0 }
        var ends: Set<Int> = [0]
        var total = 0
        for member in Self.zipped {
            total += member.count
            ends.insert(total)
        }
        var last = 0
        for length in 0...bytes.count {
            let reading = read(Array(bytes.prefix(length)))
            let count = reading.texts.count
            #expect(reading.texts == Array(Self.plain.texts.prefix(count)), "prefix of \(length)")
            #expect(count >= last, "prefix of \(length)")
            // A cut between members cannot be seen, unless a record is cut as well.
            let isSeen = !ends.contains(length) || !reading.broken.isEmpty
            #expect(reading.outcome.isIncomplete == isSeen, "prefix of \(length)")
            #expect(reading.outcome.problems.isEmpty != isSeen, "prefix of \(length)")
            last = count
        }
        #expect(last == Self.plain.texts.count)
    }

    @Test func tellsWhereTheDataIsCut() {
        let text = (0..<2000).map { "{\"a\":\($0)}\n" }.joined()
        let bytes = gzip(Array(text.utf8))
        let reading = read(Array(bytes.prefix(bytes.count / 2)))
        let problem = reading.outcome.problems.first
        let decoded = reading.found.last.map { $0.offset + $0.text.utf8.count } ?? 0
        #expect(reading.texts.count > 100)
        #expect((decoded...(decoded + 1)).contains(problem?.offset ?? -1))
        #expect(problem?.reason.hasPrefix("the gzip data is cut off") == true)
        #expect(problem?.line == nil)
    }

    @Test func flippedBytesLoseNothingBefore() {
        let first = gzip(Array(Self.members[0].utf8))
        let second = gzip(Array("{\"z\":26}\n".utf8))
        for place in second.indices {
            for bit in [UInt8(1), 0x10, 0x80] {
                var damaged = second
                damaged[place] ^= bit
                let reading = read(first + damaged)
                #expect(Array(reading.texts.prefix(2)) == Array(Self.plain.texts.prefix(2)), "byte \(place)")
                // Nobody looks at the header's time or at the bits that fill up the last byte: then all is there.
                let isWhole = reading.texts.count == 3 && reading.texts.last == "{\"z\":26}"
                #expect(reading.outcome.isIncomplete || isWhole, "byte \(place), bit \(bit)")
                let isChecked = (0...2).contains(place) || place >= second.count - 8
                #expect(reading.outcome.isIncomplete || !isChecked, "byte \(place), bit \(bit)")
            }
        }
    }

    @Test func aWrongChecksumKeepsTheBytes() {
        var bytes = gzip(Array(Self.members[0].utf8))
        bytes[bytes.count - 8] ^= 1
        let reading = read(bytes)
        #expect(reading.texts == ["{\"a\":1}", "{\"b\":\"two\"}"])
        #expect(reading.outcome.isIncomplete)
        #expect(reading.outcome.problems.map(\.offset) == [Self.members[0].utf8.count])
        #expect(reading.outcome.problems.map(\.reason) == ["the gzip data is damaged: wrong checksum"])
    }

    @Test(arguments: [1, 512])
    func zerosBehindAMemberAreFine(count: Int) {
        let zeros = [UInt8](repeating: 0, count: count)
        let member = gzip(Array("{\"a\":1}\n".utf8))
        #expect(read(member + zeros).outcome == ReadOutcome())
        #expect(read(member + zeros + member).texts.count == 2)
    }

    @Test(arguments: ["x", "\u{0}garbage", "{\"b\":2}\n"])
    func otherBytesBehindAMemberAreAProblem(tail: String) {
        let reading = read(gzip(Array("{\"a\":1}\n".utf8)) + Array(tail.utf8))
        #expect(reading.texts == ["{\"a\":1}"])
        #expect(reading.outcome.isIncomplete)
        #expect(reading.outcome.problems.map(\.offset) == [8])
    }

    @Test func inflatesMoreThanASegment() {
        let text = (0..<20_000).map { "{\"number\":\($0),\"text\":\"always the same\"}\n" }.joined()
        let reading = read(
            gzip(Array(text.utf8)), sizes: [1000], options: ReadOptions(segmentBytes: 4096, chunkBytes: 1000))
        #expect(reading.texts.count == 20_000)
        #expect(reading.found.last?.line == 20_000)
        #expect(reading.largestSegment <= 4096)
    }
}
