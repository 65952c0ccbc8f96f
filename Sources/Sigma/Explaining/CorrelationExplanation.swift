import Model

/// What a correlation made of some entries, which are told by their numbers.
public struct CorrelationExplanation: Sendable {
    /// A rule that the correlation builds on, and the entries it matched.
    public struct Base: Sendable {
        public let name: String
        public let entries: [Int]
    }

    /// An entry that a base rule matched, and that belongs to no group.
    public struct Missing: Sendable {
        public let entry: Int
        /// The fields that it has no value of.
        public let fields: [String]
    }

    /// A window of the length of the timespan.
    public struct Window: Sendable {
        public let first: Timestamp
        public let last: Timestamp
        /// What the condition looks at.
        public let measured: Double
        /// The values that were counted, or the names of the rules that were seen.
        public let values: [String]
    }

    public struct Group: Sendable {
        /// The values of the group-by fields, in their order.
        public let values: [String]
        public let entries: [Int]
        public let fires: Bool
        /// The window that came nearest to what the condition asks for; nil for a condition over rules.
        public let nearest: Window?
        /// The names of the rules that were seen, whenever.
        public let seen: [String]
    }

    public let outline: CorrelationOutline
    public let isMatched: Bool
    public let bases: [Base]
    public let missing: [Missing]
    /// Entries without a time, which no correlation counts.
    public let untimed: [Int]
    /// Those that fire first.
    public let groups: [Group]
}

/// What a correlation asks for, in the words of its document.
public struct CorrelationOutline: Sendable {
    /// Such as `value_count`.
    public let type: String
    /// The fields that are counted or measured.
    public let fields: [String]
    public let groupBy: [String]
    public let timespan: Nanoseconds
    /// What is compared, such as `distinct user_id`.
    public let measure: String
    /// What the measure must be, such as `≥ 2`; of a condition over rules, the rules.
    public let condition: String
    /// The number that is asked for, where it is one that a growing measure reaches.
    public let goal: Int?

    /// Nil for a rule that is no correlation.
    public init?(_ listing: RuleListing) {
        guard let correlation = listing.correlation else { return nil }
        type = correlation.type.rawValue
        fields = correlation.valueFields.map(\.text)
        groupBy = correlation.groupBy.map(\.text)
        timespan = correlation.timespan
        measure = correlation.measureName
        let names = correlation.rules.map(\.text)
        condition = correlation.expression?.words(names) ?? correlation.condition.words
        goal = correlation.expression == nil ? correlation.condition.goal : nil
    }
}

extension ParsedCorrelation {
    fileprivate var measureName: String {
        let field = valueFields.map(\.text).joined(separator: ", ")
        switch type {
        case .eventCount: return "entries"
        case .valueCount: return "distinct \(field)"
        case .temporal, .temporalOrdered:
            return type == .temporal ? "rules" : "rules in this order"
        case .valueSum: return "sum of \(field)"
        case .valueAverage: return "mean of \(field)"
        case .valueMedian: return "median of \(field)"
        case .valuePercentile:
            return "percentile \(CountCondition.number(percentile ?? 50)) of \(field)"
        }
    }
}

extension CountCondition {
    /// Such as `≥ 2 and < 10`.
    fileprivate var words: String {
        bounds.map { "\($0.comparison.sign) \(Self.number($0.number))" }.joined(separator: " and ")
    }

    fileprivate var goal: Int? {
        guard bounds.count == 1, let number = Int(exactly: bounds[0].number) else { return nil }
        switch bounds[0].comparison {
        case .gte: return number
        case .gt: return number + 1
        default: return nil
        }
    }

    fileprivate static func number(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }

    /// How far a measure is from what is asked for; 0 where it is that.
    func distance(_ measured: Double) -> Double {
        bounds.reduce(0) { sum, bound in
            bound.comparison.holds(measured, bound.number)
                ? sum : sum + max(abs(measured - bound.number), .leastNonzeroMagnitude)
        }
    }
}

extension RuleExpression {
    /// The condition over the names of rules.
    fileprivate func words(_ names: [String], isInner: Bool = false) -> String {
        switch self {
        case .rule(let index): return names[index]
        case .not(let part): return "not " + part.words(names, isInner: true)
        case .all(let parts), .any(let parts):
            let isAll = if case .all = self { true } else { false }
            let text = parts.map { $0.words(names, isInner: true) }
                .joined(separator: isAll ? " and " : " or ")
            return isInner && parts.count > 1 ? "(\(text))" : text
        }
    }
}
