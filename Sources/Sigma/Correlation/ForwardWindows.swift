import Model

/// Windows that begin at the entries of rules that a condition asks for, closed at both ends: what must not
/// be seen must not follow within the timespan.
struct ForwardWindows {
    private let span: Nanoseconds
    private let expression: RuleExpression
    private let anchors: Set<Int>
    private let events: ArraySlice<EventLog.Event>
    private var counts: [UInt64: Int] = [:]

    /// `events` are those of one group, sorted by time.
    init(span: Nanoseconds, expression: RuleExpression, events: ArraySlice<EventLog.Event>) {
        self.span = span
        self.expression = expression
        anchors = expression.rules()
        self.events = events
    }

    /// The events of the windows that fire, united where they overlap.
    mutating func ranges() -> [Range<Int>] {
        var result = FiringRanges(span: span)
        var low = events.startIndex
        var high = low
        while low < events.endIndex {
            let time = events[low].sighting.time
            while high < events.endIndex,
                TimeDistance.isWithin(span, from: time, to: events[high].sighting.time)
            {
                counts[events[high].value, default: 0] += 1
                high += 1
            }
            let next = events[low..<high].firstIndex { $0.sighting.time != time } ?? high
            if fires(low..<next) { result.add(low..<high, time: time) }
            for index in low..<next { counts[events[index].value, default: 0] -= 1 }
            low = next
        }
        return result.all
    }

    private func fires(_ first: Range<Int>) -> Bool {
        guard first.contains(where: { anchors.contains(Int(events[$0].value)) }) else { return false }
        return expression.holds { counts[UInt64($0), default: 0] > 0 }
    }
}
