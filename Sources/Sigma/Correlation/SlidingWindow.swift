import Model

extension Correlation {
    /// The events of the firing windows of one group, which are sorted by time; united where windows overlap.
    func firingRanges(_ events: ArraySlice<EventLog.Event>) -> [Range<Int>] {
        func slide<Measure: WindowMeasure>(_ measure: Measure) -> [Range<Int>] {
            var window = SlidingWindow(correlation: self, events: events, measure: measure)
            return window.ranges()
        }
        switch metric {
        case .entries: return slide(EntryMeasure())
        case .values, .rules: return slide(DistinctMeasure())
        case .rulesInOrder: return slide(OrderMeasure(count: sourceCount))
        case .sum: return slide(SumMeasure(isMean: false))
        case .mean: return slide(SumMeasure(isMean: true))
        case .percentile(let percentile): return slide(RankMeasure(events, percentile: percentile))
        case .expression(let expression):
            var windows = ForwardWindows(span: timespan, expression: expression, events: events)
            return windows.ranges()
        }
    }
}

/// What is measured of a window while events enter and leave it, both in the order of time.
protocol WindowMeasure {
    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int)
    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int)
    var measured: Double { get }
}

/// Slides a window over the events of one group: closed at both ends, ending at each event in turn.
struct SlidingWindow<Measure: WindowMeasure> {
    let correlation: Correlation
    /// Sorted by time, without repeats.
    let events: ArraySlice<EventLog.Event>
    var measure: Measure

    mutating func ranges() -> [Range<Int>] {
        var result: [Range<Int>] = []
        var low = events.startIndex
        var high = low
        var firing: (start: Int, end: Int, time: Int64)?
        while high < events.endIndex {
            let time = events[high].sighting.time
            while high < events.endIndex, events[high].sighting.time == time {
                measure.enter(high, of: events, low: low)
                high += 1
            }
            while !TimeDistance.isWithin(correlation.timespan, from: events[low].sighting.time, to: time) {
                measure.leave(low, of: events, high: high)
                low += 1
            }
            guard correlation.condition.holds(measure.measured) else { continue }
            if let last = firing, TimeDistance.isWithin(correlation.timespan, from: last.time, to: time) {
                firing = (last.start, high, time)
            } else {
                if let last = firing { result.append(last.start..<last.end) }
                firing = (low, high, time)
            }
        }
        if let last = firing { result.append(last.start..<last.end) }
        return result
    }
}
