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
    /// The first and the last of them, one for each entry, sorted; at most the cap at each end.
    public let sightings: [Sighting]

    public init(
        rules: [Int], ids: UInt64, first: Timestamp?, last: Timestamp?, count: Int, sightings: [Sighting]
    ) {
        self.rules = rules
        self.ids = ids
        self.first = first
        self.last = last
        self.count = count
        self.sightings = sightings
    }
}
