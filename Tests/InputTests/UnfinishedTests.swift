import TestSupport
import Testing

@testable import Input

/// Inputs that end inside a record, or could not be read to their end, in runs that follow each other.
@Suite struct UnfinishedTests {
    /// Every cut of a growing file: what the run before left is read whole by the next.
    @Test(arguments: [
        lines(1, 3), "{\"a\":\"}{\\\"\"}\r\n{\"b\":{\"c\":[{\"d\":\"\\\\\"}]}}\r\n{}\r\n",
        "\u{FEFF}{\"a\":1}\n\n  {\"b\":2},\n{\"c\":3}{\"d\":4}\n{\"x\":\"é}\"}\n",
    ])
    func aLineCutAnywhereIsReadByTheNextRun(text: String) {
        let bytes = Array(text.utf8)
        let whole = read(bytes)
        // Half a byte order mark alone is no log export, as ever.
        for cut in (bytes[0] == 0xEF ? 3 : 1)..<bytes.count {
            var runs = Runs()
            let first = runs.read(Array(bytes.prefix(cut)))
            #expect(!first.outcome.isIncomplete, "cut at \(cut)")
            #expect(first.broken.isEmpty, "cut at \(cut)")
            let second = runs.read(bytes)
            #expect(first.found + second.found == whole.found, "cut at \(cut)")
            let end = first.outcome.pending?.offset ?? cut
            #expect((first.outcome.mark?.offset ?? end) == end, "cut at \(cut)")
        }
    }

    @Test func tellsWhatIsNotFinished() {
        var runs = Runs()
        let text = lines(1, 5) + "{\"insertId\":\"en"
        let first = runs.read(text)
        let place = InputPlace(line: 6, offset: lines(1, 5).utf8.count)
        #expect(first.texts.count == 5)
        #expect(first.outcome.pending == place)
        #expect(first.outcome.mark?.offset == place.offset)
        #expect(first.outcome.mark?.line == 6)
        #expect(first.outcome.mark?.raw == nil)
        // Unchanged, it is still not finished, and nothing is read twice.
        let second = runs.read(text)
        #expect(second.found.isEmpty)
        #expect(second.outcome.pending == place)
        #expect(second.outcome.mark == first.outcome.mark)
    }

    @Test func textThatIsNotFinishedIsNotCountedTwice() {
        var runs = Runs()
        let first = runs.read(lines(1, 2) + "Traceba")
        #expect(first.broken.isEmpty)
        #expect(first.outcome.pending == InputPlace(line: 3, offset: lines(1, 2).utf8.count))
        let second = runs.read(lines(1, 2) + "Traceback\n")
        #expect(second.found.map(\.text) == ["Traceback"])
        #expect(second.outcome.pending == nil)
        #expect(runs.read(lines(1, 2) + "Traceback\n").outcome.isKnown)
    }

    @Test func aHoleAtTheEndMayStillBeFilled() {
        var runs = Runs()
        let first = runs.read(lines(1, 2) + "\0\0\0\0\0\0\0\0\0")
        #expect(first.outcome.pending?.line == 3)
        #expect(runs.read(lines(1, 2) + "{\"a\":1}\n\0").texts == ["{\"a\":1}"])
    }

    @Test func nothingButAnUnfinishedLineHasNoMark() {
        var runs = Runs()
        let reading = runs.read("{\"a\":")
        #expect(reading.found.isEmpty)
        #expect(reading.outcome.pending == InputPlace(line: 1, offset: 0))
        #expect(reading.outcome.mark == nil)
        #expect(!reading.outcome.isIncomplete)
    }

    /// Cuts that nobody writes on at: they stay damage, in every run, until the rest is there.
    @Test(arguments: [
        ("[{\"a\":1},{\"b\":", "2}]"), ("[\n  {\"a\": 1},\n  {\n    \"b\": ", "2\n  }\n]\n"),
        ("{\"entries\":[{\"a\":1},{\"b\"", ":2}]}"), ("{\"a\":1}\n{\n  \"b\": [", "2]\n}\n"),
        ("{\"a\":1}\n{\"b\":\n", "2}\n"),
    ])
    func anArrayOrPrettyRecordThatIsCutIsIncomplete(start: String, rest: String) {
        var runs = Runs()
        let first = runs.read(start)
        #expect(first.texts.count == 1)
        #expect(first.broken.map(\.kind) == [.broken(.endOfInput)])
        #expect(first.outcome.isIncomplete)
        #expect(first.outcome.pending == nil)
        #expect(first.outcome.mark?.offset == first.broken.first?.offset)
        #expect(first.outcome.mark?.raw == nil)
        let second = runs.read(start)
        #expect(second.found == first.broken)
        #expect(second.outcome.problems == first.outcome.problems)
        #expect(second.outcome.isIncomplete)
        let third = runs.read(start + rest)
        #expect(third.found == Array(InputTests.read(start + rest).found.dropFirst()))
        #expect(third.outcome.mark?.raw != nil)
    }

    @Test func aCutGzipIsIncompleteUntilItIsWhole() {
        var runs = Runs()
        let text = lines(1, 3000)
        let bytes = text.gzipped
        let first = runs.read(Array(bytes.prefix(bytes.count / 2)))
        #expect(first.outcome.isIncomplete)
        #expect(first.outcome.pending == nil)
        #expect(first.texts.count > 100)
        #expect(
            first.outcome.mark?.offset == first.broken.first?.offset ?? first.outcome.problems.first?.offset)
        #expect(runs.read(Array(bytes.prefix(bytes.count / 2))).outcome.problems == first.outcome.problems)
        let whole = runs.read(bytes)
        #expect(first.texts + whole.texts == (1...3000).map(line))
        #expect(!whole.outcome.isIncomplete)
        #expect(runs.read(bytes).outcome.isKnown)
    }

    @Test func damageBehindKnownContentIsReported() {
        var runs = Runs()
        let text = lines(1, 300)
        _ = runs.read(text)
        var bytes = text.gzipped
        bytes[bytes.count - 8] ^= 1
        for damaged in [bytes, text.gzipped + Array("garbage".utf8)] {
            let reading = runs.read(damaged)
            #expect(reading.found.isEmpty)
            #expect(!reading.outcome.isKnown)
            #expect(reading.outcome.problems.map(\.offset) == [text.utf8.count])
            #expect(reading.outcome.mark?.raw == nil)
        }
    }

    @Test func aCutLineIsDamageOnceItIsCompressed() {
        var runs = Runs()
        let text = lines(1, 5) + "{\"b\":\"}"
        #expect(runs.read(text).outcome.pending != nil)
        let zipped = runs.read(text.gzipped)
        #expect(zipped.found.map(\.kind) == [.broken(.endOfInput)])
        #expect(zipped.outcome.isIncomplete)
        let whole = runs.read((text + "\"}\n" + line(6)).gzipped)
        #expect(whole.texts == ["{\"b\":\"}\"}", line(6)])
    }

    @Test func aRecordThatIsTooLongIsReportedOnce() {
        var runs = Runs()
        runs.options = ReadOptions(segmentBytes: 64, maximumRecordBytes: 100)
        let giant = "{\"a\":\"" + String(repeating: "x", count: 500) + "\"}\n"
        let first = runs.read(line(1) + "\n" + giant)
        #expect(first.outcome.isIncomplete)
        #expect(first.found.map(\.kind) == [.json, .broken(.tooLong)])
        let second = runs.read(line(1) + "\n" + giant + line(2))
        #expect(second.texts == [line(2)])
        #expect(!second.outcome.isIncomplete)
    }

    /// A reader that is stopped after so many segments leaves a mark behind what it handed out.
    @Test(arguments: [1, 2, 5, 20], [false, true])
    func aStoppedReadingGoesOnWhereItStopped(count: Int, isZipped: Bool) {
        var runs = Runs()
        runs.options = ReadOptions(segmentBytes: 1000, chunkBytes: 300)
        let text = lines(1, 6000)
        let path = runs.folder.write("export", isZipped ? gzip(Array(text.utf8), level: 0) : Array(text.utf8))
        let stop = StopFlag()
        let reader = runs.reader(path: path, stop: stop)
        var seen: [String] = []
        var segments = 0
        while let segment = reader.next() {
            seen += segment.records.filter { $0.kind == .json }.map { segment.bytes(of: $0).text }
            segments += 1
            if segments == count { stop.set() }
        }
        #expect(seen.count < 6000)
        #expect(reader.outcome.isIncomplete)
        #expect(reader.outcome.pending == nil)
        #expect(reader.outcome.mark?.offset == lines(1, seen.count).utf8.count)
        #expect(reader.outcome.mark?.raw == nil)
        let next = RecordReader(
            item: reader.item, input: 0, pool: SegmentPool(),
            history: ContentHistory([reader.outcome.mark].compactMap(\.self)))
        #expect(seen + read(next).texts == (1...6000).map(line))
    }

    @Test func aStopWhilePassingOverKeepsWhatIsKnown() throws {
        var runs = Runs()
        let text = openArray(1, 500)
        let first = try #require(runs.read(text).outcome.mark)
        let path = runs.folder.write("export", text + ",\n  {\n    \"insertId\": \"entry-501\"\n  }\n]")
        let stop = StopFlag()
        let reader = runs.reader(path: path, stop: stop)
        let file = try FileStream.open(reader.item, progress: reader.progress, stop: stop).get()
        reader.resume(file, ContentHistory(runs.marks))
        stop.set()
        #expect(reader.next() == nil)
        #expect(reader.outcome.isIncomplete)
        #expect(reader.outcome.mark == first.with(raw: nil))
    }

    @Test func aFileThatIsRewrittenMeanwhileHasNoMark() {
        var runs = Runs()
        runs.options = ReadOptions(segmentBytes: 64, chunkBytes: 64)
        let path = runs.folder.write("export", lines(1, 100))
        let reader = runs.reader(path: path)
        #expect(reader.next() != nil)
        _ = runs.folder.write("export", lines(500, 700))
        while reader.next() != nil {}
        #expect(reader.outcome.mark == nil)
    }

    @Test func aFileThatGrowsMeanwhileIsNotTakenAsKnown() {
        var runs = Runs()
        runs.options = ReadOptions(segmentBytes: 64, chunkBytes: 64)
        let path = runs.folder.write("export", lines(1, 100))
        let reader = runs.reader(path: path)
        #expect(reader.next() != nil)
        _ = runs.folder.write("export", lines(1, 110))
        while reader.next() != nil {}
        #expect(reader.outcome.mark?.offset == lines(1, 110).utf8.count)
        #expect(reader.outcome.mark?.raw == nil)
    }
}
