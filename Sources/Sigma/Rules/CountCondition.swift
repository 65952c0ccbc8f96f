/// What the number that is measured of a window must be: all of the comparisons hold.
public struct CountCondition: Hashable, Sendable {
    struct Bound: Hashable, Sendable {
        let comparison: ComparisonOperator
        let number: Double
    }

    let bounds: [Bound]

    init(_ bounds: [Bound]) {
        self.bounds = bounds
    }

    /// Whether a window with this count fires.
    public func holds(_ count: Int) -> Bool { holds(Double(count)) }

    /// Whether a window of which this was measured fires.
    func holds(_ measured: Double) -> Bool {
        bounds.allSatisfy { $0.comparison.holds(measured, $0.number) }
    }

    /// Whether it means "two or more": windows hold one event at least.
    var isAtLeastTwo: Bool {
        guard bounds.count == 1 else { return false }
        return bounds[0] == Bound(comparison: .gte, number: 2)
            || bounds[0] == Bound(comparison: .gt, number: 1)
    }

    /// Whether any count from one to `limit` satisfies it. Windows are anchored at events: none is empty.
    func canHold(upTo limit: Double = .infinity) -> Bool {
        // Comparisons change their answer next to their numbers only.
        var candidates = [1.0]
        for bound in bounds { candidates += [bound.number - 1, bound.number, bound.number + 1] }
        return candidates.contains { $0 >= 1 && $0 <= limit && holds($0) }
    }
}
