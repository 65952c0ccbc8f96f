/// How many entries there are; one with several values is counted once.
struct EntryMeasure: WindowMeasure {
    private var count = 0

    /// The events of one entry are neighbours: it is counted with its first.
    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int) {
        if index == low || !events[index].sighting.isSameEntry(as: events[index - 1].sighting) { count += 1 }
    }

    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int) {
        if index + 1 == high || !events[index].sighting.isSameEntry(as: events[index + 1].sighting) {
            count -= 1
        }
    }

    var measured: Double { Double(count) }
}

/// How many different values there are.
struct DistinctMeasure: WindowMeasure {
    private var counts: [UInt64: Int] = [:]

    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int) {
        counts[events[index].value, default: 0] += 1
    }

    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int) {
        let value = events[index].value
        if let count = counts[value] { counts[value] = count > 1 ? count - 1 : nil }
    }

    var measured: Double { Double(counts.count) }
}

/// The number of all rules if they were seen in the order of the list at times that do not decrease; else 0.
struct OrderMeasure: WindowMeasure {
    /// For each rule, the latest time at which a sequence began that has come as far as that rule.
    private var starts: [Int64?]
    /// The rules seen at the time at hand: their entries may stand in any order.
    private var current: (time: Int64, rules: Set<Int>) = (0, [])
    private var windowStart: Int64?

    init(count: Int) {
        starts = Array(repeating: nil, count: count)
    }

    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int) {
        let time = events[index].sighting.time
        if current.time != time { current = (time, []) }
        windowStart = events[low].sighting.time
        current.rules.insert(Int(events[index].value))
        for rule in starts.indices where current.rules.contains(rule) {
            guard let start = rule == 0 ? time : starts[rule - 1] else { continue }
            starts[rule] = max(starts[rule] ?? start, start)
        }
    }

    /// The newest event never leaves: there is one behind it.
    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int) {
        windowStart = events[index + 1].sighting.time
    }

    var measured: Double {
        guard let start = starts.last ?? nil, let windowStart, start >= windowStart else { return 0 }
        return Double(starts.count)
    }
}
