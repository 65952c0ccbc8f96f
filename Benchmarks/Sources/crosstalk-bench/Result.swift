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
        let data = try Data(contentsOf: URL(filePath: path))
        switch kind {
        case .count: return String(decoding: data.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        case .lines: return "\(data.count { $0 == UInt8(ascii: "\n") })"
        case .report: return try JSONDecoder().decode(ToolReport.self, from: data).description
        }
    }
}

/// As much of crosstalk's report as answers are made of.
private struct ToolReport: Decodable, CustomStringConvertible {
    struct Incident: Decodable {
        let categories: [String]
    }

    struct Ledger: Decodable {
        let entries: Int
    }

    let ledger: Ledger
    let incidents: [Incident]

    var description: String {
        let counts = Dictionary(grouping: incidents, by: { $0.categories.joined(separator: "+") })
        let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value.count) \($0.key)" }
        let detail = kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", ")
        return "\(incidents.count) incidents in \(ledger.entries) entries\(detail)"
    }
}
