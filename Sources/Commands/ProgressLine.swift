import Pipeline
import Synchronization

/// Shows on standard error how far a scan has come, on a line that is drawn over and over.
final class ProgressLine: Sendable {
    private let scan: Scan
    private let isOver = Atomic<Bool>(false)
    private let start = MonotonicClock.now

    init(_ scan: Scan) {
        self.scan = scan
    }

    /// Draws until `finish` is called; on a thread of its own. A short scan is over before the first line.
    func run() {
        var drawn = false
        while true {
            for _ in 0..<10 {
                if isOver.load(ordering: .relaxed) {
                    if drawn { Message.printRaw("\r\u{1B}[K") }
                    return
                }
                System.sleep(milliseconds: 50)
            }
            let text = Self.describe(scan.currentProgress, seconds: elapsed)
            Message.printRaw("\r\u{1B}[K\(text)")
            drawn = true
        }
    }

    /// Ends `run` and wipes the line.
    func finish() {
        isOver.store(true, ordering: .relaxed)
    }

    private var elapsed: Double { Double(MonotonicClock.now - start) / 1e9 }

    /// `512 MB of 1.1 GB (46 %), 1,200,000 entries, 812,000/s, 3 s left`.
    static func describe(_ progress: Scan.Progress, seconds: Double) -> String {
        var parts = [size(progress.bytesRead)]
        var left: String?
        if let total = progress.bytesTotal, total > 0 {
            let share = min(1, Double(progress.bytesRead) / Double(total))
            parts[0] += " of \(size(total)) (\(Int(share * 100)) %)"
            if share > 0.01 { left = "\(duration(seconds / share - seconds)) left" }
        }
        parts.append("\(grouped(progress.entries)) entries")
        if seconds > 0 { parts.append("\(grouped(Int(Double(progress.entries) / seconds)))/s") }
        return (parts + [left].compactMap { $0 }).joined(separator: ", ")
    }

    private static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000_000: "\(bytes / 1000) kB"
        case ..<1_000_000_000: "\(bytes / 1_000_000) MB"
        default: "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB"
        }
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
            position -= 3
        }
        return digits
    }
}
