import CPrefetch

/// Finds indices by a hash of what stands there: an open-addressing table of (32 bits of hash, index) words, in the
/// order of their hashes, so that growing reads and writes memory from one end to the other.
struct HashIndex: ~Copyable {
    private static let smallestSize = 64

    /// The hash in the upper half, the index plus one in the lower; 0 is free.
    private var slots: UnsafeMutablePointer<UInt64>
    private var size: Int
    private var count = 0

    init(size: Int = HashIndex.smallestSize) {
        self.size = size
        slots = .allocate(capacity: size)
        slots.initialize(repeating: 0, count: size)
    }

    deinit {
        slots.deallocate()
    }

    func copy() -> HashIndex {
        var copy = HashIndex(size: size)
        copy.slots.update(from: slots, count: size)
        copy.count = count
        return copy
    }

    @inline(__always)
    private func position(_ tag: UInt64) -> Int {
        Int(truncatingIfNeeded: (tag &* UInt64(truncatingIfNeeded: size)) &>> 32)
    }

    /// The index whose hash is this and for which `matches` is true; -1 if there is none.
    @inline(__always)
    func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int {
        let tag = hash &>> 32
        var position = position(tag)
        while slots[position] != 0 {
            let slot = slots[position]
            if slot &>> 32 == tag {
                let index = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1
                if matches(index) { return index }
            }
            position &+= 1
            if position == size { position = 0 }
        }
        return -1
    }

    /// Fetches the place of a hash that is looked for soon.
    @inline(__always)
    func prefetch(_ hash: UInt64) {
        crosstalk_prefetch(slots + position(hash &>> 32))
    }

    /// Adds an index that is not there yet.
    @inline(__always)
    mutating func insert(_ index: Int, hash: UInt64) {
        if count &* 4 >= size &* 3 { grow() }
        place(hash & 0xFFFF_FFFF_0000_0000 | UInt64(truncatingIfNeeded: index &+ 1))
        count &+= 1
    }

    /// Empties the table; its room is kept.
    mutating func removeAllKeepingCapacity() {
        guard count > 0 else { return }
        count = 0
        slots.update(repeating: 0, count: size)
    }

    @inline(__always)
    private func place(_ slot: UInt64) {
        var position = position(slot &>> 32)
        while slots[position] != 0 {
            position &+= 1
            if position == size { position = 0 }
        }
        slots[position] = slot
    }

    @inline(never)
    private mutating func grow() {
        let (old, oldSize) = (slots, size)
        size = oldSize * 2
        slots = .allocate(capacity: size)
        slots.initialize(repeating: 0, count: size)
        for position in 0..<oldSize where old[position] != 0 { place(old[position]) }
        old.deallocate()
    }
}
