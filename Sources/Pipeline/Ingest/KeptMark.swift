import Input

/// A mark as the store keeps it: numbers in hexadecimal digits, one behind the other.
extension ContentMark {
    var kept: String {
        var words = [head.high, head.low, UInt64(offset), UInt64(line), tail.high, tail.low]
        words.append(isLineDelimited ? 1 : 0)
        if let raw { words += [UInt64(raw.size), raw.head.high, raw.head.low, raw.tail.high, raw.tail.low] }
        return words.map { String($0, radix: 16) }.joined(separator: " ")
    }

    /// Nil for a text that is none: then the content is read anew.
    init?(kept text: String) {
        let words = text.split(separator: " ").compactMap { UInt64($0, radix: 16) }
        guard words.count == 7 || words.count == 12, let offset = Int(exactly: words[2]),
            let line = Int(exactly: words[3])
        else { return nil }
        var raw: RawFile?
        if words.count == 12 {
            guard let size = Int(exactly: words[7]) else { return nil }
            raw = RawFile(
                size: size, head: ContentHash(high: words[8], low: words[9]),
                tail: ContentHash(high: words[10], low: words[11]))
        }
        self.init(
            head: ContentHash(high: words[0], low: words[1]), offset: offset, line: line,
            tail: ContentHash(high: words[4], low: words[5]), isLineDelimited: words[6] == 1, raw: raw)
    }
}
