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
struct EpisodeTable: ~Copyable {
    /// So many values of a group are found by walking along its list: most groups have one or two. Further ones stand
    /// behind them and in `furtherValues`.
    private static let listed = 8
    /// How far ahead of the merge the places of groups are fetched.
    private static let prefetched = 12

    private let span: Nanoseconds
    private var episodes = ChunkedMemory<Episode>()
    /// The first episode of each group.
    private var groups = HashIndex()
    /// The first episodes of the values of a group that are not found in its list; each stays the first as long as
    /// the table lives.
    private var furtherValues = HashIndex()
    /// Episodes that were united with others, to be used again.
    private var firstFree: Int32 = -1
    private var latest = Sighting(
        time: Sighting.untimed, identity: 0, place: 0, handle: 0, isDetection: false)

    init(span: Nanoseconds) {
        self.span = span
    }

    private init(
        span: Nanoseconds, episodes: consuming ChunkedMemory<Episode>, groups: consuming HashIndex,
        furtherValues: consuming HashIndex
    ) {
        self.span = span
        self.episodes = episodes
        self.groups = groups
        self.furtherValues = furtherValues
    }

    func copy() -> EpisodeTable {
        var copy = EpisodeTable(
            span: span, episodes: episodes.copy(), groups: groups.copy(), furtherValues: furtherValues.copy())
        copy.firstFree = firstFree
        copy.latest = latest
        return copy
    }

    /// Whether the entry is the one that came last: it then matched another rule of the same correlation, and
    /// is known.
    @inline(__always)
    mutating func isLatest(_ sighting: Sighting) -> Bool {
        if latest == sighting { return true }
        latest = sighting
        return false
    }

    /// Adds an entry, or a run of them; `count` is the number of entries it adds.
    mutating func add(group: UInt64, value: UInt64, first: Sighting, last: Sighting, count: UInt32) {
        let head = head(of: group)
        let added = Episode(first: first, last: last, group: group, value: value, count: count)
        guard head >= 0 else {
            let index = store(added)
            episodes[index].pointee.isGroupHead = true
            groups.insert(index, hash: Self.hash(of: group))
            return
        }
        var index = head
        for _ in 1..<Self.listed {
            if episodes[index].pointee.value == value { return unite(added, from: index) }
            let next = Int(episodes[index].pointee.nextInGroup)
            if next < 0 { return link(store(added), after: index) }
            index = next
        }
        if episodes[index].pointee.value == value { return unite(added, from: index) }
        addFurther(added, after: index)
    }

    @inline(never)
    private mutating func addFurther(_ added: Episode, after index: Int) {
        let hash = Hashing.mix(added.group ^ 0x9E37_79B9_7F4A_7C15, added.value ^ 0xA076_1D64_78BD_642F)
        let known = furtherValues.find(hash) {
            episodes[$0].pointee.group == added.group && episodes[$0].pointee.value == added.value
        }
        if known >= 0 { return unite(added, from: known) }
        let stored = store(added)
        furtherValues.insert(stored, hash: hash)
        link(stored, after: index)
    }

    private func link(_ stored: Int, after index: Int) {
        episodes[stored].pointee.nextInGroup = episodes[index].pointee.nextInGroup
        episodes[index].pointee.nextInGroup = Int32(truncatingIfNeeded: stored)
    }

    /// -1 where there is no such group.
    @inline(__always)
    private func head(of group: UInt64) -> Int {
        groups.find(Self.hash(of: group)) { episodes[$0].pointee.group == group }
    }

    @inline(__always)
    private static func hash(of group: UInt64) -> UInt64 {
        Hashing.mix(group ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
    }

    private mutating func store(_ episode: Episode) -> Int {
        if firstFree >= 0 {
            let index = Int(firstFree)
            firstFree = episodes[index].pointee.nextOfValue
            episodes[index].pointee = episode
            return index
        }
        episodes.append(episode)
        return episodes.count &- 1
    }

    /// Unites a run with all runs of its value that it touches; `head` is the first of them.
    private mutating func unite(_ added: Episode, from head: Int) {
        var home = -1
        var previous = -1
        var index = head
        while index >= 0 {
            let episode = episodes[index]
            let next = Int(episode.pointee.nextOfValue)
            if !isNear(episode, added) {
                previous = index
            } else if home < 0 {
                Self.absorb(added, into: episode)
                home = index
                previous = index
                // Runs lie further apart than the timespan: inside one of them, no other is near.
                if added.first.time > episode.pointee.first.time, added.last.time < episode.pointee.last.time
                {
                    return
                }
            } else {
                // The head never dies: it comes first in the list.
                Self.absorb(episode.pointee, into: episodes[home])
                episodes[previous].pointee.nextOfValue = Int32(truncatingIfNeeded: next)
                release(index)
            }
            index = next
        }
        guard home < 0 else { return }
        let stored = store(added)
        episodes[stored].pointee.nextOfValue = episodes[head].pointee.nextOfValue
        episodes[head].pointee.nextOfValue = Int32(truncatingIfNeeded: stored)
    }

    @inline(__always)
    private func isNear(_ left: UnsafePointer<Episode>, _ right: Episode) -> Bool {
        TimeDistance.isWithin(span, from: left.pointee.last.time, to: right.first.time)
            && TimeDistance.isWithin(span, from: right.last.time, to: left.pointee.first.time)
    }

    @inline(__always)
    private static func absorb(_ added: Episode, into home: UnsafeMutablePointer<Episode>) {
        if added.first < home.pointee.first { home.pointee.first = added.first }
        if added.last.isBetterLast(than: home.pointee.last) { home.pointee.last = added.last }
        home.pointee.count &+= added.count
    }

    private mutating func release(_ index: Int) {
        episodes[index].pointee.isDead = true
        episodes[index].pointee.nextOfValue = firstFree
        firstFree = Int32(truncatingIfNeeded: index)
    }

    // MARK: - Whole tables

    /// Adds all of another table. This one may be large: the places of groups are fetched ahead.
    mutating func merge(_ other: borrowing EpisodeTable) {
        let count = other.episodes.count
        for index in 0..<count {
            let ahead = index &+ Self.prefetched
            if ahead < count { groups.prefetch(Self.hash(of: other.episodes[ahead].pointee.group)) }
            let episode = other.episodes[index]
            if episode.pointee.isDead { continue }
            add(
                group: episode.pointee.group, value: episode.pointee.value, first: episode.pointee.first,
                last: episode.pointee.last, count: episode.pointee.count)
        }
    }

    mutating func updateSightings(_ body: (inout Sighting) -> Void) {
        for index in 0..<episodes.count where !episodes[index].pointee.isDead {
            let episode = episodes[index]
            body(&episode.pointee.first)
            if episode.pointee.last == episode.pointee.first {
                episode.pointee.last = episode.pointee.first
            } else {
                body(&episode.pointee.last)
            }
        }
    }

    mutating func reset() {
        latest = Sighting(time: Sighting.untimed, identity: 0, place: 0, handle: 0, isDetection: false)
        guard episodes.count > 0 else { return }
        episodes.removeAllKeepingCapacity()
        groups.removeAllKeepingCapacity()
        furtherValues.removeAllKeepingCapacity()
        firstFree = -1
    }

    func forEachEpisode(_ body: (Episode) -> Void) {
        for index in 0..<episodes.count where !episodes[index].pointee.isDead {
            body(episodes[index].pointee)
        }
    }

    /// Calls `body` with all episodes of each group that has so many values or more (one or two), in no
    /// particular order; with `wanted`, of those groups only.
    func forEachGroup(withValues least: Int, in wanted: Set<UInt64>?, _ body: ([Episode]) -> Void) {
        var members: [Episode] = []
        if let wanted {
            for group in wanted {
                let head = head(of: group)
                if head >= 0, collect(head, withValues: least, into: &members) { body(members) }
            }
        } else {
            for index in 0..<episodes.count
            where episodes[index].pointee.isGroupHead && collect(index, withValues: least, into: &members) {
                body(members)
            }
        }
    }

    /// False where the group has fewer values.
    private func collect(_ head: Int, withValues least: Int, into members: inout [Episode]) -> Bool {
        guard least < 2 || episodes[head].pointee.nextInGroup >= 0 else { return false }
        members.removeAll(keepingCapacity: true)
        var value = head
        while value >= 0 {
            var episode = value
            while episode >= 0 {
                members.append(episodes[episode].pointee)
                episode = Int(episodes[episode].pointee.nextOfValue)
            }
            value = Int(episodes[value].pointee.nextInGroup)
        }
        return true
    }
}
