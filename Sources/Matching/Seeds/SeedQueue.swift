import Model

/// The patterns that can match in a message, and where: what a `SeedTable` makes of the literals found there.
/// One a thread.
public final class SeedQueue {
    /// One place to try a pattern at.
    public struct Item {
        public let pattern: Int
        /// The byte at which a match would begin; 0 for patterns without anchoring seeds.
        public let start: Int
    }

    private struct State {
        /// By literal number: where its entries begin; one more at the end.
        let starts: UnsafeMutablePointer<Int32>
        let literalCount: Int
        let entries: UnsafeMutablePointer<SeedTable.Entry>
        let checks: UnsafeMutablePointer<SeedTable.Check>
        /// By byte: the sets it is in, as bits; sets from 64 on in the second half.
        let classes: UnsafeMutablePointer<UInt64>
        let always: UnsafeMutablePointer<Int32>
        let alwaysCount: Int
        let folding: UnsafeMutablePointer<Int32>
        let foldingCount: Int
        /// Pattern and start of each item, to be sorted as numbers.
        var items: UnsafeMutablePointer<UInt64>
        var count = 0
        var capacity = 64
    }

    /// Behind a pointer, as a class's stored variables are checked for overlapping access each time.
    private let state: UnsafeMutablePointer<State>

    public init(_ table: SeedTable) {
        var starts: [Int32] = [0]
        var entries: [SeedTable.Entry] = []
        for literal in 0..<((table.entries.keys.max() ?? -1) + 1) {
            entries += table.entries[literal] ?? []
            starts.append(Int32(entries.count))
        }
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                starts: .copy(starts), literalCount: starts.count - 1, entries: .copy(entries),
                checks: .copy(table.checks), classes: .copy(Self.classes(of: table.sets)),
                always: .copy(table.always), alwaysCount: table.always.count, folding: .copy(table.folding),
                foldingCount: table.folding.count, items: .allocate(capacity: 64)))
    }

    deinit {
        state.pointee.starts.deallocate()
        state.pointee.entries.deallocate()
        state.pointee.checks.deallocate()
        state.pointee.classes.deallocate()
        state.pointee.always.deallocate()
        state.pointee.folding.deallocate()
        state.pointee.items.deallocate()
        state.deallocate()
    }

    private static func classes(of sets: [ScalarSet]) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: 512)
        for (number, set) in sets.enumerated() {
            for byte in UInt8.min ... .max where set.contains(byte: byte) {
                words[(number >> 6) << 8 | Int(byte)] |= 1 << UInt64(number & 63)
            }
        }
        return words
    }

    /// How many items there are. One may be there twice.
    public var count: Int { state.pointee.count }

    public subscript(index: Int) -> Item {
        let item = state.pointee.items[index]
        return Item(pattern: Int(item >> 32), start: Int(item & 0xFFFF_FFFF))
    }

    /// Replaces the items by those of a message of less than 4 GiB, in the order of patterns, those of each by
    /// place. `hits` are the literals found in it.
    public func fill(from message: Bytes, hits: LiteralHits) {
        state.pointee.count = 0
        for index in 0..<state.pointee.alwaysCount { append(state.pointee.always[index], 0) }
        if hits.all {
            for index in 0..<state.pointee.foldingCount { append(state.pointee.folding[index], 0) }
        }
        guard let base = message.baseAddress else { return }
        let starts = state.pointee.starts
        for index in 0..<hits.occurrenceCount {
            let found = hits.occurrence(index)
            guard found.literal.index < state.pointee.literalCount else { continue }
            let entries = Int(starts[found.literal.index])..<Int(starts[found.literal.index &+ 1])
            for number in entries { see(number, at: found.position, base, message.count) }
        }
        sort()
    }

    @inline(__always)
    private func see(_ number: Int, at position: Int, _ base: UnsafePointer<UInt8>, _ count: Int) {
        let entry = state.pointee.entries + number
        for index in 0..<Int(entry.pointee.checkCount) {
            let check = state.pointee.checks[Int(entry.pointee.firstCheck) &+ index]
            let place = position &+ Int(check.offset)
            if place < 0 || place >= count {
                if !check.allowsEdge { return }
            } else {
                let word = state.pointee.classes[Int(check.set >> 6) &<< 8 | Int(base[place])]
                if word >> UInt64(check.set & 63) & 1 == 0 { return }
            }
        }
        guard entry.pointee.isAnchoring else { return append(entry.pointee.pattern, 0) }
        let start = position &- Int(entry.pointee.distance)
        // No match begins inside of a character.
        guard start >= 0, start <= count, start == count || base[start] & 0xC0 != 0x80 else { return }
        append(entry.pointee.pattern, start)
    }

    @inline(__always)
    private func append(_ pattern: Int32, _ start: Int) {
        if state.pointee.count == state.pointee.capacity { grow() }
        state.pointee.items[state.pointee.count] =
            UInt64(UInt32(bitPattern: pattern)) << 32 | UInt64(truncatingIfNeeded: start)
        state.pointee.count &+= 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: state.pointee.capacity * 2)
        larger.moveInitialize(from: state.pointee.items, count: state.pointee.count)
        state.pointee.items.deallocate()
        state.pointee.items = larger
        state.pointee.capacity *= 2
    }

    private func sort() {
        let items = state.pointee.items
        let count = state.pointee.count
        guard count <= 32 else {
            var all = UnsafeMutableBufferPointer(start: items, count: count)
            return all.sort()
        }
        var index = 1
        while index < count {
            let item = items[index]
            var place = index
            while place > 0, items[place &- 1] > item {
                items[place] = items[place &- 1]
                place &-= 1
            }
            items[place] = item
            index &+= 1
        }
    }
}
