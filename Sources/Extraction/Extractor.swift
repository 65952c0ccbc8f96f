import Matching
import Model

/// Fills the field table of an entry. One a thread.
public final class Extractor {
    private let plan: FlatPlan
    private let values: ValueRules
    private let scratch = PatternScratch()
    private let cache = VerdictCache()
    /// The patterns to be run on the current message, as bits.
    private let pending: UnsafeMutablePointer<UInt64>
    /// Values of sole fields found in the current message.
    private let soleValues = SoleValues()
    private let profile: WorkProfile?

    /// By pattern index: how often it gave up at a limit.
    public private(set) var limitHits: [Int: Int] = [:]
    /// How often a pattern for placeholders, damage or cuts gave up.
    public private(set) var valueLimitHits = 0

    /// - Parameter profile: Is told of each run of each pattern, by the pattern's number.
    public init(_ plan: ExtractionPlan, profile: WorkProfile? = nil) {
        self.profile = profile
        self.plan = FlatPlan(plan)
        values = plan.values
        pending = .allocate(capacity: max(1, plan.alwaysOpen.count))
        pending.initialize(repeating: 0, count: max(1, plan.alwaysOpen.count))
    }

    deinit {
        pending.deallocate()
    }

    /// Replaces the contents of `table` by the fields of `entry`. `hits` are the literals found in its message.
    public func extract(_ entry: LogEntry, hits: LiteralHits, into table: FieldTable) {
        table.reset()
        table.timestamp = entry.timestamp
        table.raw = entry.raw
        table.append(FieldValue(kind: .string, bytes: entry.message), to: plan.message)
        table.append(FieldValue(kind: .string, bytes: entry.severity.bytes), to: plan.severity)
        for located in entry.values {
            let place = Int(located.place)
            for index in Int(plan.fieldStarts[place])..<Int(plan.fieldStarts[place &+ 1]) {
                add(located.value, to: plan.fields[index], table)
            }
        }
        runPatterns(on: entry.message, hits: hits, table)
    }

    /// Replaces the contents of `table` by what the patterns find in a text, whatever literals it has.
    func runAllPatterns(on text: Bytes, into table: FieldTable) {
        table.reset()
        for index in 0..<plan.patternCount { run(index, on: text, table) }
        addSoleValues(table)
    }

    // MARK: - Patterns

    private func runPatterns(on message: Bytes, hits: LiteralHits, _ table: FieldTable) {
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
        addSoleValues(table)
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
        let count = Int(candidate.captureCount)
        let captures = plan.captures + Int(candidate.firstCapture)
        // Judging a value uses the same scratch, so the places are read before.
        withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: count) { ranges in
            for index in 0..<count {
                ranges.initializeElement(at: index, to: scratch.range(Int(captures[index].group)) ?? 0..<0)
            }
            for index in 0..<count where !ranges[index].isEmpty {
                let field = captures[index].field
                if candidate.isWeak, isGiven(field, table) { continue }
                let bytes = message.slice(ranges[index].lowerBound, ranges[index].count)
                add(
                    FieldValue(kind: .string, bytes: bytes), to: field, table, isFromMessage: true,
                    isWeak: candidate.isWeak)
            }
        }
    }

    /// Whether a sole field has a value from anything but a weak pattern.
    private func isGiven(_ field: FieldID, _ table: FieldTable) -> Bool {
        table.has(field) || soleValues.hasStrong(field)
    }

    /// Adds the values of sole fields that the message names without naming another. Where the entry gives the
    /// field itself, the message may speak of anybody.
    private func addSoleValues(_ table: FieldTable) {
        guard soleValues.count > 0 else { return }
        for index in 0..<soleValues.count {
            let found = soleValues[index]
            if soleValues.isAlone(found), !table.has(found.field) {
                table.append(found.value, to: found.field)
            }
        }
        soleValues.removeAll()
    }

    // MARK: - Values

    private func add(
        _ value: FieldValue, to field: FieldID, _ table: FieldTable, isFromMessage: Bool = false,
        isWeak: Bool = false
    ) {
        let traits = plan.traits[field.index]
        guard traits.isID else {
            table.append(value, to: field)
            return
        }
        guard value.kind == .string || value.kind == .number else { return }
        let verdict = cache.verdict(on: value.bytes, field: field) {
            values.judge(value.bytes, field: field, scratch: scratch, failures: &valueLimitHits)
        }
        guard verdict.kind != .drop else { return }
        let target = verdict.kind == .keep ? field.index : Int(traits.cutField)
        guard target >= 0 else { return }
        let part = value.bytes.slice(Int(verdict.start), Int(verdict.end - verdict.start))
        let id = FieldID(index: target)
        if isFromMessage, plan.traits[target].isSole {
            soleValues.append(
                SoleValues.Found(value: FieldValue(kind: value.kind, bytes: part), field: id, isWeak: isWeak))
        } else if !table.contains(part, in: id) {
            table.append(FieldValue(kind: value.kind, bytes: part), to: id)
        }
    }

}

extension Severity {
    fileprivate var bytes: Bytes { Bytes(start: name.utf8Start, count: name.utf8CodeUnitCount) }
}
