/// What an entry must have before a detection is tried on it at all; see `RuleSet`.
public struct GateOutline: Sendable, Hashable {
    /// Whether every entry is tried.
    public let isOpen: Bool
    /// Texts one of which the message must contain, in lower case; else one of `fields` must have a value.
    public let literals: [String]
    public let fields: [String]

    /// Nil for rules that are tried on no entry by themselves.
    public init?(_ listing: RuleListing) {
        guard listing.kind == .detection, let expression = listing.expression else { return nil }
        let gate = Gate(of: expression)
        isOpen = gate.isOpen
        literals = gate.literals.map { String(decoding: $0, as: UTF8.self) }.sorted()
        fields = gate.fields.sorted()
    }
}
