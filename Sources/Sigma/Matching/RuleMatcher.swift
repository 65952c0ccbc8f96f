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
    private let fields: UnsafeMutableBufferPointer<FieldID>
    private let fieldCount: Int
    private let fieldRules: UnsafeMutableBufferPointer<UInt64>
    /// The rules that the entry at hand is tested for, as bits.
    private let candidates: UnsafeMutableBufferPointer<UInt64>
    private let found: UnsafeMutableBufferPointer<Int32>
    private let isGated: Bool
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
        wordCount = gates.wordCount
        always = .copy(
            isGated
                ? gates.always
                : [UInt64](repeating: .max, count: gates.wordCount).limited(to: ruleSet.rules.count))
        byAnyLiteral = .copy(gates.byAnyLiteral)
        literalStarts = .copy(gates.literalStarts)
        literalRules = .copy(gates.literalRules)
        literalLimit = gates.literalStarts.count - 1
        fields = .copy(gates.fields)
        fieldCount = isGated ? gates.fields.count : 0
        fieldRules = .copy(gates.fieldRules)
        candidates = .copy([UInt64](repeating: 0, count: gates.wordCount))
        found = .copy([Int32](repeating: 0, count: ruleSet.rules.count))
    }

    deinit {
        always.deallocate()
        byAnyLiteral.deallocate()
        literalStarts.deallocate()
        literalRules.deallocate()
        fields.deallocate()
        fieldRules.deallocate()
        candidates.deallocate()
        found.deallocate()
    }

    /// The numbers of the detections that match, ascending; valid until the next call.
    ///
    /// `hits` are the literals found in the entry's message, the value of the field `message`.
    public func match(_ table: FieldTable, hits: LiteralHits) -> UnsafeBufferPointer<Int32> {
        collectCandidates(table, hits)
        var count = 0
        for word in 0..<wordCount {
            var bits = candidates[word]
            while bits != 0 {
                let rule = word &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                switch profile == nil
                    ? evaluator.evaluate(rule: rule, table, hits) : measure(rule, table, hits)
                {
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

    private func measure(_ rule: Int, _ table: FieldTable, _ hits: LiteralHits) -> Truth {
        guard let profile else { return evaluator.evaluate(rule: rule, table, hits) }
        return profile.measure(rule) {
            evaluator.evaluate(rule: rule, table, hits)
        } matches: {
            $0 == .yes ? 1 : 0
        }
    }

    private func collectCandidates(_ table: FieldTable, _ hits: LiteralHits) {
        for word in 0..<wordCount { candidates[word] = always[word] }
        for index in 0..<fieldCount where table.has(fields[index]) {
            for word in 0..<wordCount { candidates[word] |= fieldRules[index &* wordCount &+ word] }
        }
        guard isGated else { return }
        if hits.all {
            for word in 0..<wordCount { candidates[word] |= byAnyLiteral[word] }
            return
        }
        for position in 0..<hits.count {
            let literal = hits[position].index
            guard literal < literalLimit else { continue }
            for index in Int(literalStarts[literal])..<Int(literalStarts[literal &+ 1]) {
                let rule = Int(literalRules[index])
                candidates[rule >> 6] |= 1 << UInt64(rule & 63)
            }
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
