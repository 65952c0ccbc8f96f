import Model

extension EpisodeTable {
    /// The matches of a correlation that asks for one value or for two: in each group, the sets of episodes that
    /// hang together. With `groups`, those of other groups are left out.
    func matches(of correlation: Correlation, in groups: Set<UInt64>? = nil) -> [CorrelationMatch] {
        var result: [CorrelationMatch] = []
        let least = correlation.condition.least ?? 2
        forEachGroup(withValues: least, in: groups) { episodes in
            let sorted = episodes.sorted { ($0.first, $0.value) < ($1.first, $1.value) }
            var start = 0
            var reach = sorted[0].last.time
            for index in 1...sorted.count {
                // Episodes of one value are never near each other, so whatever is near is a conflict.
                if index < sorted.count,
                    TimeDistance.isWithin(correlation.timespan, from: reach, to: sorted[index].first.time)
                {
                    reach = max(reach, sorted[index].last.time)
                    continue
                }
                if index - start >= least {
                    result.append(Self.match(sorted[start..<index], of: correlation))
                }
                start = index
                if index < sorted.count { reach = sorted[index].last.time }
            }
        }
        return result
    }

    private static func match(_ episodes: ArraySlice<Episode>, of correlation: Correlation)
        -> CorrelationMatch
    {
        let evidence = Sighting.distinct(episodes.flatMap { [$0.first, $0.last] })
        return CorrelationMatch(
            correlation: correlation, group: episodes.first?.group ?? 0,
            values: Set(episodes.map(\.value)).sorted(), first: evidence.first?.time ?? 0,
            last: evidence.last?.time ?? 0, count: episodes.reduce(0) { $0 + Int($1.count) },
            evidence: evidence)
    }
}
