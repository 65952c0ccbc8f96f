import Model

extension Correlation {
    /// The firing windows of one group's events, which are sorted by time; united where windows overlap.
    func firings(_ events: ArraySlice<EventLog.Event>) -> [Firing] {
        if case .expression(let expression) = metric {
            let firings = expression.terms().flatMap { term in
                var windows = ForwardWindows(span: timespan, term: term, events: events)
                return windows.firings()
            }
            return Firing.united(firings, span: timespan)
        }
        var run = FiringRun(span: timespan, events: events)
        forEachWindow(events) { window, time, measured in
            if condition.holds(measured) { run.add(window, at: time) }
        }
        return run.firings
    }

    /// Visits the windows of one group in the order of their ends: the events of each, the time of its last
    /// and what is measured of it. A condition over rules measures nothing.
    func forEachWindow(
        _ events: ArraySlice<EventLog.Event>, _ body: (Range<Int>, _ time: Int64, _ measured: Double) -> Void
    ) {
        func slide<Measure: WindowMeasure>(_ measure: Measure) {
            var window = SlidingWindow(span: timespan, events: events, measure: measure)
            window.forEach(body)
        }
        switch metric {
        case .entries: return slide(EntryMeasure())
        case .values, .rules: return slide(DistinctMeasure())
        case .rulesInOrder: return slide(OrderMeasure(count: sourceCount))
        case .sum: return slide(SumMeasure(isMean: false))
        case .mean: return slide(SumMeasure(isMean: true))
        case .percentile(let percentile): return slide(RankMeasure(events, percentile: percentile))
        case .expression: return
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
    let span: Nanoseconds
    /// Sorted by time, without repeats.
    let events: ArraySlice<EventLog.Event>
    var measure: Measure

    mutating func forEach(_ body: (Range<Int>, _ time: Int64, _ measured: Double) -> Void) {
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
            body(low..<high, time, measure.measured)
        }
    }
}
