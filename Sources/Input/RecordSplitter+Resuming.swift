/// A place in an input up to which its records were found.
struct RecordPlace {
    /// In the decompressed input.
    let offset: Int
    let line: Int
    /// Whether the records behind it can be found without what comes before it.
    let isLineDelimited: Bool
}

/// Leaving an input, and coming back to it.
extension RecordSplitter {
    /// The place up to which everything was looked at, never inside a record or piece that is still open.
    var place: RecordPlace {
        switch state {
        case .record, .string, .lineStart:
            if isDiscarding {
                return RecordPlace(offset: base + position, line: line, isLineDelimited: false)
            }
            let standsAlone = frames.isEmpty && own == 0 && !isTail
            return RecordPlace(offset: startOffset, line: startLine, isLineDelimited: standsAlone)
        case .piece:
            return RecordPlace(
                offset: startOffset, line: startLine, isLineDelimited: frames.isEmpty && own == 0)
        case .between:
            return RecordPlace(
                offset: base + position, line: line, isLineDelimited: frames.isEmpty && indent == 0)
        case .dropLine, .skipLine, .skipIndent:
            return RecordPlace(offset: base + position, line: line, isLineDelimited: false)
        }
    }

    /// Goes on at a place that is line delimited, before anything was scanned.
    mutating func resume(at offset: Int, line: Int, isLineHead: Bool) {
        base = offset
        self.line = line
        self.isLineHead = isLineHead
    }
}
