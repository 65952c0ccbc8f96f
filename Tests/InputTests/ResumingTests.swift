import Foundation
import TestSupport
import Testing

@testable import Input

/// A content that is read, and then another one.
struct ResumeCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let first: [UInt8]
    let second: [UInt8]
    /// The content of the second, and how many of its bytes are not read again.
    let decoded: String
    let skipped: Int

    init(_ name: String, _ first: String, then second: String, skips: Int) {
        self.init(name, Array(first.utf8), then: Array(second.utf8), of: second, skips: skips)
    }

    init(_ name: String, _ first: [UInt8], then second: [UInt8], of decoded: String, skips: Int) {
        testDescription = name
        self.first = first
        self.second = second
        self.decoded = decoded
        skipped = skips
    }

    /// What a full reading finds behind the bytes that are passed over.
    var expected: [Found] {
        read(decoded).found.filter { $0.offset + $0.text.utf8.count > skipped }
    }
}

@Suite struct ResumingTests {
    @Test(arguments: plainCases + arrayCases + zippedCases + otherContents)
    func readsOnlyWhatIsNew(resume: ResumeCase) {
        var runs = Runs()
        _ = runs.read(resume.first, as: "first")
        let second = runs.read(resume.second, as: "second")
        #expect(second.found == resume.expected)
        #expect(second.outcome.skippedBytes == resume.skipped)
        #expect(second.outcome.isKnown == (resume.skipped == resume.decoded.utf8.count))
        #expect(!second.outcome.isIncomplete)
        #expect((second.outcome.resumed != nil) == (resume.skipped > 0))
        // The next run finds nothing to do.
        let third = runs.read(resume.second, as: "third")
        #expect(third.outcome.isKnown)
        #expect(third.found.isEmpty)
        #expect(third.outcome.mark == second.outcome.mark)
    }

    @Test(arguments: plainCases + arrayCases + zippedCases + otherContents)
    func takesNoNoticeOfTheSizeOfPieces(resume: ResumeCase) {
        var whole = Runs()
        let marks = [resume.first, resume.second].map { whole.read($0).outcome.mark }
        for size in [5, 100] {
            var runs = Runs()
            runs.options = ReadOptions(segmentBytes: 64, chunkBytes: size)
            #expect(runs.read(resume.first).outcome.mark == marks[0], "chunks of \(size)")
            let second = runs.read(resume.second)
            #expect(second.found == resume.expected, "chunks of \(size)")
            #expect(second.outcome.mark == marks[1], "chunks of \(size)")
        }
    }

    @Test func readsPlainLinesWithoutWhatComesBefore() {
        var runs = Runs()
        _ = runs.read(lines(1, 1000))
        let path = runs.folder.write("export", lines(1, 1010))
        let reader = runs.reader(path: path)
        #expect(read(reader).texts == (1001...1010).map(line))
        #expect(reader.progress.bytesRead == lines(1001, 1010).utf8.count)
        #expect(reader.progress.bytesDecoded == lines(1001, 1010).utf8.count)
    }

    @Test func readsNothingOfAFileThatIsKnown() {
        var runs = Runs()
        _ = runs.read(lines(1, 5000).gzipped)
        let reader = runs.reader(path: runs.folder.path + "/export")
        #expect(reader.next() == nil)
        #expect(reader.progress.bytesRead == 0)
        #expect(reader.outcome.isKnown)
        #expect(reader.outcome.skippedBytes == lines(1, 5000).utf8.count)
        #expect(reader.outcome.mark == runs.marks.last)
    }

    @Test func doesNotInflateAFileThatIsKnown() throws {
        var runs = Runs()
        let mark = try #require(runs.read(lines(1, 50).gzipped).outcome.mark)
        // By its content this mark would not be found.
        let other = ContentMark(
            head: mark.tail, offset: 77, line: 3, tail: mark.tail, isLineDelimited: true, raw: mark.raw)
        let reader = RecordReader(
            item: runs.reader(path: runs.folder.path + "/export").item, input: 0, pool: SegmentPool(),
            history: ContentHistory([other]))
        #expect(reader.next() == nil)
        #expect(reader.outcome.isKnown)
        #expect(reader.outcome.mark == other)
    }

    @Test func takesTheLongestOfManyMarks() {
        var runs = Runs()
        for count in stride(from: 10, through: 400, by: 30) { _ = runs.read(lines(1, count)) }
        #expect(runs.marks.count == 14)
        let before = runs
        for bytes in [Array(lines(1, 405).utf8), lines(1, 405).gzipped] {
            runs = before
            let reading = runs.read(bytes)
            #expect(reading.texts == (401...405).map(line))
            #expect(reading.found.map(\.line) == Array(401...405))
        }
        // Cut back to less than was read last, then written on: an earlier mark holds.
        let shorter = lines(1, 300) + lines(900, 950)
        for bytes in [Array(shorter.utf8), shorter.gzipped] {
            runs = before
            let reading = runs.read(bytes)
            #expect(reading.outcome.skippedBytes == lines(1, 280).utf8.count)
            #expect(reading.texts.count == 20 + 51)
        }
    }

    @Test func aRunWithoutHistoryHasNoMark() {
        var runs = Runs()
        _ = runs.read(lines(1, 3))
        let reading = read(
            RecordReader(
                item: InputItem(
                    path: runs.folder.path + "/export", isStandardInput: false, size: nil, isExplicit: true),
                input: 0, pool: SegmentPool()))
        #expect(reading.texts.count == 3)
        #expect(reading.outcome == ReadOutcome())
    }

    @Test(arguments: ["", "\n \n", "[]\n", "\u{FEFF}"])
    func whatHoldsNothingHasNoMark(text: String) {
        var runs = Runs()
        #expect(runs.read(text).outcome == ReadOutcome())
        #expect(runs.read(text + lines(1, 2)).texts.count == 2)
    }

    @Test func whatIsNoLogHasNoMark() {
        var runs = Runs()
        let text = runs.read("Listed 0 items.\nno\n")
        #expect(text.outcome.isIncomplete)
        #expect(text.broken.count == 2)
        let cut = runs.read("Listed 0 it")
        #expect(cut.outcome.isIncomplete)
        #expect(cut.outcome.pending == nil)
        #expect(runs.read(Array("insertId: x\n".utf8)).outcome.isIncomplete)
        #expect(runs.read(Array("notes\n".utf8), isExplicit: false).outcome.isSkipped)
        #expect(runs.marks.isEmpty)
    }

    @Test func aReportInAFolderIsNoLogThoughItWasReadOnce() {
        var runs = Runs()
        let report =
            "{\"schema\":\"crosstalk.report/1\",\"x\":\"" + String(repeating: "y", count: 90) + "\"}\n"
        #expect(runs.read(Array(report.utf8)).outcome.mark != nil)
        let grown = runs.read(Array((report + lines(1, 2)).utf8), isExplicit: false)
        #expect(grown.outcome.isSkipped)
        #expect(grown.outcome.mark == nil)
    }

    @Test func theContentOfAPipeIsNeverKnown() throws {
        var runs = Runs()
        _ = runs.read(lines(1, 20))
        for path in ["/dev/stdin", "-"] {
            let item = InputItem(path: path, isStandardInput: path == "-", size: nil, isExplicit: true)
            let reader = RecordReader(
                item: item, input: 0, options: ReadOptions(), pool: SegmentPool(),
                history: ContentHistory(runs.marks), progress: ReadProgress(),
                stream: MemoryStream(Array((lines(1, 20) + "{\"a\":").utf8)))
            let reading = read(reader)
            #expect(reading.texts.count == 20)
            #expect(reading.outcome.isIncomplete)
            #expect(reading.outcome.pending == nil)
            #expect(reading.outcome.mark == nil)
        }
    }

    @Test func aMarkIsTheSameAfterItWasStored() throws {
        var runs = Runs()
        let marks = [lines(1, 300), lines(1, 300) + "{"].compactMap { runs.read($0).outcome.mark }
        let stored = try JSONEncoder().encode(marks)
        #expect(try JSONDecoder().decode([ContentMark].self, from: stored) == marks)
        #expect(marks.map { $0.raw == nil } == [false, true])
    }

    @Test func aFileThatIsKnownGivesItsSegmentBack() {
        var runs = Runs()
        _ = runs.read(lines(1, 3))
        let pool = SegmentPool()
        let segment = Segment(capacity: 100)
        pool.recycle(segment)
        let item = InputItem(
            path: runs.folder.path + "/export", isStandardInput: false, size: nil, isExplicit: true)
        let reader = RecordReader(
            item: item, input: 0, options: ReadOptions(segmentBytes: 100), pool: pool,
            history: ContentHistory(runs.marks))
        #expect(reader.next() == nil)
        #expect(pool.take(capacity: 100) === segment)
    }

    @Test func marksOfADamagedStoreAreNoMarks() {
        var runs = Runs()
        let mark = runs.read(lines(1, 9)).outcome.mark
        let wrong = [(-1, 1), (0, 1), (mark?.offset ?? 1, 0), (mark?.offset ?? 1, .max)].compactMap {
            offset, line in
            mark.map {
                ContentMark(
                    head: $0.head, offset: offset, line: line, tail: $0.tail, isLineDelimited: true,
                    raw: $0.raw)
            }
        }
        #expect(wrong.count == 4)
        let reader = RecordReader(
            item: InputItem(
                path: runs.folder.path + "/export", isStandardInput: false, size: nil, isExplicit: true),
            input: 0, pool: SegmentPool(), history: ContentHistory(wrong))
        #expect(read(reader).texts.count == 9)
    }
}

private let day = lines(1, 200)
private let dayBytes = day.utf8.count

private let plainCases = [
    ResumeCase("unchanged", day, then: day, skips: dayBytes),
    ResumeCase("grown", day, then: day + lines(201, 220), skips: dayBytes),
    ResumeCase("grown, short", lines(1, 1), then: lines(1, 3), skips: lines(1, 1).utf8.count),
    ResumeCase("grown, as long as the head", padded(4096), then: padded(4096) + lines(1, 3), skips: 4096),
    ResumeCase("grown, longer than the head", padded(4097), then: padded(4097) + lines(1, 3), skips: 4097),
    ResumeCase(
        "other content behind", day, then: day + openArray(1, 2) + "\n]\n" + lines(1, 3), skips: dayBytes),
    ResumeCase("no final newline", line(1), then: line(1) + "\n" + line(2), skips: line(1).utf8.count),
    ResumeCase(
        "no final newline, then more of the line", line(1),
        then: line(1) + " and \(line(2))\n" + line(3) + "\n",
        skips: line(1).utf8.count),
    ResumeCase("CRLF", "{\"a\":1}\r\n", then: "{\"a\":1}\r\n{\"b\":2}\r\n", skips: 9),
    ResumeCase("CRLF, cut between them", "{\"a\":1}\r", then: "{\"a\":1}\r\n{\"b\":2}\r\n", skips: 8),
    ResumeCase(
        "byte order mark", "\u{FEFF}{\"a\":1}\n", then: "\u{FEFF}{\"a\":1}\n\u{FEFF}{\"b\":2}\n", skips: 11),
    ResumeCase(
        "pretty objects", "{\n  \"a\": 1\n}\n", then: "{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}\n", skips: 13),
    ResumeCase("text at the end", "{\"a\":1}\nno\n", then: "{\"a\":1}\nno\n{\"b\":2}\n", skips: 11),
    ResumeCase(
        "a broken line at the end", "{\"a\":1}\n{\"b\":\"\n",
        then: "{\"a\":1}\n{\"b\":\"\n {\"c\":3}\n{\"d\":4}\n",
        skips: 15),
    ResumeCase(
        "white space at the end", "{\"a\":1}\n  ", then: "{\"a\":1}\n  {\n    \"b\": 2\n  }\n", skips: 10),
    ResumeCase(
        "white space at the end, then a broken line", "{\"a\":1}\n  ",
        then: "{\"a\":1}\n  {\"b\":\n  {\"c\":3}\n{\"d\":4}\n", skips: 10),
    ResumeCase(
        "a closed array", openArray(1, 3) + "\n]\n", then: openArray(1, 3) + "\n]\n" + lines(1, 2),
        skips: openArray(1, 3).utf8.count + 3),
]

private let arrayCases = [
    ResumeCase(
        "a streamed array", openArray(1, 300), then: openArray(1, 310), skips: openArray(1, 300).utf8.count),
    ResumeCase(
        "a streamed array that ends", openArray(1, 300), then: openArray(1, 301) + "\n]\n",
        skips: openArray(1, 300).utf8.count),
    ResumeCase("an array in one line", "[{\"a\":1}", then: "[{\"a\":1},{\"b\":2}]", skips: 8),
    ResumeCase(
        "an envelope", "{\"entries\":[\n{\"a\":1}", then: "{\"entries\":[\n{\"a\":1},\n{\"b\":2}]}\n",
        skips: 20),
    ResumeCase(
        "an envelope, cut behind its array", "{\"entries\":[{\"a\":1}],\"next",
        then: "{\"entries\":[{\"a\":1}],\"nextPageToken\":\"{\"}\n{\"b\":2}\n", skips: 19),
    ResumeCase(
        "an unchanged array", openArray(1, 300) + "\n]\n", then: openArray(1, 300) + "\n]\n",
        skips: openArray(1, 300).utf8.count + 3),
]

private let zippedCases = [
    ResumeCase("compressed", Array(day.utf8), then: day.gzipped, of: day, skips: dayBytes),
    ResumeCase(
        "compressed and grown", Array(day.utf8), then: (day + lines(201, 230)).gzipped,
        of: day + lines(201, 230), skips: dayBytes),
    ResumeCase("unpacked", day.gzipped, then: Array(day.utf8), of: day, skips: dayBytes),
    ResumeCase(
        "unpacked and grown", day.gzipped, then: Array((day + lines(201, 230)).utf8),
        of: day + lines(201, 230), skips: dayBytes),
    ResumeCase(
        "another level", day.gzipped, then: gzip(Array(day.utf8), level: 9), of: day, skips: dayBytes),
    ResumeCase(
        "other members", day.gzipped, then: lines(1, 77).gzipped + lines(78, 200).gzipped, of: day,
        skips: dayBytes),
    ResumeCase(
        "one more member", day.gzipped, then: day.gzipped + lines(201, 203).gzipped,
        of: day + lines(201, 203),
        skips: dayBytes),
    ResumeCase(
        "a compressed array", Array(openArray(1, 300).utf8), then: (openArray(1, 305) + "]").gzipped,
        of: openArray(1, 305) + "]", skips: openArray(1, 300).utf8.count),
    ResumeCase(
        "more than is looked at at once", Array(lines(1, 9000).utf8), then: lines(1, 9003).gzipped,
        of: lines(1, 9003), skips: lines(1, 9000).utf8.count),
]

private let otherContents = [
    ResumeCase("truncated", day, then: lines(1, 150), skips: 0),
    ResumeCase("truncated to the head", day, then: String(day.prefix(4096)) + "\"}\n", skips: 0),
    ResumeCase("rewritten", day, then: lines(1000, 1250), skips: 0),
    ResumeCase("rewritten behind the head", day, then: lines(1, 100) + lines(300, 450), skips: 0),
    ResumeCase(
        "rewritten behind the head, compressed", Array(day.utf8),
        then: (lines(1, 100) + lines(300, 450)).gzipped,
        of: lines(1, 100) + lines(300, 450), skips: 0),
    ResumeCase(
        "as long as before, with another end", lines(1, 2500), then: lines(1, 2499) + line(9999) + "\n",
        skips: 0),
    ResumeCase("newest first", openArray(100, 200) + "]", then: openArray(50, 200) + "]", skips: 0),
    ResumeCase("new before old", day, then: lines(300, 350) + day, skips: 0),
    ResumeCase(
        "one byte of the last record", day, then: String(day.dropLast(4)) + "1\"}\n" + line(9), skips: 0),
    ResumeCase(
        "one byte of the first record", day, then: "{\"insertID" + day.dropFirst(10) + line(9), skips: 0),
]

/// Lines of exactly so many bytes.
private func padded(_ count: Int) -> String {
    let start = lines(1, 20)
    return start + "{\"a\":\"" + String(repeating: "x", count: count - start.utf8.count - 9) + "\"}\n"
}
