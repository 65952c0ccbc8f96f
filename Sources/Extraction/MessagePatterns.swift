import Matching
import Model

/// Runs the patterns for messages, those that can match at all. One a thread.
final class MessagePatterns {
    private let plan: FlatPlan
    private let values: ValueSink
    private let scratch = PatternScratch()
    /// The patterns to be run on the current message, as bits.
    private let pending: UnsafeMutablePointer<UInt64>
    private let profile: WorkProfile?

    /// By pattern index: how often it gave up at a limit.
    private(set) var limitHits: [Int: Int] = [:]

    init(_ plan: ExtractionPlan, values: ValueSink, profile: WorkProfile?) {
        self.plan = FlatPlan(plan)
        self.values = values
        self.profile = profile
        pending = .allocate(capacity: max(1, plan.alwaysOpen.count))
        pending.initialize(repeating: 0, count: max(1, plan.alwaysOpen.count))
    }

    deinit {
        pending.deallocate()
    }

    /// Adds to the table what the patterns find in a message. `hits` are the literals found in it.
    func run(on message: Bytes, hits: LiteralHits, _ table: FieldTable) {
        guard !message.isEmpty, openPatterns(hits) else { return }
        for word in 0..<plan.wordCount {
            var bits = pending[word]
            while bits != 0 {
                let index = word &<< 6 | bits.trailingZeroBitCount
                if profile == nil {
                    run(index, on: message, table)
                } else {
                    measure(index, on: message, table)
                }
                bits &= bits &- 1
            }
        }
        values.finishMessage(table)
    }

    /// The same, whatever literals the message has.
    func runAll(on message: Bytes, _ table: FieldTable) {
        for index in 0..<plan.patternCount { run(index, on: message, table) }
        values.finishMessage(table)
    }

    /// Sets the bits of the patterns that may match; false where there are none.
    private func openPatterns(_ hits: LiteralHits) -> Bool {
        if hits.all {
            for word in 0..<plan.wordCount { pending[word] = ~0 }
            let used = plan.patternCount - (plan.wordCount - 1) * 64
            if used < 64, plan.wordCount > 0 { pending[plan.wordCount - 1] = (1 << UInt64(used)) - 1 }
            return plan.patternCount > 0
        }
        var any: UInt64 = 0
        for word in 0..<plan.wordCount {
            pending[word] = plan.alwaysOpen[word]
            any |= pending[word]
        }
        for position in 0..<hits.count {
            let literal = hits[position].index
            guard literal < plan.literalCount else { continue }
            for word in 0..<plan.wordCount {
                let opened = plan.opened[literal &* plan.wordCount &+ word]
                pending[word] |= opened
                any |= opened
            }
        }
        return any != 0
    }

    private func measure(_ index: Int, on message: Bytes, _ table: FieldTable) {
        _ = profile?.measure(index) {
            run(index, on: message, table)
        } matches: {
            $0
        }
    }

    /// Runs a pattern over the whole message; returns how often it matched.
    @discardableResult
    private func run(_ index: Int, on message: Bytes, _ table: FieldTable) -> Int {
        let candidate = plan.patterns[index]
        var start = 0
        var matches = 0
        while start <= message.count {
            let result = candidate.pattern._withUnsafeGuaranteedRef {
                $0.firstMatch(in: message, from: start, scratch: scratch)
            }
            switch result {
            case .noMatch: return matches
            case .failure:
                limitHits[index, default: 0] += 1
                return matches
            case .match:
                guard let whole = scratch.range(0) else { return matches }
                matches &+= 1
                start = max(whole.upperBound, whole.lowerBound + 1)
                addCaptures(of: candidate, from: message, table)
            }
        }
        return matches
    }

    private func addCaptures(of candidate: FlatPlan.MessagePattern, from message: Bytes, _ table: FieldTable)
    {
        let captures = plan.captures + Int(candidate.firstCapture)
        for index in 0..<Int(candidate.captureCount) {
            guard let range = scratch.range(Int(captures[index].group)), !range.isEmpty else { continue }
            values.addFound(
                message.slice(range.lowerBound, range.count), to: captures[index].field,
                isWeak: candidate.isWeak, table)
        }
    }
}
