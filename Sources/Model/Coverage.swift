/// What a run counts besides its ledger, so that somebody can say whether logs cover a stretch of time.
public struct CoverageRequest: Hashable, Sendable {
    /// Entries before this time are not counted.
    public var since: Timestamp
    /// Entries at or after this time are not counted; nil for no such end.
    public var until: Timestamp?
    /// Count entries of this service only; nil for all.
    public var service: String?
    /// Count entries of this revision besides; nil for none.
    public var revision: String?

    public init(
        since: Timestamp, until: Timestamp? = nil, service: String? = nil, revision: String? = nil
    ) {
        self.since = since
        self.until = until
        self.service = service
        self.revision = revision
    }
}

/// How many distinct entries there were in a stretch of time, hour by hour. Two of them merge in any order.
public struct Coverage: Hashable, Sendable {
    /// Entries by number, and the first and last of them.
    public struct Tally: Hashable, Sendable {
        public private(set) var entries = 0
        public private(set) var first: Timestamp?
        public private(set) var last: Timestamp?

        public init() {}

        /// Counts entries of which these are the first and the last.
        public mutating func add(_ count: Int = 1, first: Timestamp, last: Timestamp) {
            entries += count
            self.first = min(self.first ?? first, first)
            self.last = max(self.last ?? last, last)
        }

        public mutating func merge(_ other: Tally) {
            guard let first = other.first, let last = other.last else { return }
            add(other.entries, first: first, last: last)
        }
    }

    /// The entries asked for, by hour since 1970.
    public private(set) var hours: [Int64: Tally] = [:]
    /// Those of them that are of the revision asked for.
    public private(set) var ofRevision = Tally()

    public init() {}

    /// All entries asked for.
    public var all: Tally { hours.values.reduce(into: Tally()) { $0.merge($1) } }

    /// Counts one entry.
    public mutating func see(_ time: Timestamp, isOfRevision: Bool) {
        hours[Self.hour(of: time), default: Tally()].add(first: time, last: time)
        if isOfRevision { ofRevision.add(first: time, last: time) }
    }

    /// Counts entries of which is only known that they lie between two times, within one hour. As far as gaps go, the
    /// first of them is as late and the last of them as early as may be.
    public mutating func see(_ count: Int, from start: Timestamp, to end: Timestamp) {
        hours[Self.hour(of: start), default: Tally()].add(count, first: end, last: start)
    }

    public mutating func merge(_ other: Coverage) {
        hours.merge(other.hours) { mine, theirs in
            var sum = mine
            sum.merge(theirs)
            return sum
        }
        ofRevision.merge(other.ofRevision)
    }

    /// A stretch of time without any entry.
    public struct Gap: Hashable, Sendable {
        public let from: Timestamp
        public let to: Timestamp

        public init(from: Timestamp, to: Timestamp) {
            self.from = from
            self.to = to
        }

        public var length: Nanoseconds { from.distance(to: to) }
    }

    /// The shortest limit that `gaps` can be asked for: what happens within an hour is not known.
    public static let shortestLimit: Nanoseconds = .hour

    /// The stretches between two times that hold no entry and are longer than `limit`, in order; they begin
    /// and end at the times asked about, or at an entry.
    /// - Parameter limit: At least `shortestLimit`.
    public func gaps(from start: Timestamp, to end: Timestamp, longerThan limit: Nanoseconds) -> [Gap] {
        var gaps: [Gap] = []
        var last = start
        for (_, tally) in hours.sorted(by: { $0.key < $1.key }) {
            guard let first = tally.first, let lastOfHour = tally.last else { continue }
            if last.distance(to: first) > limit { gaps.append(Gap(from: last, to: first)) }
            last = lastOfHour
        }
        if last.distance(to: end) > limit { gaps.append(Gap(from: last, to: end)) }
        return gaps
    }

    private static func hour(of time: Timestamp) -> Int64 {
        // Rounds down, before 1970 too.
        (time.nanoseconds - ((time.nanoseconds % .hour) + .hour) % .hour) / .hour
    }
}
