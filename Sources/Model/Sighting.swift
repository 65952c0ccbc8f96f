/// One entry that a correlation or a signal may have to show: when it was, which entry it is, where it stood,
/// and the handle by which whoever keeps the bytes of entries finds it again.
///
/// Sightings are ordered by time, then identity, then place, so that "the first" and "the last" do not depend
/// on the order in which entries arrive.
public struct Sighting: Comparable, Hashable, Sendable {
    /// Event time in nanoseconds; `Sighting.untimed` where the entry has none.
    public let time: Int64
    /// 64 bits of the entry's identity.
    public let identity: UInt64
    /// The input's number, counted from 1, in the upper 24 bits, the byte offset in it in the lower 40; less than
    /// that of any input for one that an earlier run kept, which so comes before all others of its entry.
    public let place: UInt64
    /// Meaningful to the keeper of the bytes only; not part of the order.
    public var handle: UInt64
    /// Whether the entry matched a rule that is a signal itself (it is then counted there).
    public let isDetection: Bool

    /// The time of entries that have none: before everything.
    public static let untimed = Int64.min

    public init(time: Int64, identity: UInt64, place: UInt64, handle: UInt64, isDetection: Bool) {
        self.time = time
        self.identity = identity
        self.place = place
        self.handle = handle
        self.isDetection = isDetection
    }

    public static func place(input: Int, offset: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: input + 1) << 40 | UInt64(truncatingIfNeeded: offset) & 0xFF_FFFF_FFFF
    }

    /// The offset in a place.
    public static func offset(of place: UInt64) -> Int { Int(place & 0xFF_FFFF_FFFF) }

    /// The number of the input in a place; negative for one that an earlier run kept.
    public static func input(of place: UInt64) -> Int { Int(place >> 40) - 1 }

    /// Whether both are sightings of the same entry, perhaps read twice.
    @inlinable
    public func isSameEntry(as other: Sighting) -> Bool { time == other.time && identity == other.identity }

    @inlinable
    public static func < (left: Sighting, right: Sighting) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.identity != right.identity { return left.identity < right.identity }
        return left.place < right.place
    }

    @inlinable
    public static func == (left: Sighting, right: Sighting) -> Bool {
        left.time == right.time && left.identity == right.identity && left.place == right.place
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(time)
        hasher.combine(identity)
        hasher.combine(place)
    }
}
