import Model

/// A group of entries that a correlation rule matched.
public struct CorrelationMatch: Sendable, Hashable {
    /// How many sightings are kept at each end of the evidence.
    public static let evidenceCap = 25

    /// The correlation's number among the rules.
    public let rule: Int
    /// What `Correlator.groupHash(of:)` makes of the group's values.
    public let groupHash: UInt64
    /// The fields that make the group, in the order of the rule's `group-by`.
    public let group: [FieldID]
    /// The different values that were counted, as `Correlator.valueHash(of:)` makes them, ascending; none for
    /// an `event_count`.
    public let valueHashes: [UInt64]
    public let first: Timestamp
    public let last: Timestamp
    /// How many different entries take part.
    public let count: Int
    /// The entries that prove it, sorted: the first and the last of them, at most `evidenceCap` at each end.
    public let sightings: [Sighting]
    /// How many different entries prove it, kept or not.
    public let evidenceCount: Int

    /// `evidence` is sorted and names no entry twice.
    init(
        correlation: Correlation, group: UInt64, values: [UInt64], first: Int64, last: Int64, count: Int,
        evidence: [Sighting]
    ) {
        rule = correlation.rule
        groupHash = group
        self.group = correlation.groupBy
        valueHashes = values
        self.first = Timestamp(nanoseconds: first)
        self.last = Timestamp(nanoseconds: last)
        self.count = count
        evidenceCount = evidence.count
        sightings =
            evidence.count <= 2 * Self.evidenceCap
            ? evidence : Array(evidence.prefix(Self.evidenceCap) + evidence.suffix(Self.evidenceCap))
    }
}

extension Sighting {
    /// Sightings sorted, of each entry only the one with the smallest place.
    static func distinct(_ sightings: [Sighting]) -> [Sighting] {
        var result: [Sighting] = []
        for sighting in sightings.sorted() where result.last?.isSameEntry(as: sighting) != true {
            result.append(sighting)
        }
        return result
    }

    /// Whether this comes after `other` as the last sighting of a run: later, or the same entry at a smaller
    /// place.
    @inline(__always)
    func isBetterLast(than other: Sighting) -> Bool {
        if isSameEntry(as: other) { return place < other.place }
        return (time, identity) > (other.time, other.identity)
    }
}

/// Distances between points of time, safe from overflow.
enum TimeDistance {
    /// Whether `later` is at most `span` after `earlier`; true if it is before.
    @inline(__always)
    static func isWithin(_ span: Nanoseconds, from earlier: Int64, to later: Int64) -> Bool {
        later <= earlier || UInt64(bitPattern: later) &- UInt64(bitPattern: earlier) <= UInt64(span)
    }
}
