import Model

/// Matches of correlations as the events of a correlation above them: each stands at its end, in its group.
struct ChainedMatches {
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
    ///
    /// `count` is how many entries take part, those of matches as these count them; `unkept` is how many more
    /// prove it than are kept in the matches.
    func evidence(of sightings: [Sighting]) -> (sightings: [Sighting], count: Int, unkept: Int) {
        guard !matches.isEmpty else { return (sightings, sightings.count, 0) }
        var all: [Sighting] = []
        var (count, unkept) = (0, 0)
        for sighting in sightings {
            if let match = matches[sighting] {
                all += match.sightings
                count += match.count
                unkept += match.evidenceCount - match.sightings.count
            } else {
                all.append(sighting)
                count += 1
            }
        }
        return (Sighting.distinct(all), count, unkept)
    }
}
