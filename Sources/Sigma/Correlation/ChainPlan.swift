import Model

/// In which order correlations are evaluated, and which of them need not be evaluated for all of their groups.
///
/// A correlation that builds on two others, one of which matches nearly everything and the other hardly ever,
/// must not cost what the first one would.
struct ChainPlan: Sendable {
    /// The indices of the correlations, each after those it builds on.
    let order: [Int]
    /// Those that are evaluated for one correlation above at a time, and only for the groups in which its other
    /// rules were seen.
    let onDemand: Set<Int>
    private let indices: [Int: Int]

    init(_ ruleSet: RuleSet) {
        order = ruleSet.evaluationOrder
        let all = ruleSet.correlations
        let indices = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.rule, $0) })
        var parents: [Int: [Int]] = [:]
        for (parent, correlation) in all.enumerated() {
            for child in correlation.children {
                indices[child.rule].map { parents[$0, default: []].append(parent) }
            }
        }
        var onDemand: Set<Int> = []
        // Rules further down a list wait for those before them.
        for index in all.indices.reversed() {
            guard let above = parents[index], all[index].isCompact, !ruleSet.rules[all[index].rule].isSignal
            else {
                continue
            }
            let canWait = above.allSatisfy { parent in
                let others = all[parent].children.filter { $0.rule != all[index].rule }
                return Self.needsEveryRule(all[parent]) { indices[$0].map { all[$0].timespan } }
                    && others.contains { other in !(indices[other.rule].map(onDemand.contains) ?? false) }
            }
            if canWait { onDemand.insert(index) }
        }
        self.indices = indices
        self.onDemand = onDemand
    }

    /// Whether a window of a correlation fires only if every rule of its list was seen in it, and in one group.
    ///
    /// Where it counts matches: those of one correlation are further apart than its timespan, so each comes once
    /// in a window that is no longer. Types that look at when rules were seen keep all entries below them.
    private static func needsEveryRule(_ parent: Correlation, timespan: (Int) -> Nanoseconds?) -> Bool {
        parent.metric == .entries && parent.sources.isEmpty && !parent.groupBy.isEmpty
            && !parent.condition.canHold(upTo: Double(parent.sourceCount - 1))
            && parent.children.allSatisfy { timespan($0.rule).map { $0 >= parent.timespan } ?? false }
    }

    /// The index of the correlation that is this rule, if it is evaluated on demand.
    func onDemandIndex(ofRule rule: Int) -> Int? {
        indices[rule].flatMap { onDemand.contains($0) ? $0 : nil }
    }
}
