import Testing

@testable import Input

/// Properties over random inputs; a failure names the seed, which makes the same input again.
@Suite struct PropertyTests {
    @Test(arguments: 0..<150)
    func findsAllRecordsOfJoinedShapesInPiecesOfAnySize(seed: Int) {
        var input = RandomInput(seed: UInt64(seed))
        let text = input.joined()
        let whole = read(text)
        #expect(whole.texts == input.records, "seed \(seed)")
        #expect(whole.broken.isEmpty, "seed \(seed)")
        let bytes = Array(text.utf8)
        for found in whole.found {
            #expect(bytes[found.offset...].starts(with: Array(found.text.utf8)), "seed \(seed)")
            let newlines = bytes[..<found.offset].count { $0 == 0x0A }
            #expect(found.line == newlines + 1, "seed \(seed)")
        }
        for size in [1, 2, 3, 7, 64] {
            #expect(
                read(text, sizes: [size], options: ReadOptions(segmentBytes: 64)) == whole, "seed \(seed)")
        }
        let sizes = (0..<7).map { _ in Int.random(in: 1...50, using: &input.random) }
        #expect(read(text, sizes: sizes, options: ReadOptions(segmentBytes: 100)) == whole, "seed \(seed)")
    }

    @Test(arguments: 0..<300)
    func aBrokenLineCostsNoOtherRecord(seed: Int) {
        var input = RandomInput(seed: UInt64(seed))
        var lines = input.lines(8)
        let victim = Array(lines.pick(&input.random).utf8)
        let cut = String(
            decoding: victim.prefix(Int.random(in: 1..<victim.count, using: &input.random)), as: UTF8.self)
        let broken = [
            cut, "Listed 0 items.", "  at f (x.js:1:2) {", "{\"a\":\"", "}{", "]]", "{", "[", "[{", "\"",
            "{\"a\":[",
            "{\"a\":1,", "\\", "{\"a\":{\"b\":", "\u{0}\u{0}",
        ].pick(&input.random)
        lines.insert(broken, at: Int.random(in: 0..<lines.count, using: &input.random))
        let text = lines.joined(separator: "\n") + "\n"
        let reading = read(text)
        #expect(Set(input.records).isSubset(of: reading.texts), "seed \(seed): \(broken)")
        #expect(reading.texts.count <= input.records.count + 1, "seed \(seed): \(broken)")
        #expect(!reading.outcome.isIncomplete, "seed \(seed): \(broken)")
        #expect(read(text, sizes: [3], options: ReadOptions(segmentBytes: 64)) == reading, "seed \(seed)")
    }

    @Test(arguments: 0..<300)
    func aDamagedByteCostsNothingBeforeItAndCutsTheSameWay(seed: Int) {
        var input = RandomInput(seed: UInt64(seed))
        let text = input.joined()
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return }
        let whole = read(bytes)
        let place = Int.random(in: bytes.indices, using: &input.random)
        bytes[place] = Array("{}[]\",:\\\n \0x\u{FF}".utf8).pick(&input.random)
        let damaged = read(bytes)
        // Up to the line of the damage: whether a line is one record is told by its end.
        let lineStart = (bytes[..<place].lastIndex(of: 0x0A) ?? -1) + 1
        let before = whole.found.filter { $0.offset + $0.text.utf8.count < lineStart }
        #expect(Array(damaged.found.prefix(before.count)) == before, "seed \(seed)")
        for size in [1, 5, 31] {
            #expect(
                read(bytes, sizes: [size], options: ReadOptions(segmentBytes: 64)) == damaged, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<100)
    func aLimitOnSizeCutsTheSameWay(seed: Int) {
        var input = RandomInput(seed: UInt64(seed))
        let bytes = Array(input.joined().utf8)
        let options = ReadOptions(segmentBytes: 64, maximumRecordBytes: 64)
        let whole = read(bytes, options: ReadOptions(maximumRecordBytes: 64))
        for size in [1, 5, 31, 64] {
            #expect(read(bytes, sizes: [size], options: options) == whole, "seed \(seed)")
        }
    }
}
