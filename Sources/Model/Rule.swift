/// What a report says of a rule.
public struct Rule: Hashable, Sendable {
    /// The rule's `id`, or its name where it has none.
    public let id: String
    public let name: String
    public let title: String
    public let description: String
    public let level: Level
    /// Nil for rules that were not written for this tool.
    public let category: Category?
    /// Whether a match of this rule counts towards an incident: level low or above and not merely the base of
    /// a correlation, or `generate: true`.
    public let isSignal: Bool
    public let confidence: Confidence
    /// The parts of the watched system that it is about, by the names their owners use.
    public let components: [String]
    /// What to do when it matches; empty where the rule does not say.
    public let response: String

    public init(
        id: String, name: String, title: String, description: String, level: Level, category: Category?,
        isSignal: Bool, confidence: Confidence = .likely, components: [String] = [], response: String = ""
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.description = description
        self.level = level
        self.category = category
        self.isSignal = isSignal
        self.confidence = confidence
        self.components = components
        self.response = response
    }
}
