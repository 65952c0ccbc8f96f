/// What the number of events or values in a window must be: all of the comparisons hold.
public struct CountCondition: Hashable, Sendable {
    struct Bound: Hashable, Sendable {
        let comparison: ComparisonOperator
        let number: Int
    }

    let bounds: [Bound]

    init(_ bounds: [Bound]) {
        self.bounds = bounds
    }

    /// Whether a window with this count fires.
    public func holds(_ count: Int) -> Bool {
        bounds.allSatisfy { $0.comparison.holds(count, $0.number) }
    }

    /// Whether it means "two or more": windows hold one event at least.
    var isAtLeastTwo: Bool {
        guard bounds.count == 1 else { return false }
        return bounds[0] == Bound(comparison: .gte, number: 2)
            || bounds[0] == Bound(comparison: .gt, number: 1)
    }

    /// Whether any count of one or more satisfies it. Windows are anchored at events: none is empty.
    var canHold: Bool {
        // Comparisons change their answer next to their numbers only.
        let candidates = bounds.flatMap { [$0.number - 1, $0.number, $0.number + 1] } + [1]
        return candidates.contains { $0 >= 1 && holds($0) }
    }
}
