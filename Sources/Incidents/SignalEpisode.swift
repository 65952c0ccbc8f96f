import Model

/// Entries that matched the same rules with the same ids, none further than the gap from the next.
public struct SignalEpisode: Hashable, Sendable {
    /// Numbers of the rules, ascending.
    public let rules: [Int]
    /// The hash of ids by which entries were told apart (see `SignalTable.observe`).
    public let ids: UInt64
    /// Event time of the first and the last entry; nil for entries without one.
    public let first: Timestamp?
    public let last: Timestamp?
    /// How many distinct entries.
    public let count: Int
    /// How many of them were counted here: fewer where an entry that is shown was counted under other ids, because
    /// another copy of it came first.
    public let counted: Int
    /// The first and the last of them, one for each entry, sorted; at most the cap at each end.
    public let sightings: [Sighting]

    public init(
        rules: [Int], ids: UInt64, first: Timestamp?, last: Timestamp?, counted: Int, sightings: [Sighting]
    ) {
        self.rules = rules
        self.ids = ids
        self.first = first
        self.last = last
        // What is shown is counted in any case, so that the order of copies does not matter.
        count = max(counted, sightings.count)
        self.counted = counted
        self.sightings = sightings
    }
}
