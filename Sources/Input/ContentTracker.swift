import Model

/// Keeps the first and the last bytes of a content while it is read, for its mark.
struct ContentTracker {
    private var head: [UInt8]
    private var tail: [UInt8]
    /// How many bytes were passed.
    private(set) var offset: Int

    /// Begins with a content.
    init() { self.init(head: [], tail: [], offset: 0) }

    /// Goes on at `offset`. `head` holds the first bytes of the content, `tail` those before `offset`: so
    /// many as a mark stands for.
    init(head: [UInt8], tail: [UInt8], offset: Int) {
        self.head = Array(head.prefix(offset))
        self.tail = tail
        self.offset = offset
    }

    /// Takes the bytes that come next.
    mutating func pass(_ bytes: Bytes) {
        let span = ContentMark.span
        offset += bytes.count
        if head.count < span { head += Bytes(rebasing: bytes[..<min(bytes.count, span - head.count)]) }
        // Not `suffix`: of a plain sequence it walks all bytes, and here that one would be taken.
        tail += Bytes(rebasing: bytes[max(0, bytes.count - span)...])
        if tail.count > span { tail.removeFirst(tail.count - span) }
    }

    /// The mark of all that was passed.
    func mark(line: Int, isLineDelimited: Bool) -> ContentMark {
        ContentMark(
            head: ContentHash(of: head), offset: offset, line: line,
            tail: ContentHash(of: tail), isLineDelimited: isLineDelimited, raw: nil
        )
    }
}
