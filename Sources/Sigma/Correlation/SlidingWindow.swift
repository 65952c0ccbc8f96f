import Model

extension Correlation {
    /// The firing windows of one group's events, which are sorted by time; united where windows overlap.
    func firings(_ events: ArraySlice<EventLog.Event>) -> [Firing] {
        func slide<Measure: WindowMeasure>(_ measure: Measure) -> [Firing] {
            var window = SlidingWindow(correlation: self, events: events, measure: measure)
            return window.firings()
        }
        switch metric {
        case .entries: return slide(EntryMeasure())
        case .values, .rules: return slide(DistinctMeasure())
        case .rulesInOrder: return slide(OrderMeasure(count: sourceCount))
        case .sum: return slide(SumMeasure(isMean: false))
        case .mean: return slide(SumMeasure(isMean: true))
        case .percentile(let percentile): return slide(RankMeasure(events, percentile: percentile))
        case .expression(let expression):
            let firings = expression.terms().flatMap { term in
                var windows = ForwardWindows(span: timespan, term: term, events: events)
                return windows.firings()
            }
            return Firing.united(firings, span: timespan)
        }
    }
}

/// Windows that fire, united where they overlap.
struct FiringRanges {
    let span: Nanoseconds
    private var done: [Range<Int>] = []
    private var firing: (start: Int, end: Int, time: Int64)?

    init(span: Nanoseconds) {
        self.span = span
    }

    /// Adds the next window; `time` is that of the entry it is anchored at.
    mutating func add(_ window: Range<Int>, time: Int64) {
        if let last = firing, TimeDistance.isWithin(span, from: last.time, to: time) {
            firing = (last.start, window.upperBound, time)
        } else {
            if let last = firing { done.append(last.start..<last.end) }
            firing = (window.lowerBound, window.upperBound, time)
        }
    }

    /// All of them, in the order of time.
    var all: [Range<Int>] { done + (firing.map { [$0.start..<$0.end] } ?? []) }
}

/// What is measured of a window while events enter and leave it, both in the order of time.
protocol WindowMeasure {
    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int)
    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int)
    var measured: Double { get }
}

/// Slides a window over the events of one group: closed at both ends, ending at each event in turn.
struct SlidingWindow<Measure: WindowMeasure> {
    let span: Nanoseconds
    /// Sorted by time, without repeats.
    let events: ArraySlice<EventLog.Event>
    var measure: Measure

    mutating func firings() -> [Firing] {
        var run = FiringRun(span: correlation.timespan, events: events)
        var low = events.startIndex
        var high = low
        while high < events.endIndex {
            let time = events[high].sighting.time
            while high < events.endIndex, events[high].sighting.time == time {
                measure.enter(high, of: events, low: low)
                high += 1
            }
            while !TimeDistance.isWithin(span, from: events[low].sighting.time, to: time) {
                measure.leave(low, of: events, high: high)
                low += 1
            }
            if correlation.condition.holds(measure.measured) { run.add(low..<high, at: time) }
        }
        return run.firings
    }
}
