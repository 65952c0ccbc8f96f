import TestSupport

@testable import Input

/// Reads one file after the other as runs of a cron job do, with the marks of all earlier runs.
struct Runs {
    private(set) var marks: [ContentMark] = []
    var options = ReadOptions()
    let folder = TemporaryFolder()

    /// Writes the bytes to a file and reads it; its mark is kept.
    mutating func read(_ bytes: [UInt8], as name: String = "export", isExplicit: Bool = true) -> Reading {
        read(path: folder.write(name, bytes), isExplicit: isExplicit)
    }

    mutating func read(_ text: String, as name: String = "export") -> Reading {
        read(Array(text.utf8), as: name)
    }

    mutating func read(path: String, isExplicit: Bool = true) -> Reading {
        let reading = InputTests.read(reader(path: path, isExplicit: isExplicit))
        if let mark = reading.outcome.mark { marks.append(mark) }
        return reading
    }

    func reader(path: String, isExplicit: Bool = true, stop: StopFlag = StopFlag()) -> RecordReader {
        RecordReader(
            item: InputItem(path: path, isStandardInput: false, size: nil, isExplicit: isExplicit), input: 0,
            options: options, pool: SegmentPool(), history: ContentHistory(marks), stop: stop)
    }
}

extension String {
    var gzipped: [UInt8] { gzip(Array(utf8)) }
}

/// Records of one line each, numbered, of about 60 bytes; `from` and `to` are included.
func lines(_ from: Int, _ to: Int) -> String {
    (from...to).map { "\(line($0))\n" }.joined()
}

func line(_ number: Int) -> String {
    "{\"insertId\":\"entry-\(number)\",\"textPayload\":\"something happened \(number)\"}"
}

/// The same records as gcloud prints them, without the array's end.
func openArray(_ from: Int, _ to: Int) -> String {
    "[\n" + (from...to).map { "  {\n    \"insertId\": \"entry-\($0)\"\n  }" }.joined(separator: ",\n")
}
