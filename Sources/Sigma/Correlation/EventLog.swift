import Model

/// The state of a correlation in general: all of its events, to be looked at in the end.
struct EventLog: Sendable {
    /// An entry in one group with one value; an entry with several has several events.
    struct Event: Sendable, Comparable {
        let group: UInt64
        /// What the correlation's metric looks at: the hash of a value, the bits of a number, or the index of
        /// the rule in the correlation's list; 0 where entries are counted.
        let value: UInt64
        var sighting: Sighting

        static func < (left: Event, right: Event) -> Bool {
            if left.group != right.group { return left.group < right.group }
            if !left.sighting.isSameEntry(as: right.sighting) { return left.sighting < right.sighting }
            if left.value != right.value { return left.value < right.value }
            return left.sighting.place < right.sighting.place
        }

        /// Whether both say that the same entry has the same value.
        func repeats(_ other: Event) -> Bool {
            group == other.group && value == other.value && sighting.isSameEntry(as: other.sighting)
        }
    }

    private var events: ContiguousArray<Event> = []

    mutating func add(group: UInt64, value: UInt64, _ sighting: Sighting) {
        events.append(Event(group: group, value: value, sighting: sighting))
    }

    mutating func merge(_ other: EventLog) {
        events += other.events
    }

    mutating func updateSightings(_ body: (inout Sighting) -> Void) {
        for index in events.indices { body(&events[index].sighting) }
    }

    /// Visits each event once, as it is seen first.
    func forEachEvent(_ body: (Event) -> Void) {
        var last: Event?
        for event in events.sorted() where last?.repeats(event) != true {
            body(event)
            last = event
        }
    }

    mutating func reset() {
        events.removeAll(keepingCapacity: true)
    }

    /// The matches of a correlation: in each group, the firing windows, united where they overlap.
    ///
    /// `chained` are the matches of the correlations that it builds on.
    func matches(of correlation: Correlation, chained: ChainedMatches) -> [CorrelationMatch] {
        var result: [CorrelationMatch] = []
        forEachGroup(chained) { events in
            for firing in correlation.firings(events) {
                result.append(Self.match(firing, of: correlation, chained))
            }
        }
        return result
    }

    /// Visits the events of each group, sorted by time, without repeats.
    func forEachGroup(_ chained: ChainedMatches, _ body: (ArraySlice<Event>) -> Void) {
        var distinct: [Event] = []
        let all = chained.events.isEmpty ? events : events + chained.events
        for event in all.sorted() where distinct.last?.repeats(event) != true {
            distinct.append(event)
        }
        var start = 0
        while start < distinct.count {
            var end = start
            while end < distinct.count, distinct[end].group == distinct[start].group { end += 1 }
            body(distinct[start..<end])
            start = end
        }
    }

    private static func match(
        _ firing: Firing, of correlation: Correlation, _ chained: ChainedMatches
    ) -> CorrelationMatch {
        let events = firing.events
        let sightings = Sighting.distinct(events.map(\.sighting))
        let evidence = chained.evidence(of: sightings)
        let values = correlation.metric == .values ? Set(events.map(\.value)).sorted() : evidence.values
        return CorrelationMatch(
            correlation: correlation, group: events.first?.group ?? 0, values: values,
            first: evidence.sightings.first?.time ?? 0, last: evidence.sightings.last?.time ?? 0,
            count: evidence.count, evidence: evidence.sightings, firings: firing.times)
    }
}
