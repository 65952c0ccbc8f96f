import Model

/// What a scan reads and how.
public struct ScanOptions: Sendable {
    /// Signals further apart than this are not one incident.
    public var gap: Nanoseconds = 10 * .minute
    /// How much evidence is kept from the start and from the end of an episode and of an incident.
    public var evidenceCap = 25
    /// Entries before this time are passed over.
    public var since: Timestamp?
    /// Entries at or after this time are passed over.
    public var until: Timestamp?
    /// Threads that look at entries; nil for as many as the machine runs at once.
    public var threads: Int?
    /// Bytes a segment holds; smaller ones are for tests.
    public var segmentBytes = 2 << 20
    /// Whether the work of each rule and pattern is measured, which takes time itself.
    public var measuresWork = false
    /// What to count by time, which costs a little for each entry; nil for nothing.
    public var coverage: CoverageRequest?

    public init() {}
}
