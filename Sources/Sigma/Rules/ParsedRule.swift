import Documents
import Model

/// What detections and correlations have in common, as it was read.
struct RuleHeader {
    var id: String?
    var name: String?
    var title: String
    var description: String
    var level: Level?
    var category: Category?
    var confidence: Confidence?
    var components: [String] = []
    var response = ""
    var tags: [String] = []
    var falsePositives: [String] = []
    /// The document's `tests`, which are read elsewhere.
    var tests: DocumentNode?
    /// Where the rule begins, for messages about it as a whole.
    var mark: Mark
    var idMark: Mark?
    var nameMark: Mark?
    /// Where messages about the rule's file are gathered.
    var list: DiagnosticList
    /// Of detections and filters.
    var logsource = Logsource()

    /// What the rule is called where it has no name: its id or its title.
    var shownName: String { name ?? id ?? title }
}

/// A rule as it was read, before its references are resolved.
struct ParsedRule {
    enum Body {
        case detection(SearchExpression)
        case correlation(ParsedCorrelation)
        case filter(ParsedFilter)
    }

    let header: RuleHeader
    let body: Body

    var correlation: ParsedCorrelation? {
        if case .correlation(let correlation) = body { return correlation }
        return nil
    }
}

/// A filter as it was read.
struct ParsedFilter {
    /// The ids or names of the detections it is for; nil for all of its logsource.
    let rules: [Located]?
    /// What such a detection must satisfy as well.
    let expression: SearchExpression
}

/// A text with its place.
struct Located: Hashable, Sendable {
    let text: String
    let mark: Mark
}

/// The types of correlation that Sigma defines.
enum CorrelationType: String, CaseIterable, Sendable {
    case eventCount = "event_count"
    case valueCount = "value_count"
    case temporal
    case temporalOrdered = "temporal_ordered"
    case valueSum = "value_sum"
    case valueAverage = "value_avg"
    case valuePercentile = "value_percentile"
    case valueMedian = "value_median"
}

/// A correlation as it was read.
struct ParsedCorrelation {
    let type: CorrelationType
    let rules: [Located]
    let groupBy: [Located]
    let timespan: Nanoseconds
    let condition: CountCondition
    /// Over which rules were seen, by their index in `rules`; nil where a number is compared.
    let expression: RuleExpression?
    let percentile: Double?
    /// The counted field, or the fields whose tuples are counted, or the measured field; empty for other types.
    let valueFields: [Located]
    /// Alias → rule → the field in that rule.
    let aliases: [String: [String: Located]]
    let generate: Bool

    /// The field that a name stands for in one of the listed rules: that of the alias, else itself.
    func field(_ name: String, in rule: String) -> String { aliases[name]?[rule]?.text ?? name }
}
