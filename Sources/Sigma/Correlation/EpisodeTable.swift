import Model

/// A run of entries of one group with one value, each within the timespan of the one before.
///
/// Fields are ordered so that the small ones fill the gaps behind the sightings.
struct Episode: Sendable {
    var first: Sighting
    var isDead = false
    /// The group's first episode: the head of the list of its values.
    var isGroupHead = false
    /// The next episode of the same group and value; -1 at the end.
    var nextOfValue: Int32 = -1
    var last: Sighting
    /// The next value of the same group; -1 at the end. Meaningful in the first episode of a value only.
    var nextInGroup: Int32 = -1
    let group: UInt64
    let value: UInt64
    var count: UInt32
}

/// The state of a correlation that asks whether a group has two different values within its timespan, or one: for
/// each group and value the runs of entries, which say just that.
///
/// Two runs of different values are within the timespan of each other exactly if some window of that length,
/// closed at both ends, holds an entry of each. Uniting runs is commutative and associative, so neither the
/// order of entries nor the way states were merged can be seen in the result.
struct EpisodeTable: Sendable {
    private let span: Nanoseconds
    private var episodes = ChunkedArray<Episode>()
    /// The first episode of each (group, value), which stays the first as long as the table lives.
    private var values = HashIndex()
    /// The first episode of each group.
    private var groups = HashIndex()
    /// Episodes that were united with others, to be used again.
    private var firstFree: Int32 = -1
    private var latest: Sighting?

    init(span: Nanoseconds) {
        self.span = span
    }

    /// Whether the entry is the one that came last: it then matched another rule of the same correlation, and
    /// is known.
    mutating func isLatest(_ sighting: Sighting) -> Bool {
        if latest == sighting { return true }
        latest = sighting
        return false
    }

    /// Adds an entry, or a run of them; `count` is the number of entries it adds.
    mutating func add(group: UInt64, value: UInt64, first: Sighting, last: Sighting, count: UInt32) {
        let hash = Hashing.mix(group ^ 0x9E37_79B9_7F4A_7C15, value ^ 0xA076_1D64_78BD_642F)
        let known = values.find(hash) { episodes[$0].group == group && episodes[$0].value == value }
        if let known {
            unite(Episode(first: first, last: last, group: group, value: value, count: count), from: known)
            return
        }
        let index = store(Episode(first: first, last: last, group: group, value: value, count: count))
        values.insert(index, hash: hash)
        linkToGroup(index, group)
    }

    private mutating func linkToGroup(_ index: Int, _ group: UInt64) {
        if let head = head(of: group) {
            episodes[index].nextInGroup = episodes[head].nextInGroup
            episodes[head].nextInGroup = Int32(index)
        } else {
            episodes[index].isGroupHead = true
            groups.insert(index, hash: Self.hash(of: group))
        }
    }

    @inline(__always)
    private func head(of group: UInt64) -> Int? {
        groups.find(Self.hash(of: group)) { episodes[$0].group == group }
    }

    private static func hash(of group: UInt64) -> UInt64 {
        Hashing.mix(group ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
    }

    private mutating func store(_ episode: Episode) -> Int {
        if firstFree >= 0 {
            let index = Int(firstFree)
            firstFree = episodes[index].nextOfValue
            episodes[index] = episode
            return index
        }
        episodes.append(episode)
        return episodes.count - 1
    }

    /// Unites a run with all runs of its value that it touches; `head` is the first of them.
    private mutating func unite(_ added: Episode, from head: Int) {
        var home = -1
        var previous = -1
        var index = head
        while index >= 0 {
            let next = Int(episodes[index].nextOfValue)
            if !isNear(episodes[index], added) {
                previous = index
            } else if home < 0 {
                absorb(added, into: index)
                home = index
                previous = index
                // Runs lie further apart than the timespan: inside one of them, no other is near.
                if added.first.time > episodes[index].first.time, added.last.time < episodes[index].last.time
                {
                    return
                }
            } else {
                // The head never dies: it comes first in the list.
                absorb(episodes[index], into: home)
                episodes[previous].nextOfValue = Int32(next)
                release(index)
            }
            index = next
        }
        guard home < 0 else { return }
        let stored = store(added)
        episodes[stored].nextOfValue = episodes[head].nextOfValue
        episodes[head].nextOfValue = Int32(stored)
    }

    private func isNear(_ left: Episode, _ right: Episode) -> Bool {
        TimeDistance.isWithin(span, from: left.last.time, to: right.first.time)
            && TimeDistance.isWithin(span, from: right.last.time, to: left.first.time)
    }

    private mutating func absorb(_ added: Episode, into index: Int) {
        if added.first < episodes[index].first { episodes[index].first = added.first }
        if added.last.isBetterLast(than: episodes[index].last) { episodes[index].last = added.last }
        episodes[index].count &+= added.count
    }

    private mutating func release(_ index: Int) {
        episodes[index].isDead = true
        episodes[index].nextOfValue = firstFree
        firstFree = Int32(index)
    }

    // MARK: - Whole tables

    mutating func merge(_ other: EpisodeTable) {
        for index in 0..<other.episodes.count {
            let episode = other.episodes[index]
            if episode.isDead { continue }
            add(
                group: episode.group, value: episode.value, first: episode.first, last: episode.last,
                count: episode.count)
        }
    }

    mutating func updateSightings(_ body: (inout Sighting) -> Void) {
        for index in 0..<episodes.count where !episodes[index].isDead {
            body(&episodes[index].first)
            if episodes[index].last == episodes[index].first {
                episodes[index].last = episodes[index].first
            } else {
                body(&episodes[index].last)
            }
        }
    }

    mutating func reset() {
        episodes.removeAllKeepingCapacity()
        values.removeAllKeepingCapacity()
        groups.removeAllKeepingCapacity()
        firstFree = -1
        latest = nil
    }

    func forEachEpisode(_ body: (Episode) -> Void) {
        for index in 0..<episodes.count where !episodes[index].isDead { body(episodes[index]) }
    }

    /// Calls `body` with all episodes of each group that has so many values or more (one or two), in no
    /// particular order; with `wanted`, of those groups only.
    func forEachGroup(withValues least: Int, in wanted: Set<UInt64>?, _ body: ([Episode]) -> Void) {
        var members: [Episode] = []
        func visit(_ head: Int) {
            guard least < 2 || episodes[head].nextInGroup >= 0 else { return }
            collect(head, into: &members)
            body(members)
        }
        if let wanted {
            for group in wanted { head(of: group).map(visit) }
        } else {
            for index in 0..<episodes.count where episodes[index].isGroupHead { visit(index) }
        }
    }

    private func collect(_ head: Int, into members: inout [Episode]) {
        members.removeAll(keepingCapacity: true)
        var value = head
        while value >= 0 {
            var episode = value
            while episode >= 0 {
                members.append(episodes[episode])
                episode = Int(episodes[episode].nextOfValue)
            }
            value = Int(episodes[value].nextInGroup)
        }
    }
}
