import Foundation
import Measurement

/// What became of a contender.
struct Result {
    let contender: Contender
    private(set) var seconds: [Double] = []
    private(set) var peaks: [Double] = []
    private(set) var answer: String?
    /// Why there are no figures.
    private(set) var note: String?
    private(set) var hasFailed = false

    init(contender: Contender) {
        self.contender = contender
        if contender.command == nil { note = "not installed" }
    }

    var medianSeconds: Double? { median(seconds) }
    var medianPeak: Double? { median(peaks) }

    /// Runs the command once, not for its time unless that is all, and keeps its answer; the files are in memory
    /// after it.
    mutating func ask(folder: String) {
        guard let command = contender.command else { return }
        let output = contender.answer == nil ? "/dev/null" : "\(folder)/answer.out"
        do {
            let cost = try command.run(output: output)
            if contender.turns.isOnce { add(cost) }
            answer = try Self.read(contender.answer, from: output)
        } catch {
            fail(error)
        }
    }

    /// Runs the command as often as it is its turn in this round, and adds to its figures. Rounds count from 0.
    mutating func measure(round: Int) {
        guard let command = contender.command, note == nil else { return }
        guard !contender.turns.isOnce, round < contender.turns.rounds else { return }
        do {
            for _ in 0..<contender.turns.perRound { add(try command.run()) }
        } catch {
            fail(error)
        }
    }

    private mutating func add(_ cost: Cost) {
        seconds.append(cost.seconds)
        peaks.append(Double(cost.peakBytes))
    }

    private mutating func fail(_ error: any Error) {
        note = "failed: \(error)"
        hasFailed = true
    }

    /// What the output in `path` tells; nil where it is no answer, but data, which is left unread.
    private static func read(_ kind: Contender.Answer?, from path: String) throws -> String? {
        guard let kind else { return nil }
        var lines = LineReader(path)
        switch kind {
        case .count: return lines.next().map { String(decoding: $0, as: UTF8.self) } ?? ""
        case .lines:
            var count = 0
            while lines.next() != nil { count += 1 }
            return "\(count)"
        case .report:
            var report = ToolReport()
            while let line = lines.next() { try report.add(line) }
            return report.description
        }
    }
}

/// As much of crosstalk's report as answers are made of. It comes a line at a time: what the harness holds in
/// memory, every command that it starts is charged with.
private struct ToolReport: CustomStringConvertible {
    private struct Line: Decodable {
        let categories: [String]?
        let entries: Int?
    }

    private var incidents = 0
    private var entries = 0
    private var counts: [String: Int] = [:]

    mutating func add(_ json: Data) throws {
        let line = try JSONDecoder().decode(Line.self, from: json)
        if let categories = line.categories {
            incidents += 1
            counts[categories.isEmpty ? "uncategorised" : categories.joined(separator: "+"), default: 0] += 1
        } else {
            entries = line.entries ?? entries
        }
    }

    var description: String {
        let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let detail = kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", ")
        return "\(incidents) incidents in \(entries) entries\(detail)"
    }
}
