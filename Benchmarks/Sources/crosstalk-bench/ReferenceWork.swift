import Foundation
import Measurement
import Workload

/// The files of some work, and the note beside them that tells what they hold.
///
/// All is made in a folder of its own and moved to its place when it is whole, the note last: what an interrupted
/// run leaves behind is never taken for work.
struct ReferenceWork {
    let plan: WorkloadPlan
    /// Whether the entries are needed as plain text too; as `.gz` they always are.
    var isPlain = false
    /// Into how many compressed files the work is cut as well; 0 for none.
    var files = 0
    let folder: String

    private var name: String { "\(plan.kind == .ordinary ? "entries" : plan.kind.rawValue)-\(plan.entries)" }
    var plain: String { "\(folder)/\(name).ndjson" }
    var compressed: String { plain + ".gz" }
    var parts: String { "\(folder)/\(name)-parts" }
    private var note: String { "\(folder)/\(name).json" }
    private var workshop: String { "\(folder)/\(name).making" }

    /// Makes the files, unless the note says that they are those of this plan.
    func prepare() throws -> PreparedWork {
        if let known = known() { return known }
        let manager = FileManager.default
        try? manager.removeItem(atPath: workshop)
        try manager.createDirectory(atPath: workshop, withIntermediateDirectories: true)
        defer { try? manager.removeItem(atPath: workshop) }
        let inside = ReferenceWork(plan: plan, isPlain: isPlain, files: files, folder: workshop)
        let made = try inside.make()
        try? manager.removeItem(atPath: note)
        for (from, to) in [(inside.plain, plain), (inside.compressed, compressed), (inside.parts, parts)] {
            try? manager.removeItem(atPath: to)
            if manager.fileExists(atPath: from) { try manager.moveItem(atPath: from, toPath: to) }
        }
        try encoded(made).write(to: URL(filePath: note), options: .atomic)
        return made
    }

    /// What is there already, if it is what is asked for, or more.
    private func known() -> PreparedWork? {
        guard
            let known = try? JSONDecoder().decode(
                PreparedWork.self, from: Data(contentsOf: URL(filePath: note))),
            known.plan == plan, size(of: compressed) == known.compressedBytes
        else { return nil }
        let hasPlain = !isPlain || known.isPlain && size(of: plain) == known.summary.bytes
        let hasParts = files == 0 || known.files == files && FileManager.default.fileExists(atPath: parts)
        return hasPlain && hasParts ? known : nil
    }

    /// Generates the entries once, into everything at a time.
    private func make() throws -> PreparedWork {
        let compressor = try Self.compressor()
        let packed = try FedCommand(Command(compressor, ["-6", "-n", "-c"]), output: compressed)
        let input = packed.input
        let whole = isPlain ? try OutputFile(plain) : nil
        var cutter = PartCutter(folder: parts, count: files)
        let summary = try Workload(plan).generate(piece: files > 0 ? max(1, plan.entries / files) : 1000) {
            try writeAll($0, to: input, named: compressed)
            try whole?.write($0)
            try cutter.write($0)
        }
        try packed.finish()
        try cutter.pack(by: compressor)
        return PreparedWork(
            plan: plan, isPlain: isPlain, files: files, summary: summary,
            compressedBytes: size(of: compressed) ?? 0)
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
