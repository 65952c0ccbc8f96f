import Foundation
import Measurement

/// Cuts the work into files of nested folders: ten folders with ten folders each, as an export by day and hour is.
struct PartCutter {
    let folder: String
    /// How many files; none where it is 0.
    let count: Int
    private var paths: [String] = []
    private var current: OutputFile?

    init(folder: String, count: Int) {
        self.folder = folder
        self.count = count
    }

    /// A file for each piece; what is left over goes to the last one.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        if paths.count < count {
            let number = paths.count
            let place = "\(folder)/\(number * 10 / count)/\(number * 100 / count % 10)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            paths.append("\(place)/part-\(number).ndjson")
            current = try OutputFile("\(place)/part-\(number).ndjson")
        }
        try current?.write(bytes)
    }

    /// Ends the last file and compresses all, in batches that fit a command line.
    mutating func pack(by compressor: String) throws {
        current = nil
        for start in stride(from: 0, to: paths.count, by: 1000) {
            let batch = paths[start..<min(start + 1000, paths.count)]
            _ = try Command(compressor, ["-6", "-n"] + batch).run()
        }
    }
}
