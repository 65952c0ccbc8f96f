/// A way that data of one user may have taken to another.
public struct DataFlow: Hashable, Comparable, Sendable {
    /// Whose data.
    public let from: String
    /// Whom it could have reached.
    public let to: String
    /// Whether the evidence says which way. Otherwise the two met, and either may have seen the other's data;
    /// `from` is then the smaller id by bytes.
    public let isDirected: Bool

    /// The flow from one user to another; nil where both are one.
    public init?(from: String, to: String) {
        guard ExactText(from) != ExactText(to) else { return nil }
        self.from = from
        self.to = to
        isDirected = true
    }

    /// Two users who met, whichever comes first; nil where both are one.
    public init?(between one: String, and other: String) {
        guard ExactText(one) != ExactText(other) else { return nil }
        let isOrdered = ExactText(one) < ExactText(other)
        from = isOrdered ? one : other
        to = isOrdered ? other : one
        isDirected = false
    }

    public static func == (left: DataFlow, right: DataFlow) -> Bool {
        ExactText(left.from) == ExactText(right.from) && ExactText(left.to) == ExactText(right.to)
            && left.isDirected == right.isDirected
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(from))
        hasher.combine(ExactText(to))
        hasher.combine(isDirected)
    }

    public static func < (left: DataFlow, right: DataFlow) -> Bool {
        if ExactText(left.from) != ExactText(right.from) {
            return ExactText(left.from) < ExactText(right.from)
        }
        if ExactText(left.to) != ExactText(right.to) { return ExactText(left.to) < ExactText(right.to) }
        return left.isDirected && !right.isDirected
    }
}
