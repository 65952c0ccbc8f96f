import Foundation
import Measurement
import Workload

/// The files of the reference work, and the note beside them that tells what they hold.
struct ReferenceWork {
    let plan: WorkloadPlan
    /// Into how many compressed files the work is cut as well; 0 for none.
    let files: Int
    let folder: String

    private var stem: String { "\(folder)/entries-\(plan.entries)" }
    var plain: String { stem + ".ndjson" }
    var compressed: String { stem + ".ndjson.gz" }
    var parts: String { stem + "-parts" }
    private var note: String { stem + ".json" }

    /// Makes the files, unless the note says that they are those of this plan.
    func prepare() throws -> PreparedWork {
        if let known = try? JSONDecoder().decode(
            PreparedWork.self, from: Data(contentsOf: URL(filePath: note))),
            known.plan == plan, known.files == files, size(of: plain) == known.summary.bytes,
            size(of: compressed) == known.compressedBytes
        {
            return known
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(atPath: note)
        try? FileManager.default.removeItem(atPath: parts)
        let summary = try write()
        let compressor = try Self.compressor()
        _ = try Command(compressor, ["-6", "-n", "-c", plain]).run(output: compressed)
        if files > 0 {
            _ = try Command(compressor, ["-6", "-n"] + (0..<files).map(part)).run()
        }
        let made = PreparedWork(
            plan: plan, files: files, summary: summary, compressedBytes: size(of: compressed) ?? 0)
        try encoded(made).write(to: URL(filePath: note))
        return made
    }

    private func write() throws -> WorkloadSummary {
        let whole = try OutputFile(plain)
        guard files > 0 else {
            return try Workload(plan).generate(piece: min(1000, plan.entries)) { try whole.write($0) }
        }
        try FileManager.default.createDirectory(atPath: parts, withIntermediateDirectories: true)
        // One piece a file; a rest that makes no file of its own goes to the last one.
        var current = try OutputFile(part(0))
        var opened = 0
        return try Workload(plan).generate(piece: max(1, plan.entries / files)) { bytes in
            if opened < files {
                current = try OutputFile(part(opened))
                opened += 1
            }
            try current.write(bytes)
            try whole.write(bytes)
        }
    }

    private func part(_ number: Int) -> String {
        let digits = String(number)
        return "\(parts)/part-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).ndjson"
    }

    private func size(of path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    }

    private static func compressor() throws -> String {
        guard let found = Command.find("pigz") ?? Command.find("gzip") else {
            throw BenchError("neither pigz nor gzip is installed; install one of them")
        }
        return found
    }
}

/// What the note beside the files says.
struct PreparedWork: Codable, CustomStringConvertible {
    let plan: WorkloadPlan
    let files: Int
    let summary: WorkloadSummary
    let compressedBytes: Int

    var description: String {
        let planted = summary.planted.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let ratio = Double(summary.bytes) / Double(max(1, compressedBytes))
        return """
            \(summary.entries) entries, \(summary.bytes) bytes, CRC-32 \(summary.crc32), seed \(plan.seed)
            \(compressedBytes) bytes compressed (\(decimal(ratio, 1)) : 1)
            \(summary.withoutSeverity) entries without severity, \(summary.withIDsInText) with ids in their text
            \(summary.requests) requests, \(summary.connections) connections, as many threads and runs
            planted: \(planted.isEmpty ? "nothing" : planted.joined(separator: ", "))
            """
    }
}

/// Sorted and indented, so that two results can be compared line by line.
func encoded(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
}

struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
