import Model

/// A correlation rule, ready to be evaluated.
public struct Correlation: Sendable {
    /// A detection that it builds on, and where that rule's entries have their group and values.
    struct Source: Sendable {
        let rule: Int
        /// Its index in the correlation's list.
        let index: Int
        let groupBy: [FieldID]
        let values: [FieldID]
    }

    /// A correlation that it builds on.
    struct Child: Sendable {
        let rule: Int
        /// Its index in the correlation's list.
        let index: Int
        /// Whether the groups are those of the child; else all of its matches are in one group.
        let keepsGroup: Bool
    }

    /// What is measured of a window, and compared by the condition.
    enum Metric: Hashable, Sendable {
        /// How many entries, or different values, or different rules there are.
        case entries, values, rules
        /// The number of rules if all were seen in the order of the list.
        case rulesInOrder
        case sum, mean
        case percentile(Double)
        /// Whether the rules seen satisfy it; there is no number.
        case expression(RuleExpression)
    }

    /// Its number among the rules.
    public let rule: Int
    /// The fields that make a group, as the first of its rules names them; none for one group of all entries.
    public let groupBy: [FieldID]
    public let timespan: Nanoseconds
    public let condition: CountCondition
    /// The counted fields of a `value_count`, as the first of its rules names them; none for other types.
    public let values: [FieldID]
    /// The lists of counted fields, several only where rules name them differently, or those of each correlation that it builds on: the fields whose values a match names.
    public let counted: Set<[FieldID]>
    /// The fields that make a group, for each of the detections below it; several lists only where rules name
    /// them differently.
    public let groupings: Set<[FieldID]>
    let metric: Metric
    let sources: [Source]
    let children: [Child]
    /// Whether a correlation above looks at when its windows fire, not only at the matches they make.
    let keepsFirings: Bool

    /// `compiled` gives the correlations that it builds on.
    init(
        _ resolved: ResolvedCorrelation, number: Int, keepsFirings: Bool, catalog: inout FieldCatalog,
        compiled: (Int) -> Correlation?
    ) {
        let parsed = resolved.parsed
        var sources: [Source] = []
        var children: [Child] = []
        var groupings: [[FieldID]] = []
        var counted: Set<[FieldID]> = []
        for (index, source) in resolved.sources.enumerated() {
            if let child = compiled(source.rule) {
                counted.formUnion(child.counted)
                let keepsGroup = !source.groupBy.isEmpty
                children.append(Child(rule: source.rule, index: index, keepsGroup: keepsGroup))
                groupings += keepsGroup ? child.groupings.sorted { $0.lexicographicallyPrecedes($1) } : [[]]
            } else {
                let groupBy = source.groupBy.map { catalog.intern($0) }
                let values = source.values.map { catalog.intern($0) }
                sources.append(Source(rule: source.rule, index: index, groupBy: groupBy, values: values))
                groupings.append(groupBy)
            }
        }
        self.sources = sources
        self.children = children
        self.groupings = Set(groupings)
        rule = number
        groupBy = groupings.first ?? []
        timespan = parsed.timespan
        condition = parsed.condition
        metric = Metric(parsed)
        values = metric == .values ? sources.first?.values ?? [] : []
        self.counted = values.isEmpty ? counted : Set(sources.map(\.values))
        self.keepsFirings = keepsFirings
    }

    var sourceCount: Int { sources.count + children.count }

    /// Whether "one value" or "two different values in one window" is all that it asks for, of entries that each
    /// count once: then intervals of time are enough to keep, and entries are not.
    var isCompact: Bool {
        guard let least = condition.least, least == 1 || least == 2 else { return false }
        return values.count == 1 && counted.count == 1 && groupings.count == 1 && children.isEmpty
            && !keepsFirings
    }
}

extension Correlation.Metric {
    /// Whether it matters which rules were seen, and when.
    var looksAtRules: Bool { eventValue == .rule }

    init(_ parsed: ParsedCorrelation) {
        if let expression = parsed.expression {
            self = .expression(expression)
            return
        }
        switch parsed.type {
        case .eventCount: self = .entries
        case .valueCount: self = .values
        case .temporal: self = .rules
        case .temporalOrdered: self = .rulesInOrder
        case .valueSum: self = .sum
        case .valueAverage: self = .mean
        case .valuePercentile: self = .percentile(parsed.percentile ?? 50)
        case .valueMedian: self = .percentile(50)
        }
    }

    /// What of an entry becomes the value of its events.
    var eventValue: EventValue {
        switch self {
        case .entries: .none
        case .values: .hash
        case .rules, .rulesInOrder, .expression: .rule
        case .sum, .mean, .percentile: .number
        }
    }
}

/// What of an entry becomes the value of its events.
enum EventValue: Sendable {
    case none, hash, rule, number
}

/// A correlation that has to be told of a rule's matches.
struct CorrelationInput: Sendable {
    /// The index among the correlations.
    let correlation: Int
    let source: Correlation.Source
}
