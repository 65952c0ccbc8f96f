import Model

/// Windows that begin at the entries of rules that a term asks for, closed at both ends: all of those must be
/// seen, and what must not be seen must not follow within the timespan.
struct ForwardWindows {
    private let span: Nanoseconds
    private let term: RuleExpression.Term
    /// Of the rules that are asked for, and of those that must not be seen.
    private let wanted: ArraySlice<EventLog.Event>
    private let unwanted: [EventLog.Event]
    private var counts: [UInt64: Int] = [:]

    /// `events` are those of one group, sorted by time.
    init(span: Nanoseconds, term: RuleExpression.Term, events: ArraySlice<EventLog.Event>) {
        self.span = span
        self.term = term
        wanted = ArraySlice(events.filter { term.wanted.contains(Int($0.value)) })
        unwanted = events.filter { term.unwanted.contains(Int($0.value)) }
    }

    /// The windows that fire; their events are those that are asked for.
    mutating func firings() -> [Firing] {
        var run = FiringRun(span: span, events: wanted)
        var (low, high, against) = (wanted.startIndex, wanted.startIndex, 0)
        while low < wanted.endIndex {
            let time = wanted[low].sighting.time
            while high < wanted.endIndex,
                TimeDistance.isWithin(span, from: time, to: wanted[high].sighting.time)
            {
                counts[wanted[high].value, default: 0] += 1
                high += 1
            }
            while against < unwanted.count, unwanted[against].sighting.time < time { against += 1 }
            let isContradicted =
                against < unwanted.count
                && TimeDistance.isWithin(span, from: time, to: unwanted[against].sighting.time)
            if !isContradicted, term.wanted.allSatisfy({ counts[UInt64($0), default: 0] > 0 }) {
                run.add(low..<high, at: time)
            }
            while low < wanted.endIndex, wanted[low].sighting.time == time {
                counts[wanted[low].value, default: 0] -= 1
                low += 1
            }
        }
        return run.firings
    }
}
