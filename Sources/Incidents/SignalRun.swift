import Model

/// What the entries of one episode have in common.
struct SignalKey: Hashable, Comparable, Sendable {
    /// A number of `RuleSets`.
    let ruleSet: Int32
    /// Entries without a time never mix with those that have one.
    let isTimed: Bool
    let ids: UInt64

    static func < (left: SignalKey, right: SignalKey) -> Bool {
        if left.ruleSet != right.ruleSet { return left.ruleSet < right.ruleSet }
        if left.ids != right.ids { return left.ids < right.ids }
        return !left.isTimed && right.isTimed
    }

    /// One word instead of three: this is done for every entry that matches.
    func hash(into hasher: inout Hasher) {
        hasher.combine(
            ids &+ UInt64(UInt32(bitPattern: ruleSet)) &* 0x9E37_79B9_7F4A_7C15 &+ (isTimed ? 1 : 0))
    }
}

/// Sightings of one key, each within the gap of another: an episode, or a part of one.
struct SignalRun: Sendable {
    let key: SignalKey
    private(set) var first: Int64
    private(set) var last: Int64
    private(set) var count: Int
    private(set) var ends: SightingEnds

    init(key: SignalKey, sighting: Sighting, count: Int) {
        self.key = key
        first = sighting.time
        last = sighting.time
        self.count = count
        ends = SightingEnds(sighting)
    }

    /// What an episode was made of; nil where it shows nothing.
    init?(key: SignalKey, episode: SignalEpisode, cap: Int) {
        guard let shown = episode.sightings.first else { return nil }
        self.key = key
        first = episode.first?.nanoseconds ?? Sighting.untimed
        last = episode.last?.nanoseconds ?? Sighting.untimed
        count = episode.counted
        ends = SightingEnds(shown)
        for sighting in episode.sightings.dropFirst() { ends.add(sighting, cap: cap) }
    }

    /// The same run under another rule-set number.
    init(_ other: SignalRun, ruleSet: Int32) {
        key = SignalKey(ruleSet: ruleSet, isTimed: other.key.isTimed, ids: other.key.ids)
        first = other.first
        last = other.last
        count = other.count
        ends = other.ends
    }

    /// Whether both are part of one episode; the keys are known to be equal.
    func touches(_ other: SignalRun, gap: Nanoseconds) -> Bool {
        let start = max(first, other.first)
        let end = min(last, other.last)
        if start <= end { return true }
        let (distance, overflow) = start.subtractingReportingOverflow(end)
        return !overflow && distance <= gap
    }

    mutating func join(_ other: SignalRun, cap: Int) {
        first = min(first, other.first)
        last = max(last, other.last)
        count += other.count
        ends.add(other.ends, cap: cap)
    }

    mutating func updateSightings(_ body: (inout Sighting) -> Void) {
        ends.update(body)
    }
}
