extension Correlator {
    /// What the correlations match, ordered by rule, group and time.
    ///
    /// Those that no report shows, because others build on them, may be left out where nothing above can match;
    /// `includingBases` gives them too, whatever that costs.
    public func finish(includingBases: Bool = false) -> [CorrelationMatch] {
        var matches: [Int: [CorrelationMatch]] = [:]
        for index in plan.order where includingBases || !plan.onDemand.contains(index) {
            let correlation = correlations[index]
            if correlation.isCompact {
                matches[correlation.rule] = episodes[slots[index]].matches(of: correlation)
            } else {
                let chained = self.chained(below: correlation, matches)
                matches[correlation.rule] = logs[slots[index]].matches(of: correlation, chained: chained)
            }
        }
        return matches.values.joined()
            .sorted { ($0.rule, $0.groupHash, $0.first) < ($1.rule, $1.groupHash, $1.first) }
    }

    /// The matches that a correlation builds on: known ones, and the rest of them where they can matter.
    private func chained(below correlation: Correlation, _ matches: [Int: [CorrelationMatch]])
        -> ChainedMatches
    {
        var chained = ChainedMatches()
        var groups: Set<UInt64>?
        for child in correlation.children {
            let found: [CorrelationMatch]
            if let known = matches[child.rule] {
                found = known
            } else if let index = plan.onDemandIndex(ofRule: child.rule) {
                groups = groups ?? commonGroups(of: correlation, matches)
                found = episodes[slots[index]].matches(of: correlations[index], in: groups)
            } else {
                found = []
            }
            let value = correlation.metric.eventValue == .rule ? UInt64(child.index) : 0
            chained.add(found, keepsGroup: child.keepsGroup, value: value)
        }
        return chained
    }

    /// The groups in which all rules of a correlation were seen, but for those that are evaluated on demand.
    private func commonGroups(of parent: Correlation, _ matches: [Int: [CorrelationMatch]]) -> Set<UInt64> {
        let below = parent.children.compactMap { child in matches[child.rule].map { Set($0.map(\.groupHash)) }
        }
        let index = correlations.firstIndex { $0.rule == parent.rule } ?? 0
        let beside = parent.sources.map { logs[slots[index]].groups(ofValue: UInt64($0.index)) }
        let sets = (below + beside).sorted { $0.count < $1.count }
        return sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
    }
}
