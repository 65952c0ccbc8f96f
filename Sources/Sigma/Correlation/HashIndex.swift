/// Finds indices by a hash of what stands there: an open-addressing table of (32 bits of hash, index) words.
struct HashIndex: Sendable {
    private static let smallestSize = 64

    /// The hash in the upper half, the index plus one in the lower; 0 is free.
    private var slots: ContiguousArray<UInt64> = []
    private var count = 0

    /// The index whose hash is this and for which `matches` is true.
    @inline(__always)
    func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count &- 1
        let tag = hash >> 32
        var position = Int(truncatingIfNeeded: tag) & mask
        while slots[position] != 0 {
            let slot = slots[position]
            if slot >> 32 == tag {
                let index = Int(slot & 0xFFFF_FFFF) &- 1
                if matches(index) { return index }
            }
            position = (position &+ 1) & mask
        }
        return nil
    }

    /// Adds an index that is not there yet.
    mutating func insert(_ index: Int, hash: UInt64) {
        if count &* 4 >= slots.count &* 3 { grow() }
        place(hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1))
        count += 1
    }

    /// Empties the table; its room is kept.
    mutating func removeAllKeepingCapacity() {
        guard count > 0 else { return }
        count = 0
        slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    private mutating func place(_ slot: UInt64) {
        let mask = slots.count - 1
        var position = Int(slot >> 32) & mask
        while slots[position] != 0 { position = (position + 1) & mask }
        slots[position] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = ContiguousArray(repeating: 0, count: max(Self.smallestSize, old.count * 2))
        for slot in old where slot != 0 { place(slot) }
    }
}
