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

/// Whether the braces in a line, from a `{` at `from` to a `}` just before `to`, close at that last one and
/// not before. Braces inside strings count too: a "no" says only that the line needs a closer look.
///
/// Reads 32 bytes at a time, up to 31 beyond `to`, which the padding of a segment allows.
func bracesCloseAtEnd(_ bytes: UnsafePointer<UInt8>, from: Int, to: Int) -> Bool {
    let open = SIMD16<UInt8>(repeating: Byte.openBrace)
    let close = SIMD16<UInt8>(repeating: Byte.closeBrace)
    let start = UnsafeRawPointer(bytes)
    var depth = 0
    var at = from
    while at < to {
        let low = start.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let high = start.loadUnaligned(fromByteOffset: at + 16, as: SIMD16<UInt8>.self)
        let lowBraces = laneWords((low .== open) .| (low .== close))
        let highBraces = laneWords((high .== open) .| (high .== close))
        let any = lowBraces | highBraces
        if any[0] | any[1] != 0 {
            guard follow(lowBraces[0], bytes, at: at, to: to, depth: &depth),
                follow(lowBraces[1], bytes, at: at + 8, to: to, depth: &depth),
                follow(highBraces[0], bytes, at: at + 16, to: to, depth: &depth),
                follow(highBraces[1], bytes, at: at + 24, to: to, depth: &depth)
            else { return false }
        }
        at += 32
    }
    return depth == 0
}

@inline(__always)
private func laneWords(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
    unsafeBitCast(mask, to: SIMD2<UInt64>.self)
}

/// Follows the braces among eight bytes, marked by 0xFF in `word`; false where they close too early.
@inline(__always)
private func follow(
    _ word: UInt64, _ bytes: UnsafePointer<UInt8>, at base: Int, to: Int, depth: inout Int
) -> Bool {
    var rest = UInt64(littleEndian: word)
    while rest != 0 {
        let lane = rest.trailingZeroBitCount >> 3
        rest &= ~(0xFF << UInt64(lane * 8))
        let at = base + lane
        if at >= to { return true }
        depth += bytes[at] == Byte.openBrace ? 1 : -1
        if depth == 0 { return at == to - 1 }
    }
    return true
}
