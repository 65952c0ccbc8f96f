import Model

/// A correlation rule, ready to be evaluated.
public struct Correlation: Sendable {
    /// A detection that it builds on, and where that rule's entries have their group and values.
    struct Source: Sendable {
        let rule: Int
        let groupBy: [FieldID]
        let values: [FieldID]
    }

    /// Its number among the rules.
    public let rule: Int
    /// The fields that make a group, as the first of its rules names them; none for one group of all entries.
    public let groupBy: [FieldID]
    public let timespan: Nanoseconds
    public let condition: CountCondition
    /// The counted fields of a `value_count`; none for an `event_count`.
    public let values: [FieldID]
    let sources: [Source]

    init(_ resolved: ResolvedCorrelation, number: Int, catalog: inout FieldCatalog) {
        let valueFields = resolved.parsed.valueFields.map { catalog.intern($0) }
        sources = resolved.sources.map { source in
            Source(rule: source.rule, groupBy: source.groupBy.map { catalog.intern($0) }, values: valueFields)
        }
        rule = number
        groupBy = sources.first?.groupBy ?? []
        timespan = resolved.parsed.timespan
        condition = resolved.parsed.condition
        values = valueFields
    }

    /// The fields that make a group, for each of its rules; several lists only where rules name them differently.
    public var groupings: Set<[FieldID]> { Set(sources.map(\.groupBy)) }

    var countsValues: Bool { !values.isEmpty }

    /// Whether "two different values in one window" is all that it asks for, of entries that each count once:
    /// then intervals of time are enough to keep, and entries are not.
    var isCompact: Bool {
        values.count == 1 && condition.isAtLeastTwo && sources.allSatisfy { $0.groupBy == groupBy }
    }
}

/// A correlation that has to be told of a rule's matches.
struct CorrelationInput: Sendable {
    /// The index among the correlations.
    let correlation: Int
    let source: Correlation.Source
}
