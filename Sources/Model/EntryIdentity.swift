/// What makes two log entries the same one: a 128-bit hash of (project, logName, timestamp, insertId), or of
/// the content where an entry has no insertId.
///
/// Cloud Logging takes entries of one project, timestamp and insertId as duplicates (LogEntry v2,
/// `insertId`). Exports may repeat them; here the same identity counts once.
public struct EntryIdentity: Hashable, Comparable, Sendable {
    public let high: UInt64
    public let low: UInt64

    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An arbitrary order that depends on nothing but the identities; it breaks ties between equal times.
    @inlinable
    public static func < (left: EntryIdentity, right: EntryIdentity) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
