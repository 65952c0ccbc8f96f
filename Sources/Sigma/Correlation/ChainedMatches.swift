import Model

/// Matches of correlations as the events of a correlation above them, each in its group: at its end where
/// matches are counted; at each of its windows that fired where it matters when that was.
struct ChainedMatches {
    struct Evidence {
        /// Sorted, each once.
        let sightings: [Sighting]
        /// How many entries take part; those that the matches do not hold are counted once for each match.
        let count: Int
        /// The different values that the matches counted, ascending.
        let values: [UInt64]
    }

    private(set) var events: [EventLog.Event] = []
    private var matches: [CorrelationMatch] = []
    /// The index of the match that an event stands for.
    private var indices: [Sighting: Int] = [:]

    /// Adds the matches of a rule; `value` is what the metric above looks at.
    mutating func add(_ found: [CorrelationMatch], child: Correlation.Child, metric: Correlation.Metric) {
        let value = metric.looksAtRules ? UInt64(child.index) : 0
        for match in found {
            let group = child.keepsGroup ? match.groupHash : Correlator.emptyGroup
            for time in metric.looksAtRules ? match.firings : [match.last.nanoseconds] {
                let sighting = Self.sighting(of: match, at: time)
                events.append(EventLog.Event(group: group, value: value, sighting: sighting))
                indices[sighting] = matches.count
            }
            matches.append(match)
        }
    }

    private static func sighting(of match: CorrelationMatch, at time: Int64) -> Sighting {
        let identity = [
            UInt64(match.rule), UInt64(bitPattern: match.first.nanoseconds),
            UInt64(bitPattern: match.last.nanoseconds),
        ].reduce(match.groupHash) { Correlator.combine($0, $1) }
        return Sighting(
            time: time, identity: identity, place: 0, handle: 0, isDetection: false)
    }

    /// The entries behind events: a match stands for its own evidence.
    func evidence(of sightings: [Sighting]) -> Evidence {
        guard !matches.isEmpty else {
            return Evidence(sightings: sightings, count: Sighting.countOfEntries(sightings), values: [])
        }
        var all: [Sighting] = []
        var values: Set<UInt64> = []
        var uncounted = 0
        var seen: Set<Int> = []
        for sighting in sightings {
            guard let index = indices[sighting] else {
                all.append(sighting)
                continue
            }
            guard seen.insert(index).inserted else { continue }
            all += matches[index].sightings
            values.formUnion(matches[index].valueHashes)
            uncounted += matches[index].count - matches[index].evidenceCount
        }
        let distinct = Sighting.distinct(all)
        let count = Sighting.countOfEntries(distinct) + uncounted
        return Evidence(sightings: distinct, count: count, values: values.sorted())
    }
}
