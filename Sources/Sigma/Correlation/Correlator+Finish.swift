extension Correlator {
    /// What the correlations match, ordered by rule, group and time.
    ///
    /// Those that no report shows, because others build on them, may be left out where nothing above can match;
    /// `includingBases` gives them too, whatever that costs.
    public func finish(includingBases: Bool = false) -> [CorrelationMatch] {
        allMatches(includingBases: includingBases).values.joined()
            .sorted { ($0.rule, $0.groupHash, $0.first) < ($1.rule, $1.groupHash, $1.first) }
    }

    /// By rule.
    private func allMatches(includingBases: Bool) -> [Int: [CorrelationMatch]] {
        var matches: [Int: [CorrelationMatch]] = [:]
        for index in plan.order where includingBases || !plan.onDemand.contains(index) {
            let correlation = correlations[index]
            matches[correlation.rule] =
                forms[index]
                ? tables.episodes[slots[index]].matches(of: correlation)
                : tables.logs[slots[index]].matches(
                    of: correlation, chained: chained(below: correlation, matches))
        }
        return matches
    }

    /// Visits the events of each group of the correlation with this index, those of chained matches
    /// included. Only for one that keeps events.
    func forEachGroup(of index: Int, _ body: (ArraySlice<EventLog.Event>) -> Void) {
        guard !forms[index] else { return }
        let matches = allMatches(includingBases: true)
        tables.logs[slots[index]].forEachGroup(chained(below: correlations[index], matches), body)
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
                found = tables.episodes[slots[index]].matches(of: correlations[index], in: groups)
            } else {
                found = []
            }
            chained.add(found, child: child, metric: correlation.metric)
        }
        return chained
    }

    /// The groups in which all rules of a correlation were seen, but for those that are evaluated on demand.
    private func commonGroups(of parent: Correlation, _ matches: [Int: [CorrelationMatch]]) -> Set<UInt64> {
        let sets = parent.children.compactMap { child in matches[child.rule].map { Set($0.map(\.groupHash)) }
        }
        .sorted { $0.count < $1.count }
        return sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
    }
}
