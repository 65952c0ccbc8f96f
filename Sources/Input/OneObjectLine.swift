import Model

/// A quick check that a line from `{` to `}` is one object: its braces close at the last one and not before,
/// and nothing in it looks like the beginning of another record.
///
/// Braces inside strings are counted like others. Most often that makes the answer "no", and the line is then
/// looked at byte by byte. For a wrong "yes", the braces of strings must make up for each other *and* the line
/// must be part of a longer record or a row of objects with commas that is in no array.
struct OneObjectLine {
    let bytes: UnsafePointer<UInt8>
    /// Behind the last brace.
    let end: Int
    /// Whether it is an element of an array, which may end or go on in the same line.
    let isElement: Bool

    private var depth = 0

    init(bytes: UnsafePointer<UInt8>, end: Int, isElement: Bool) {
        self.bytes = bytes
        self.end = end
        self.isElement = isElement
    }

    /// Checks the line from the brace at `start`.
    ///
    /// Reads 32 bytes at a time, up to 31 beyond the end, which the padding of a segment allows.
    mutating func check(from start: Int) -> Bool {
        let open = SIMD16<UInt8>(repeating: Byte.openBrace)
        let close = SIMD16<UInt8>(repeating: Byte.closeBrace)
        let raw = UnsafeRawPointer(bytes)
        var at = start
        while at < end {
            let low = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            let high = raw.loadUnaligned(fromByteOffset: at + 16, as: SIMD16<UInt8>.self)
            let lowBraces = Self.words((low .== open) .| (low .== close))
            let highBraces = Self.words((high .== open) .| (high .== close))
            let any = lowBraces | highBraces
            if any[0] | any[1] != 0 {
                guard follow(lowBraces[0], at: at), follow(lowBraces[1], at: at + 8),
                    follow(highBraces[0], at: at + 16), follow(highBraces[1], at: at + 24)
                else { return false }
            }
            at += 32
        }
        return depth == 0
    }

    @inline(__always)
    private static func words(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
        unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    }

    /// Follows the braces among the eight bytes from `base`, each marked by 0xFF in `word`.
    @inline(__always)
    private mutating func follow(_ word: UInt64, at base: Int) -> Bool {
        var rest = UInt64(littleEndian: word)
        while rest != 0 {
            let lane = rest.trailingZeroBitCount >> 3
            rest &= ~(0xFF << UInt64(lane * 8))
            let at = base + lane
            if at >= end { return true }
            if bytes[at] == Byte.openBrace {
                depth += 1
            } else {
                depth -= 1
                if at == end - 1 { return depth == 0 }
                if depth == 0 || anotherMayFollow(at + 1) { return false }
            }
        }
        return true
    }

    /// Whether what stands behind a closing brace could stand between two records. The last brace of the line
    /// ends the search.
    @inline(__always)
    private func anotherMayFollow(_ place: Int) -> Bool {
        var at = place
        while Bytes.isSpace(bytes[at]) { at += 1 }
        if bytes[at] == Byte.openBrace { return true }
        guard isElement else { return false }
        if bytes[at] == Byte.closeBracket { return true }
        guard bytes[at] == Byte.comma else { return false }
        at += 1
        while Bytes.isSpace(bytes[at]) { at += 1 }
        return bytes[at] == Byte.openBrace
    }
}
