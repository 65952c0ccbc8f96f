import Model

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The first newline at or behind `from` and before `limit`.
@inline(__always)
func findNewline(_ bytes: UnsafePointer<UInt8>, from: Int, limit: Int) -> Int? {
    guard from < limit, let hit = memchr(bytes + from, Int32(Byte.newline), limit - from) else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(bytes)
}

/// The first quote, backslash or newline at or behind `from`; `limit` where there is none before it.
///
/// Reads eight bytes at a time, up to seven beyond `limit`, which the padding of a segment allows.
@inline(__always)
func findStringMark(_ bytes: UnsafePointer<UInt8>, from: Int, limit: Int) -> Int {
    var at = from
    while at < limit {
        let word = UInt64(littleEndian: UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
        let marks =
            zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
        if marks != 0 { return min(at + marks.trailingZeroBitCount >> 3, limit) }
        at += 8
    }
    return limit
}

/// The top bit of each byte that is zero; of those above the first such byte it may err.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}
