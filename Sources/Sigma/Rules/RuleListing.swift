import Documents
import Model

/// All that a rule's document says, for lists and explanations; matching does without it.
public struct RuleListing: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case detection, correlation, filter
    }

    public let rule: Rule
    public let kind: Kind
    public let tags: [String]
    /// Innocent causes, as the author lists them.
    public let falsePositives: [String]
    public let path: String
    /// Where the rule begins in its file.
    public let mark: Mark
    /// The document's `tests`, unread; nil where it has none.
    public let tests: DocumentNode?
    /// The numbers of the rules that a correlation builds on, or of the detections that a filter is added to.
    public internal(set) var references: [Int] = []
    /// The numbers of the filters that are added to a detection.
    public internal(set) var filters: [Int] = []
    /// What a detection, its filters included, or a filter asks for; nil for correlations.
    let expression: SearchExpression?
    /// A correlation as it was read; nil for other rules.
    let correlation: ParsedCorrelation?

    init(_ rule: Rule, _ header: RuleHeader, _ body: ResolvedRule.Body) {
        switch body {
        case .detection(let expression):
            self.init(rule, header, .detection, expression: expression)
        case .correlation(let correlation):
            self.init(rule, header, .correlation, correlation: correlation.parsed)
            references = correlation.sources.map(\.rule)
        }
    }

    init(filter: ParsedFilter, _ rule: Rule, _ header: RuleHeader) {
        self.init(rule, header, .filter, expression: filter.expression)
    }

    private init(
        _ rule: Rule, _ header: RuleHeader, _ kind: Kind, expression: SearchExpression? = nil,
        correlation: ParsedCorrelation? = nil
    ) {
        self.rule = rule
        self.kind = kind
        tags = header.tags
        falsePositives = header.falsePositives
        path = header.list.path
        mark = header.mark
        tests = header.tests
        self.expression = expression
        self.correlation = correlation
    }
}
