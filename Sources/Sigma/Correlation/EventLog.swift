import Model

/// The state of a correlation in general: all of its events, to be looked at in the end.
struct EventLog: Sendable {
    /// An entry in one group with one value; an entry with several has several events.
    struct Event: Sendable, Comparable {
        let group: UInt64
        /// 0 where no values are counted.
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

    mutating func reset() {
        events.removeAll(keepingCapacity: true)
    }

    /// The matches of a correlation: in each group, the firing windows, united where they overlap.
    func matches(of correlation: Correlation) -> [CorrelationMatch] {
        var distinct: [Event] = []
        for event in events.sorted() where distinct.last?.repeats(event) != true { distinct.append(event) }
        var result: [CorrelationMatch] = []
        var start = 0
        while start < distinct.count {
            var end = start
            while end < distinct.count, distinct[end].group == distinct[start].group { end += 1 }
            var window = SlidingWindow(correlation: correlation, events: distinct[start..<end])
            result += window.matches()
            start = end
        }
        return result
    }
}

/// Slides a window over the events of one group: closed at both ends, ending at each event in turn.
private struct SlidingWindow {
    let correlation: Correlation
    /// Sorted by time, without repeats.
    let events: ArraySlice<EventLog.Event>
    private var counts: [UInt64: Int] = [:]
    private var entryCount = 0

    init(correlation: Correlation, events: ArraySlice<EventLog.Event>) {
        self.correlation = correlation
        self.events = events
    }

    mutating func matches() -> [CorrelationMatch] {
        var result: [CorrelationMatch] = []
        var low = events.startIndex
        var high = low
        var firing: (start: Int, end: Int, time: Int64)?
        while high < events.endIndex {
            let time = events[high].sighting.time
            while high < events.endIndex, events[high].sighting.time == time {
                enter(high, low: low)
                high += 1
            }
            while !TimeDistance.isWithin(correlation.timespan, from: events[low].sighting.time, to: time) {
                leave(low, high: high)
                low += 1
            }
            guard correlation.condition.holds(correlation.countsValues ? counts.count : entryCount) else {
                continue
            }
            if let last = firing, TimeDistance.isWithin(correlation.timespan, from: last.time, to: time) {
                firing = (last.start, high, time)
            } else {
                if let last = firing { result.append(match(last.start..<last.end)) }
                firing = (low, high, time)
            }
        }
        if let last = firing { result.append(match(last.start..<last.end)) }
        return result
    }

    /// The events of one entry are neighbours: it is counted with its first.
    private mutating func enter(_ index: Int, low: Int) {
        counts[events[index].value, default: 0] += 1
        if index == low || !events[index].sighting.isSameEntry(as: events[index - 1].sighting) {
            entryCount += 1
        }
    }

    private mutating func leave(_ index: Int, high: Int) {
        let value = events[index].value
        if let count = counts[value] { counts[value] = count > 1 ? count - 1 : nil }
        if index + 1 == high || !events[index].sighting.isSameEntry(as: events[index + 1].sighting) {
            entryCount -= 1
        }
    }

    private func match(_ range: Range<Int>) -> CorrelationMatch {
        let evidence = Sighting.distinct(events[range].map(\.sighting))
        let values = correlation.countsValues ? Set(events[range].map(\.value)).sorted() : []
        return CorrelationMatch(
            correlation: correlation, group: events[range.lowerBound].group, values: values,
            first: evidence.first?.time ?? 0, last: evidence.last?.time ?? 0,
            count: Sighting.countOfEntries(evidence),
            evidence: evidence)
    }
}
