import Model

/// Windows of one group that fired and overlap: they make one match.
struct Firing {
    /// The events of the windows, sorted by time.
    var events: ArraySlice<EventLog.Event>
    /// The times at which the windows are anchored, ascending.
    var times: [Int64]

    /// Unites firings where one is anchored at most `span` behind another.
    static func united(_ firings: [Firing], span: Nanoseconds) -> [Firing] {
        guard firings.count > 1 else { return firings }
        var parts: [[Firing]] = []
        var reach: Int64?
        for next in firings.sorted(by: { ($0.times.first ?? 0) < ($1.times.first ?? 0) }) {
            guard let first = next.times.first, let last = next.times.last else { continue }
            if let end = reach, TimeDistance.isWithin(span, from: end, to: first) {
                parts[parts.count - 1].append(next)
            } else {
                parts.append([next])
            }
            reach = max(reach ?? last, last)
        }
        return parts.map { part in
            part.count == 1
                ? part[0]
                : Firing(
                    events: ArraySlice(part.flatMap(\.events).sorted()), times: part.flatMap(\.times).sorted()
                )
        }
    }
}

/// Gathers windows that fire, in the order of time, into firings.
struct FiringRun {
    private let span: Nanoseconds
    private let events: ArraySlice<EventLog.Event>
    private(set) var firings: [Firing] = []

    init(span: Nanoseconds, events: ArraySlice<EventLog.Event>) {
        self.span = span
        self.events = events
    }

    /// Takes note of a window that holds these events.
    mutating func add(_ window: Range<Int>, at time: Int64) {
        if let last = firings.last, let before = last.times.last,
            TimeDistance.isWithin(span, from: before, to: time)
        {
            firings[firings.count - 1].events = events[last.events.startIndex..<window.upperBound]
            firings[firings.count - 1].times.append(time)
        } else {
            firings.append(Firing(events: events[window], times: [time]))
        }
    }
}
