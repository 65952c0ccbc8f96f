import Model

/// One search for literals in one message.
struct WindowRun {
    let tables: WindowTables
    let base: UnsafePointer<UInt8>
    let count: Int
    let hits: LiteralHits

    /// Places are looked at in portions of so many, and those to be compared are put down first: a branch at
    /// each place would often be guessed wrongly.
    private static let portion = 256

    /// Finds literals of three bytes and more. Returns all bytes of the message, or'ed.
    func scanLong() -> UInt32 {
        var seen: UInt32 = 0
        let end = count &- 3
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.portion) { buffer in
            guard let places = buffer.baseAddress else { return }
            var index = 0
            while index < end {
                let stop = min(end, index &+ Self.portion)
                var found = 0
                while index < stop {
                    let word = load(index)
                    seen |= word
                    let hash = WindowTables.hash(WindowTables.key(word))
                    places[found] = UInt32(truncatingIfNeeded: index)
                    found &+= Int(tables.bits[Int(hash >> 6)] >> UInt64(hash & 63) & 1)
                    index &+= 1
                }
                for place in 0..<found {
                    let start = Int(places[place])
                    compare(key: WindowTables.key(load(start)), at: start)
                }
            }
        }
        return seen | scanTail()
    }

    /// Looks at the last places, behind which there are less than four bytes.
    private func scanTail() -> UInt32 {
        var seen: UInt32 = 0
        for index in max(0, count &- 3)..<count {
            var word: UInt32 = 0
            for byte in (index..<count).reversed() { word = word &<< 8 | UInt32(base[byte]) }
            seen |= word
            look(WindowTables.key(word), at: index)
        }
        return seen
    }

    /// The same with literals of less than three bytes.
    func scanAll() -> UInt32 {
        let seen = scanLong()
        for index in 0..<count {
            let second = index &+ 1 < count ? UInt32(base[index &+ 1]) : 0
            let key = WindowTables.shortKey(UInt32(base[index]) | second << 8)
            look(key, at: index)
        }
        return seen
    }

    private func look(_ key: UInt32, at index: Int) {
        let hash = WindowTables.hash(key)
        if tables.bits[Int(hash >> 6)] >> UInt64(hash & 63) & 1 != 0 { compare(key: key, at: index) }
    }

    @inline(__always)
    private func load(_ index: Int) -> UInt32 {
        UInt32(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt32.self))
    }

    /// Compares the literals that have the key's bytes at a place.
    private func compare(key: UInt32, at index: Int) {
        var place = WindowTables.hash(key) & tables.slotMask
        while tables.slots[Int(place)].key != key {
            if tables.slots[Int(place)].key == 0 { return }
            place = (place &+ 1) & tables.slotMask
        }
        let slot = tables.slots[Int(place)]
        for position in Int(slot.first)..<(Int(slot.first) &+ Int(slot.count)) {
            let literal = tables.literals + position
            let start = index &- Int(literal.pointee.offset)
            if start >= 0, start &+ Int(literal.pointee.count) <= count, stands(literal, at: start) {
                hits.insert(literal.pointee.number, at: start)
            }
        }
    }

    /// Whether a literal stands at a place from which it would fit.
    @inline(__always)
    private func stands(_ literal: UnsafePointer<WindowTables.Literal>, at start: Int) -> Bool {
        let length = Int(literal.pointee.count)
        let head = WindowTables.head(UnsafeRawPointer(base + start), length)
        guard head | literal.pointee.headFold == literal.pointee.head else { return false }
        guard length > 8 else { return true }
        for index in 8..<length where Bytes.foldASCII(base[start &+ index]) != literal.pointee.bytes[index] {
            return false
        }
        return true
    }
}
