/// How sure a match of a rule is of what the rule says, apart from how much it would matter (its level).
///
/// A rule names it by the custom key `confidence`.
public enum Confidence: String, Sendable, Comparable, CaseIterable {
    /// Innocent causes are common: worth a look.
    case possible
    /// A failure is the usual explanation, though others exist.
    case likely
    /// The service itself says that it happened.
    case confirmed

    public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .possible: 0
        case .likely: 1
        case .confirmed: 2
        }
    }
}
