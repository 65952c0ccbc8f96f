import Foundation
import Measurement

/// What is printed at the end: ratios first, because they mean something on other machines too.
struct BenchReport {
    let prepared: PreparedWork
    let results: [Result]

    var lines: [String] {
        var lines = [
            "Work: \(prepared.description.replacing("\n", with: "\n      "))", "", "Ratios of medians:", "",
        ]
        lines += ratioTable.lines
        lines += ["", "Medians:", ""]
        lines += timeTable.lines
        lines += results.compactMap { result in result.note.map { "\(result.contender.id): \($0)" } }
        lines += ["", memoryNote, "", "Answers:", ""]
        lines += answerTable.lines
        return lines
    }

    /// The same for a program to read.
    var record: Record {
        Record(
            machine: Machine.current, work: prepared, ratios: Ratio.all(of: results),
            rows: results.map { result in
                Record.Row(
                    command: result.contender.name, input: result.contender.input, seconds: result.seconds,
                    median: result.medianSeconds, peakBytes: result.medianPeak.map { Int($0) },
                    answer: result.answer, note: result.note)
            })
    }

    private var ratioTable: TextTable {
        var table = TextTable(header: ["crosstalk against", "input", "ratio", "limit"])
        for ratio in Ratio.all(of: results) {
            let input = String(ratio.of.split(separator: " ").last ?? "")
            table.add([ratio.to, input, decimal(ratio.value, 2), ratio.limit.map { decimal($0, 2) } ?? "–"])
        }
        return table
    }

    private var timeTable: TextTable {
        var table = TextTable(header: ["command", "input", "median s", "MB/s decoded", "peak MB"])
        for result in results {
            let contender = result.contender
            guard let seconds = result.medianSeconds, let peak = result.medianPeak else {
                table.add([contender.name, contender.input.rawValue, "–", "–", "–"])
                continue
            }
            let rate =
                contender.input == .empty ? "–" : decimal(Double(prepared.summary.bytes) / seconds / 1e6, 0)
            table.add([
                contender.name, contender.input.rawValue, decimal(seconds, 3), rate, decimal(peak / 1e6, 0),
            ])
        }
        return table
    }

    private var memoryNote: String {
        let allowed = 150e6 + 16 * Double(prepared.summary.entries) + 100 * Double(prepared.summary.scopeIDs)
        let own = Double(Command.ownPeakBytes())
        return "crosstalk may use \(decimal(allowed / 1e6, 0)) MB here. "
            + "Peaks of \(decimal(own / 1e6, 0)) MB and below are the harness' own."
    }

    private var answerTable: TextTable {
        var table = TextTable(header: ["command", "input", "answer"])
        for result in results {
            if let answer = result.answer {
                table.add([result.contender.name, result.contender.input.rawValue, answer])
            }
        }
        return table
    }
}

/// The form of the results file.
struct Record: Encodable {
    struct Row: Encodable {
        let command: String
        let input: Contender.Input
        let seconds: [Double]
        let median: Double?
        let peakBytes: Int?
        let answer: String?
        let note: String?
    }

    let machine: Machine
    let work: PreparedWork
    let ratios: [Ratio]
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
