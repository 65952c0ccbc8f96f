import Model

/// Where the literals of a catalogue are looked up by a few of their bytes.
struct WindowTables {
    /// A literal as it is compared: eight bytes first, overlapping where it is shorter, and all of them where
    /// it is longer.
    struct Literal {
        /// The first eight bytes, or those that `WindowTables.head` takes of a shorter one; lower case.
        var head: UInt64
        /// 0x20 at each letter of `head`.
        var headFold: UInt64
        var bytes: UnsafeMutablePointer<UInt8>
        var count: Int32
        /// From its first byte to the bytes it is looked up by.
        var offset: Int32
        var number: Int32
    }

    /// The literals with the same bytes to be looked up by.
    struct Slot {
        /// 0 where the slot is empty.
        var key: UInt32
        var first: UInt32
        var count: UInt32
    }

    /// A bit for each hash of a key.
    let bits: UnsafeMutablePointer<UInt64>
    let slots: UnsafeMutablePointer<Slot>
    let slotMask: UInt32
    let literals: UnsafeMutablePointer<Literal>
    let hasShortLiterals: Bool
    private let text: UnsafeMutablePointer<UInt8>

    static let caseBits: UInt32 = 0x2020_2020
    static let hashBits: UInt32 = 16

    /// The key of four bytes; the case of letters makes no difference, nor do some other bits.
    @inline(__always)
    static func key(_ word: UInt32) -> UInt32 { word | caseBits }

    /// The key of a literal of less than three bytes: no key of four bytes has its upper half empty.
    @inline(__always)
    static func shortKey(_ word: UInt32) -> UInt32 { key(word) & 0xFFFF }

    @inline(__always)
    static func hash(_ key: UInt32) -> UInt32 { (key &* 0x9E37_79B1) >> (32 - hashBits) }

    /// The bytes of a literal that are compared first.
    @inline(__always)
    static func head(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 8 { return base.loadUnaligned(as: UInt64.self) }
        if count >= 4 {
            return UInt64(base.loadUnaligned(as: UInt32.self))
                | UInt64(base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) << 32
        }
        // Of one, two or three bytes, some come twice.
        return UInt64(base.load(as: UInt8.self))
            | UInt64(base.load(fromByteOffset: count >> 1, as: UInt8.self)) << 8
            | UInt64(base.load(fromByteOffset: count &- 1, as: UInt8.self)) << 16
    }

    init(literals list: [[UInt8]]) {
        bits = .allocate(capacity: 1 << Int(Self.hashBits - 6))
        bits.initialize(repeating: 0, count: 1 << Int(Self.hashBits - 6))
        text = .copy(list.flatMap { $0 } + [0])
        hasShortLiterals = list.contains { $0.count < 3 }
        let byKey = Self.literalsByKey(list)
        var slotCount = 64
        while slotCount < byKey.count * 4 { slotCount *= 2 }
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: Slot(key: 0, first: 0, count: 0), count: slotCount)
        slotMask = UInt32(slotCount - 1)
        var starts: [Int] = [0]
        for literal in list { starts.append(starts[starts.count - 1] + literal.count) }
        var flat: [Literal] = []
        for (key, members) in byKey.sorted(by: { $0.key < $1.key }) {
            let slot = Slot(key: key, first: UInt32(flat.count), count: UInt32(members.count))
            for member in members {
                flat.append(Self.literal(member, list[member.number], text: text + starts[member.number]))
            }
            let hash = Self.hash(key)
            bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
            var place = hash & slotMask
            while slots[Int(place)].key != 0 { place = (place + 1) & slotMask }
            slots[Int(place)] = slot
        }
        literals = .copy(flat)
    }

    func deallocate() {
        bits.deallocate()
        slots.deallocate()
        literals.deallocate()
        text.deallocate()
    }

    private struct Member {
        var number: Int
        var offset: Int
    }

    private static func literal(
        _ member: Member, _ bytes: [UInt8], text: UnsafeMutablePointer<UInt8>
    ) -> Literal {
        let folds = bytes.map { $0 &- 0x61 < 26 ? UInt8(0x20) : 0 }
        return Literal(
            head: head(text, bytes.count),
            headFold: folds.withUnsafeBytes { bytes in
                bytes.baseAddress.map { head($0, bytes.count) } ?? 0
            },
            bytes: text, count: Int32(bytes.count), offset: Int32(member.offset), number: Int32(member.number)
        )
    }

    private static func literalsByKey(_ list: [[UInt8]]) -> [UInt32: [Member]] {
        var result: [UInt32: [Member]] = [:]
        let choice = WindowChoice(list)
        for (number, bytes) in list.enumerated() {
            for (key, offset) in keys(of: bytes, choice) {
                result[key, default: []].append(Member(number: number, offset: offset))
            }
        }
        return result
    }

    /// The keys by which a literal is looked up, and where in it their bytes stand.
    private static func keys(of bytes: [UInt8], _ choice: WindowChoice) -> [(key: UInt32, offset: Int)] {
        // Of a byte that may be any, a key tells 128.
        let any = (UInt32(0)..<256).filter { $0 & 0x20 != 0 }
        switch bytes.count {
        case 0: return []
        case 1: return any.map { (shortKey(word(bytes, 0) | $0 << 8), 0) }
        case 2: return [(shortKey(word(bytes, 0)), 0)]
        case 3: return any.map { (key(word(bytes, 0) | $0 << 24), 0) }
        default:
            let offset = choice.offset(in: bytes)
            return [(key(word(bytes, offset)), offset)]
        }
    }

    /// Four bytes from an offset, the first lowest; 0 where there are none.
    fileprivate static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        var word: UInt32 = 0
        for index in (offset..<min(offset + 4, bytes.count)).reversed() {
            word = word << 8 | UInt32(bytes[index])
        }
        return word
    }

}

/// Chooses the four bytes by which a literal is looked up: such as are rare in messages.
private struct WindowChoice {
    /// How common each byte is in messages, roughly: the letters of English by frequency, and what logs have in
    /// every line.
    private let costs: [Int]
    /// How often four bytes stand in literals. What many of them share is what messages have.
    private var counts: [UInt32: Int] = [:]

    private static let sharingCost = 8

    init(_ literals: [[UInt8]]) {
        var costs = [Int](repeating: 0, count: 256)
        for (rank, byte) in " etaoinsrdlu_c=mphgfby".utf8.enumerated() { costs[Int(byte)] = 24 - rank }
        self.costs = costs
        for bytes in literals where bytes.count >= 4 {
            for offset in 0...(bytes.count - 4) { counts[WindowTables.word(bytes, offset), default: 0] += 1 }
        }
    }

    /// Where the four bytes begin, in a literal that has as many.
    func offset(in bytes: [UInt8]) -> Int {
        var best = (offset: 0, cost: Int.max)
        for offset in 0...(bytes.count - 4) {
            let sharing = counts[WindowTables.word(bytes, offset), default: 1] - 1
            let cost = (0..<4).reduce(sharing * Self.sharingCost) { $0 + costs[Int(bytes[offset + $1])] }
            if cost < best.cost { best = (offset, cost) }
        }
        return best.offset
    }
}
