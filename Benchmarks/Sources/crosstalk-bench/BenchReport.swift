import Foundation
import Measurement

/// What is printed at the end.
struct BenchReport {
    let works: BenchWorks
    let results: [Result]
    private let goals: [Goal]
    /// Peaks up to this one are the harness' own: a process begins in its parent's memory.
    private let ownPeak = Double(Command.ownPeakBytes())

    init(works: BenchWorks, results: [Result]) {
        self.works = works
        self.results = results
        goals = Goals(results).all
    }

    var lines: [String] {
        var lines = ["Work: " + works.main.note.lines.joined(separator: "\n      ")]
        lines += [works.tenth, works.tenfold].compactMap { $0 }.map { "Also: " + $0.note.headline }
        lines += ["Also: alarms only, " + works.alarms.note.headline, "", "Goals:", ""]
        lines += goalTable.lines
        lines += ["", "Medians:", ""]
        lines += timeTable.lines
        lines += results.compactMap { result in result.note.map { "\(result.contender.label): \($0)" } }
        lines += ["", "Answers:", ""]
        lines += results.compactMap { result in result.answer.map { "\(result.contender.label): \($0)" } }
        return lines
    }

    /// The same for a program to read.
    var record: Record {
        Record(
            machine: Machine.current, works: works.all.map(\.note), goals: goals,
            rows: results.map { result in
                Record.Row(
                    command: result.contender.name, input: result.contender.input,
                    entries: result.contender.work?.summary.entries, seconds: result.seconds,
                    median: result.medianSeconds, peakBytes: result.medianPeak.map { Int($0) },
                    answer: result.answer, note: result.note)
            })
    }

    private var goalTable: TextTable {
        var table = TextTable(header: ["crosstalk", "against", "measured", "at most", "reached"])
        for goal in goals {
            let reached = goal.isReached.map { $0 ? "yes" : "no" } ?? "–"
            table.add([
                goal.crosstalk, goal.against, Self.text(goal.measured, goal.unit),
                Self.text(goal.limit, goal.unit), reached,
            ])
        }
        return table
    }

    private static func text(_ value: Double?, _ unit: Goal.Unit) -> String {
        guard let value else { return "–" }
        return switch unit {
        case .ratio: decimal(value, 2)
        case .milliseconds: decimal(value, 1) + " ms"
        case .megabytes: decimal(value, 0) + " MB"
        }
    }

    private var timeTable: TextTable {
        var table = TextTable(header: [
            "command", "input", "median s", "MB/s decoded", "entries/s", "peak MB", "runs",
        ])
        for result in results {
            let contender = result.contender
            guard let seconds = result.medianSeconds, let peak = result.medianPeak else {
                table.add([contender.name, contender.input] + Array(repeating: "–", count: 5))
                continue
            }
            let work = contender.work?.summary
            table.add([
                contender.name, contender.input, decimal(seconds, 3),
                work.map { decimal(Double($0.bytes) / seconds / 1e6, 0) } ?? "–",
                work.map { decimal(Double($0.entries) / seconds, 0) } ?? "–",
                (peak <= ownPeak ? "≤ " : "") + decimal(max(peak, ownPeak) / 1e6, 0),
                "\(result.seconds.count)",
            ])
        }
        return table
    }
}

/// The form of the results file.
struct Record: Encodable {
    struct Row: Encodable {
        let command: String
        let input: String
        let entries: Int?
        let seconds: [Double]
        let median: Double?
        let peakBytes: Int?
        let answer: String?
        let note: String?
    }

    let machine: Machine
    let works: [PreparedWork]
    let goals: [Goal]
    let rows: [Row]
}

/// What was measured on.
struct Machine: Encodable {
    let processor: String
    let cores: Int
    let memoryBytes: UInt64

    static var current: Machine {
        let facts = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = facts.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ": ")
            .last
        let process = ProcessInfo.processInfo
        return Machine(
            processor: model.map(String.init) ?? "unknown", cores: process.activeProcessorCount,
            memoryBytes: process.physicalMemory)
    }
}
