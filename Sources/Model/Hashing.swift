/// Fast hashes of bytes for tables and identities. They are the same in every process and on every machine
/// of one byte order, so they may order what is otherwise equal; they are no protection against forgery.
public enum Hashing {
    /// Hashes bytes with a seed, by folded 64 × 64 bit multiplication.
    public static func hash(_ bytes: Bytes, seed: UInt64 = 0) -> UInt64 {
        var state = seed ^ 0x9E37_79B9_7F4A_7C15
        guard let base = bytes.baseAddress else { return mix(state, 0xD6E8_FEB8_6659_FD93) }
        let raw = UnsafeRawPointer(base)
        var offset = 0
        let count = bytes.count
        while count - offset > 16 {
            state = mix(load(raw, offset) ^ 0xA076_1D64_78BD_642F, load(raw, offset + 8) ^ state)
            offset += 16
        }
        let (low, high) = tail(raw + offset, count - offset)
        state = mix(low ^ 0xE703_7ED1_A0B4_28DB, high ^ state)
        return mix(state ^ UInt64(truncatingIfNeeded: count), 0x8EBC_6AF0_9C88_C6E3)
    }

    /// Hashes the UTF-8 of a string.
    public static func hash(_ string: String, seed: UInt64 = 0) -> UInt64 {
        var copy = string
        return copy.withUTF8 { hash($0, seed: seed) }
    }

    /// Multiplies to 128 bits and folds the halves together.
    @inlinable
    public static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    private static func load(_ raw: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The last 0 to 16 bytes as two words.
    private static func tail(_ raw: UnsafeRawPointer, _ count: Int) -> (UInt64, UInt64) {
        if count >= 8 { return (load(raw, 0), load(raw, count - 8)) }
        if count >= 4 {
            let low = UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
            let high = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            return (UInt64(low), UInt64(high))
        }
        var word: UInt64 = 0
        for index in 0..<count {
            word = word << 8 | UInt64(raw.load(fromByteOffset: index, as: UInt8.self))
        }
        return (word, 0)
    }
}
