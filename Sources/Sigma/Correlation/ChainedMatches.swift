import Model

/// Matches of correlations as the events of a correlation above them: each stands at its end, in its group.
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
    private var matches: [Sighting: CorrelationMatch] = [:]

    /// Adds the matches of a rule; `value` is what the metric above looks at.
    mutating func add(_ found: [CorrelationMatch], keepsGroup: Bool, value: UInt64) {
        for match in found {
            let sighting = Self.sighting(of: match)
            let group = keepsGroup ? match.groupHash : Correlator.emptyGroup
            events.append(EventLog.Event(group: group, value: value, sighting: sighting))
            matches[sighting] = match
        }
    }

    private static func sighting(of match: CorrelationMatch) -> Sighting {
        let identity = [
            UInt64(match.rule), UInt64(bitPattern: match.first.nanoseconds),
            UInt64(bitPattern: match.last.nanoseconds),
        ].reduce(match.groupHash) { Correlator.combine($0, $1) }
        return Sighting(
            time: match.last.nanoseconds, identity: identity, place: 0, handle: 0, isDetection: false)
    }

    /// The entries behind events: a match stands for its own evidence.
    func evidence(of sightings: [Sighting]) -> Evidence {
        guard !matches.isEmpty else {
            return Evidence(sightings: sightings, count: Sighting.countOfEntries(sightings), values: [])
        }
        var all: [Sighting] = []
        var values: Set<UInt64> = []
        var uncounted = 0
        for sighting in sightings {
            if let match = matches[sighting] {
                all += match.sightings
                values.formUnion(match.valueHashes)
                uncounted += match.count - match.evidenceCount
            } else {
                all.append(sighting)
            }
        }
        let distinct = Sighting.distinct(all)
        let count = Sighting.countOfEntries(distinct) + uncounted
        return Evidence(sightings: distinct, count: count, values: values.sorted())
    }
}
