import Matching
import Model

/// Finds the detections that match an entry. One a thread.
public final class RuleMatcher {
    private let evaluator: Evaluator
    private let wordCount: Int
    private let always: UnsafeMutableBufferPointer<UInt64>
    private let byAnyLiteral: UnsafeMutableBufferPointer<UInt64>
    private let literalStarts: UnsafeMutableBufferPointer<Int32>
    private let literalRules: UnsafeMutableBufferPointer<Int32>
    private let literalLimit: Int
    /// The words of `always` with a rule.
    private let alwaysRange: Range<Int>
    private let fieldWordCount: Int
    private let openingFields: UnsafeMutableBufferPointer<UInt64>
    private let fieldStarts: UnsafeMutableBufferPointer<Int32>
    private let fieldRules: UnsafeMutableBufferPointer<Int32>
    private let checkStarts: UnsafeMutableBufferPointer<Int32>
    private let checks: UnsafeMutableBufferPointer<GateTable.FieldCheck>
    private let maySettle: UnsafeMutableBufferPointer<Bool>
    /// The rules that the entry at hand is tested for, as bits; all clear between entries.
    private let candidates: UnsafeMutableBufferPointer<UInt64>
    private let found: UnsafeMutableBufferPointer<Int32>
    private let isGated: Bool
    private let isMeasured: Bool
    private let profile: WorkProfile?

    /// Rule number → for how many entries a regular expression of it gave up, so that it is not known whether
    /// the rule matches them. Such entries are not reported as matches.
    public private(set) var limitHits: [Int: Int] = [:]

    /// - Parameter profile: Is told of each test of each rule, by the rule's number.
    public convenience init(_ ruleSet: RuleSet, profile: WorkProfile? = nil) {
        self.init(ruleSet, isGated: true, profile: profile)
    }

    /// Without gates, every detection is tested for every entry: the same matches, slowly.
    init(_ ruleSet: RuleSet, isGated: Bool, profile: WorkProfile? = nil) {
        let gates = ruleSet.gates
        evaluator = Evaluator(ruleSet.program, trustsHits: isGated)
        self.isGated = isGated
        self.profile = profile
        isMeasured = profile != nil
        wordCount = gates.wordCount
        always = .copy(
            isGated
                ? gates.always
                : [UInt64](repeating: .max, count: gates.wordCount).limited(to: ruleSet.rules.count))
        byAnyLiteral = .copy(gates.byAnyLiteral)
        literalStarts = .copy(gates.literalStarts)
        literalRules = .copy(gates.literalRules)
        literalLimit = gates.literalStarts.count - 1
        let used = always.indices.filter { [always] in always[$0] != 0 }
        alwaysRange = (used.first ?? 0)..<((used.last ?? -1) + 1)
        fieldWordCount = isGated ? gates.openingFields.count : 0
        openingFields = .copy(gates.openingFields)
        fieldStarts = .copy(gates.fieldStarts)
        fieldRules = .copy(gates.fieldRules)
        checkStarts = .copy(gates.checkStarts)
        checks = .copy(gates.checks)
        maySettle = .copy(gates.maySettle)
        candidates = .copy([UInt64](repeating: 0, count: gates.wordCount))
        found = .copy([Int32](repeating: 0, count: ruleSet.rules.count))
    }

    deinit {
        always.deallocate()
        byAnyLiteral.deallocate()
        literalStarts.deallocate()
        literalRules.deallocate()
        openingFields.deallocate()
        fieldStarts.deallocate()
        checkStarts.deallocate()
        checks.deallocate()
        maySettle.deallocate()
        fieldRules.deallocate()
        candidates.deallocate()
        found.deallocate()
    }

    /// The numbers of the detections that match, ascending; valid until the next call.
    ///
    /// `hits` are the literals found in the entry's message, the value of the field `message`.
    public func match(_ table: FieldTable, hits: LiteralHits) -> UnsafeBufferPointer<Int32> {
        var count = 0
        for word in collectCandidates(table, hits) {
            var bits = candidates[word]
            candidates[word] = 0
            while bits != 0 {
                let rule = word &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                switch judge(rule, table, hits) {
                case .no: break
                case .yes:
                    found[count] = Int32(truncatingIfNeeded: rule)
                    count &+= 1
                case .unknown: limitHits[rule, default: 0] += 1
                }
            }
        }
        return UnsafeBufferPointer(start: found.baseAddress, count: count)
    }

    /// Tests a rule, unless the fields that the entry has settle it.
    @inline(__always)
    private func judge(_ rule: Int, _ table: FieldTable, _ hits: LiteralHits) -> Truth {
        guard isGated else { return evaluator.evaluate(rule: rule, table, hits) }
        var isSettled = maySettle[rule]
        for index in Int(checkStarts[rule])..<Int(checkStarts[rule &+ 1]) {
            let check = checks[index]
            let presence = table.presence(ofWord: Int(check.word))
            if presence & check.needs != check.needs { return .no }
            if presence & check.unsettling != 0 { isSettled = false }
        }
        if isMeasured { return measure(rule, table, hits) }
        return isSettled ? .yes : evaluator.evaluate(rule: rule, table, hits)
    }

    private func measure(_ rule: Int, _ table: FieldTable, _ hits: LiteralHits) -> Truth {
        guard let profile else { return evaluator.evaluate(rule: rule, table, hits) }
        return profile.measure(rule) {
            evaluator.evaluate(rule: rule, table, hits)
        } matches: {
            $0 == .yes ? 1 : 0
        }
    }

    /// Fills `candidates`; gives the words that may have some.
    private func collectCandidates(_ table: FieldTable, _ hits: LiteralHits) -> Range<Int> {
        for word in alwaysRange { candidates[word] = always[word] }
        guard isGated else { return alwaysRange }
        var range = (low: alwaysRange.lowerBound, high: alwaysRange.upperBound &- 1)
        if alwaysRange.isEmpty { range = (low: wordCount, high: -1) }
        for word in 0..<fieldWordCount {
            var bits = table.presence(ofWord: word) & openingFields[word]
            while bits != 0 {
                let field = word &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                add(fieldRules, from: fieldStarts[field], to: fieldStarts[field &+ 1], &range)
            }
        }
        if hits.all {
            for word in 0..<wordCount { candidates[word] |= byAnyLiteral[word] }
            return 0..<wordCount
        }
        for position in 0..<hits.count {
            let literal = hits[position].index
            guard literal < literalLimit else { continue }
            add(literalRules, from: literalStarts[literal], to: literalStarts[literal &+ 1], &range)
        }
        return range.high < 0 ? 0..<0 : range.low..<(range.high &+ 1)
    }

    @inline(__always)
    private func add(
        _ rules: UnsafeMutableBufferPointer<Int32>, from start: Int32, to end: Int32,
        _ range: inout (low: Int, high: Int)
    ) {
        for index in Int(start)..<Int(end) {
            let rule = Int(rules[index])
            let word = rule &>> 6
            candidates[word] |= 1 &<< UInt64(truncatingIfNeeded: rule)
            if word < range.low { range.low = word }
            if word > range.high { range.high = word }
        }
    }
}

extension [UInt64] {
    /// With the bits from `count` on cleared.
    fileprivate func limited(to count: Int) -> [UInt64] {
        enumerated().map { index, word in
            let bits = count - index * 64
            return bits >= 64 ? word : bits <= 0 ? 0 : word & (1 << UInt64(bits) - 1)
        }
    }
}
