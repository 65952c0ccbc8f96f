import Model

/// The stretch of event time that a report is about, and the one before that it is compared with.
public struct Period: Hashable, Sendable {
    /// Its first moment; nil where it is open.
    public let since: Timestamp?
    /// The first moment after it; nil where it is open.
    public let until: Timestamp?
    /// Where the stretch before begins, which ends at `since`; nil where there is none.
    public let previousSince: Timestamp?

    /// - Parameter previousSince: Nil for a stretch of the same length, where both ends are given. The day
    ///   before a day of 23 hours is longer than it.
    public init(since: Timestamp?, until: Timestamp?, previousSince: Timestamp? = nil) {
        self.since = since
        self.until = until
        self.previousSince =
            previousSince
            ?? since.flatMap { since in until.map { since.advanced(by: $0.distance(to: since)) } }
    }

    /// The stretch before; nil where an end of this one is open.
    public var previous: Period? {
        previousSince.map { Period(since: $0, until: since) }
    }

    /// Whether some of the incident lies inside: it began inside, ended inside, or spans all of it. Nobody knows
    /// of an incident without a time that it does not.
    public func hasActivity(of incident: Incident) -> Bool {
        guard let first = incident.firstSeen, let last = incident.lastSeen else { return true }
        return until.map { first < $0 } ?? true && since.map { last >= $0 } ?? true
    }

    /// Whether the incident was first seen before it. One without a time may have been.
    func isPreceded(by incident: Incident) -> Bool {
        guard let first = incident.firstSeen else { return true }
        return since.map { first < $0 } ?? false
    }
}
