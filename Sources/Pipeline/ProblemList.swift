import Model

/// The first problems of a run by place, whatever the order in which they are found; those of whole inputs
/// before those of records.
struct ProblemList: Sendable {
    private var kept: [InputProblem] = []
    private(set) var count = 0

    mutating func append(_ problem: InputProblem) {
        kept.append(problem)
        count += 1
        if kept.count >= 8 * Ledger.problemLimit { shorten() }
    }

    mutating func append(contentsOf other: ProblemList) {
        for problem in other.kept { append(problem) }
        count += other.count - other.kept.count
    }

    /// Sorted; no more than a ledger lists.
    var first: [InputProblem] {
        var copy = self
        copy.shorten()
        return copy.kept.sorted()
    }

    /// Broken records go first: there may be many of them, and they must not crowd out a damaged input.
    private mutating func shorten() {
        kept.sort { left, right in
            left.kind != right.kind && (left.kind == .record || right.kind == .record)
                ? right.kind == .record : left < right
        }
        if kept.count > Ledger.problemLimit { kept.removeLast(kept.count - Ledger.problemLimit) }
    }
}
