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

    /// The number of which it means "that many or more"; nil where it means anything else.
    var least: Int? {
        guard bounds.count == 1 else { return nil }
        switch bounds[0].comparison {
        case .gte: return Int(exactly: bounds[0].number)
        case .gt: return Int(exactly: bounds[0].number + 1)
        default: return nil
        }
    }

    /// Whether any count from one to `limit` satisfies it. Windows are anchored at events: none is empty.
    func canHold(upTo limit: Double = .infinity) -> Bool {
        // Comparisons change their answer next to their numbers only.
        var candidates = [1.0]
        for bound in bounds { candidates += [bound.number - 1, bound.number, bound.number + 1] }
        return candidates.contains { $0 >= 1 && $0 <= limit && holds($0) }
    }
}
