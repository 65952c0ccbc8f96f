import Matching
import Model

/// Runs the patterns for messages, where they can match at all. One a thread.
final class MessagePatterns {
    private let plan: FlatPatterns
    private let values: ValueSink
    private let scratch = PatternScratch()
    private let queue: SeedQueue
    private let profile: WorkProfile?

    /// By pattern index: how often it gave up at a limit.
    private(set) var limitHits: [Int: Int] = [:]

    init(_ plan: ExtractionPlan, values: ValueSink, profile: WorkProfile?) {
        self.plan = FlatPatterns(plan)
        self.values = values
        self.profile = profile
        queue = SeedQueue(plan.seeds)
    }

    /// Adds to the table what the patterns find in a message. `hits` are the literals found in it.
    func run(on message: Bytes, hits: LiteralHits, _ table: FieldTable) {
        guard !message.isEmpty else { return }
        queue.fill(from: message, hits: hits)
        guard queue.count > 0 else { return }
        var first = 0
        while first < queue.count {
            let pattern = queue[first].pattern
            var end = first &+ 1
            while end < queue.count, queue[end].pattern == pattern { end &+= 1 }
            if let profile {
                measure(profile, pattern, items: first..<end, on: message, table)
            } else {
                run(pattern, items: first..<end, on: message, table)
            }
            first = end
        }
        values.finishMessage(table)
    }

    /// The same, whatever literals the message has.
    func runAll(on message: Bytes, _ table: FieldTable) {
        for index in 0..<plan.patternCount {
            let candidate = plan.patterns[index]
            if candidate.isAnchored {
                var end = 0
                for start in 0...message.count where start >= end && isCharacterStart(start, message) {
                    guard let next = match(index, candidate, at: start, message, table) else { break }
                    end = max(end, next)
                }
            } else {
                search(index, candidate, message, table)
            }
        }
        values.finishMessage(table)
    }

    private func isCharacterStart(_ index: Int, _ message: Bytes) -> Bool {
        index == message.count || message[index] & 0xC0 != 0x80
    }

    private func measure(
        _ profile: WorkProfile, _ index: Int, items: Range<Int>, on message: Bytes, _ table: FieldTable
    ) {
        _ = profile.measure(index) {
            run(index, items: items, on: message, table)
        } matches: {
            $0
        }
    }

    /// Runs a pattern at the places of the queue's items; returns how often it matched.
    @discardableResult
    private func run(_ index: Int, items: Range<Int>, on message: Bytes, _ table: FieldTable) -> Int {
        let candidate = plan.patterns[index]
        guard candidate.isAnchored else { return search(index, candidate, message, table) }
        var end = 0
        var matches = 0
        for item in items {
            let start = queue[item].start
            // A place may be there twice, or inside of a match.
            guard start >= end else { continue }
            guard let next = match(index, candidate, at: start, message, table) else { return matches }
            if next > 0 { matches &+= 1 }
            end = max(start &+ 1, next)
        }
        return matches
    }

    /// Searches the whole message for a pattern; returns how often it matched.
    @discardableResult
    private func search(
        _ index: Int, _ candidate: FlatPatterns.MessagePattern, _ message: Bytes, _ table: FieldTable
    ) -> Int {
        var start = 0
        var matches = 0
        while start <= message.count {
            guard let next = match(index, candidate, at: start, message, table), next > 0 else {
                return matches
            }
            matches &+= 1
            start = next
        }
        return matches
    }

    /// Tries a pattern from a place on, an anchored one there only, and adds what it finds.
    ///
    /// Returns where to look for the next match; 0 where there is none; nil where the pattern gave up.
    @inline(__always)
    private func match(
        _ index: Int, _ candidate: FlatPatterns.MessagePattern, at start: Int, _ message: Bytes,
        _ table: FieldTable
    ) -> Int? {
        let result = candidate.pattern._withUnsafeGuaranteedRef {
            $0.firstMatch(in: message, from: start, scratch: scratch)
        }
        switch result {
        case .noMatch: return 0
        case .failure:
            limitHits[index, default: 0] += 1
            return nil
        case .match:
            guard let whole = scratch.range(0) else { return nil }
            addCaptures(of: candidate, from: message, table)
            return max(whole.upperBound, whole.lowerBound + 1)
        }
    }

    private func addCaptures(
        of candidate: FlatPatterns.MessagePattern, from message: Bytes, _ table: FieldTable
    ) {
        let captures = plan.captures + Int(candidate.firstCapture)
        for index in 0..<Int(candidate.captureCount) {
            guard let range = scratch.range(Int(captures[index].group)), !range.isEmpty else { continue }
            values.addFound(
                message.slice(range.lowerBound, range.count), to: captures[index].field,
                isWeak: candidate.isWeak, table)
        }
    }
}
