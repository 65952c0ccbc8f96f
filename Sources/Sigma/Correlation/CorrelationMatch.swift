import Model

/// A group of entries that a correlation rule matched.
public struct CorrelationMatch: Sendable, Hashable {
    /// The correlation's number among the rules.
    public let rule: Int
    /// What `Correlator.groupHash(of:)` makes of the group's values.
    public let groupHash: UInt64
    /// The fields that make the group, in the order of the rule's `group-by`.
    public let group: [FieldID]
    /// The different values that were counted, as `Correlator.valueHash(of:)` makes them, ascending: by a
    /// `value_count`, or by those that the correlation builds on; else none.
    public let valueHashes: [UInt64]
    public let first: Timestamp
    public let last: Timestamp
    /// How many different entries take part; where other correlations are built on, entries that their
    /// matches do not hold are counted once for each.
    public let count: Int
    /// The entries that prove it, sorted. An entry that was read twice with different contents is there for
    /// each value it shows.
    public let sightings: [Sighting]
    /// How many different entries prove it.
    public let evidenceCount: Int
    /// Where its windows fired, ascending: only where a correlation above asks for that.
    let firings: [Int64]

    /// `evidence` is sorted and has no sighting twice.
    init(
        correlation: Correlation, group: UInt64, values: [UInt64], first: Int64, last: Int64, count: Int,
        evidence: [Sighting], firings: [Int64] = []
    ) {
        rule = correlation.rule
        groupHash = group
        self.group = correlation.groupBy
        valueHashes = values
        self.first = Timestamp(nanoseconds: first)
        self.last = Timestamp(nanoseconds: last)
        self.count = count
        evidenceCount = Sighting.countOfEntries(evidence)
        sightings = evidence
        self.firings = correlation.keepsFirings ? firings : []
    }
}

extension Sighting {
    /// Sightings sorted, each once.
    static func distinct(_ sightings: [Sighting]) -> [Sighting] {
        var result: [Sighting] = []
        for sighting in sightings.sorted() where result.last != sighting { result.append(sighting) }
        return result
    }

    /// How many different entries sorted sightings show.
    static func countOfEntries(_ sorted: [Sighting]) -> Int {
        var count = 0
        for index in sorted.indices where index == 0 || !sorted[index].isSameEntry(as: sorted[index - 1]) {
            count += 1
        }
        return count
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
