/// What a report says of a rule.
public struct Rule: Hashable, Sendable {
    /// The rule's `id`, or its name where it has none.
    public let id: String
    public let name: String
    public let title: String
    public let description: String
    public let level: Level
    public let category: Category
    /// Whether a match of this rule counts towards an incident: level low or above and not merely the base of
    /// a correlation, or `generate: true`.
    public let isSignal: Bool

    public init(
        id: String, name: String, title: String, description: String, level: Level, category: Category,
        isSignal: Bool
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.description = description
        self.level = level
        self.category = category
        self.isSignal = isSignal
    }
}
