import CByteMask
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

    /// Checks the line from the brace at `start`.
    ///
    /// Reads 64 bytes at a time, up to 63 beyond the end, which the padding of a segment allows.
    @inline(__always)
    func check(from start: Int) -> Bool {
        var depth = 0
        var block = start
        while block < end {
            // Both braces, and the few bytes above the first that are none.
            var marks = crosstalk_ascii_above(bytes + block, Byte.openBrace - 1)
            if end &- block < 64 { marks &= 1 << UInt64(truncatingIfNeeded: end &- block) &- 1 }
            while marks != 0 {
                let at = block &+ marks.trailingZeroBitCount
                marks &= marks &- 1
                switch bytes[at] {
                case Byte.openBrace: depth &+= 1
                case Byte.closeBrace:
                    depth &-= 1
                    if at &+ 1 == end { return depth == 0 }
                    if depth == 0 || anotherMayFollow(at &+ 1) { return false }
                default: break
                }
            }
            block &+= 64
        }
        return depth == 0
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
