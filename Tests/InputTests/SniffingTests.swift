import TestSupport
import Testing

@testable import Input

@Suite struct SniffingTests {
    @Test(arguments: [
        "---\ninsertId: abc\nlogName: x\n", "---\r\nlabels:\n  a: b\n", "insertId: abc\n", "logName:\n",
        "\n--- \njsonPayload:\n  message: x\n",
    ])
    func refusesYAMLWithAdvice(text: String) {
        for isExplicit in [true, false] {
            for size in [1, 1000] {
                let reading = read(Array(text.utf8), sizes: [size], isExplicit: isExplicit)
                #expect(reading.found.isEmpty)
                #expect(reading.outcome.isIncomplete && !reading.outcome.isSkipped)
                #expect(reading.outcome.problems.count == 1)
                #expect(reading.outcome.problems.first?.reason.contains("--format=json") == true)
                #expect(reading.outcome.problems.first?.reason.contains("YAML") == true)
            }
        }
    }

    @Test(arguments: [
        "# Read me\n", "---\ntitle: Front matter\n---\n", "apiVersion: v1\n", "\u{89}PNG\r\n\u{1A}\n",
        "a,b,c\n1,2,3\n",
        "---", "insertIds: x\n", "null\n",
    ])
    func passesOverOtherFilesOfAFolder(text: String) {
        for bytes in [Array(text.utf8), gzip(Array(text.utf8))] {
            let reading = read(bytes, isExplicit: false)
            #expect(reading.found.isEmpty)
            #expect(reading.outcome.isSkipped && !reading.outcome.isIncomplete)
            #expect(reading.outcome.problems.isEmpty)
        }
    }

    @Test(arguments: [
        "{\"a\":1}", "\u{FEFF}\n [{\"a\":1}]", String(repeating: " ", count: 9000) + "{\"a\":1}",
    ])
    func readsLogsOfAFolder(text: String) {
        let reading = read(
            Array(text.utf8), sizes: [1000], options: ReadOptions(segmentBytes: 64), isExplicit: false)
        #expect(reading.texts == ["{\"a\":1}"])
        #expect(!reading.outcome.isSkipped)
    }

    @Test(arguments: ["# Read me\nnothing\n{\"a\":1}\n", "-- x\n- y\n{\"a\":1}"])
    func readsWhatIsNamedLineByLine(text: String) {
        let reading = read(text)
        #expect(reading.broken.map(\.kind) == [.broken(.notAnObject), .broken(.notAnObject)])
        #expect(reading.texts == ["{\"a\":1}"])
        #expect(reading.outcome == ReadOutcome())
    }

    @Test(arguments: [
        [UInt8](arrayLiteral: 0xFF, 0xFE, 0x5B, 0, 0x5D, 0), [0xFE, 0xFF, 0, 0x7B, 0, 0x7D],
        [0x7B, 0, 0x7D, 0],
    ])
    func refusesUTF16WithAdvice(bytes: [UInt8]) {
        for isExplicit in [true, false] {
            let reading = read(bytes, isExplicit: isExplicit)
            #expect(reading.found.isEmpty)
            #expect(reading.outcome.isIncomplete)
            #expect(reading.outcome.problems.first?.reason.contains("UTF-16") == true)
        }
    }

    @Test(arguments: [
        ([0x28, 0xB5, 0x2F, 0xFD, 4, 0, 1, 0], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0], "xz"),
        (Array("BZh91AY&SY".utf8), "bzip2"), ([0x04, 0x22, 0x4D, 0x18, 0x60, 0x40], "lz4"),
        (gzip(gzip(Array("{}".utf8))), "gzip twice"),
    ])
    func refusesOtherCompressionWithAdvice(bytes: [UInt8], name: String) {
        for isExplicit in [true, false] {
            for size in [1, 1000] {
                let reading = read(bytes, sizes: [size], isExplicit: isExplicit)
                #expect(reading.found.isEmpty)
                #expect(reading.outcome.isIncomplete && !reading.outcome.isSkipped)
                #expect(reading.outcome.problems.first?.reason.contains(name) == true)
                #expect(reading.outcome.problems.first?.reason.contains("| crosstalk`") == true)
            }
        }
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", true), ("null\n", true), ("<html>", true), ("x\n{}\n", false), ("[]", false),
    ])
    func saysThatNothingOfAnInputIsALog(text: String, isForeign: Bool) {
        let reading = read(Array(text.utf8), options: ReadOptions(segmentBytes: 64))
        #expect(reading.outcome.isIncomplete == isForeign)
        #expect(reading.outcome.problems.count == (isForeign ? 1 : 0))
        #expect(reading.outcome.problems.allSatisfy { $0.reason.hasPrefix("holds no JSON object") })
    }

    @Test(arguments: ["", "\n", "  \n\n"])
    func anEmptyInputIsFine(text: String) {
        for isExplicit in [true, false] {
            #expect(read(Array(text.utf8), isExplicit: isExplicit) == Reading())
            #expect(read(gzip(Array(text.utf8)), isExplicit: isExplicit) == Reading())
        }
    }
}
