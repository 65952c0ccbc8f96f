import Model

/// Finding the next record behind a broken one.
///
/// A line that begins with `{` or `[` at or left of the indentation of an unfinished record is taken as the
/// beginning of another one
/// - where the grammar has no place for a value: the last byte before it is not `:`, `[` or `,`;
/// - else, where the record's own lines are further to the right (`indented`);
/// - else, where it begins with `{"` and no line of the record began with a key or a string that far left:
///   a line of NDJSON that was cut behind a comma.
///
/// So an object printed flush left, with or without objects in its arrays, is still read as one record.
extension RecordSplitter {
    /// Whether the bracket at `position`, first on its line, begins another record; nil where that cannot be
    /// seen yet.
    func beginsAnother(_ window: Window) -> Bool? {
        if !grammarAllowsValue(window) || style == .indented { return true }
        if style == .flush || window.bytes[position] != Byte.openBrace { return false }
        return quoteFollows(window)
    }

    /// Of a record that is discarded the bytes before are gone; its lines must tell.
    private func grammarAllowsValue(_ window: Window) -> Bool {
        if isDiscarding { return true }
        var at = position - 1
        while at > start, Bytes.isSpace(window.bytes[at]) { at -= 1 }
        let byte = window.bytes[at]
        return byte == Byte.colon || byte == Byte.comma || byte == Byte.openBracket
    }

    private func quoteFollows(_ window: Window) -> Bool? {
        let reach = position + 64
        var at = position + 1
        while at < min(window.count, reach) {
            let byte = window.bytes[at]
            if byte == Byte.quote { return true }
            if byte != Byte.space && byte != Byte.tab { return false }
            at += 1
        }
        return at == reach || window.isEnd ? false : nil
    }

    /// Ends the record before `position`, where another one begins.
    mutating func abandon(_ window: Window) {
        if !isDiscarding { emitBroken(.unfinished, to: position, window) }
        isDiscarding = false
        isLineHead = true
        state = .between
    }

    /// Behind a broken record, at the start of a line: another record may begin at or left of its indentation.
    mutating func skipIndent(_ window: Window) -> Bool {
        while position < window.count {
            let byte = window.bytes[position]
            switch byte {
            case Byte.newline: startLine(behind: position)
            case Byte.space, Byte.tab, Byte.carriageReturn:
                indent += 1
                position += 1
            default:
                let isOpening = byte == Byte.openBrace || byte == Byte.openBracket
                let closesArray = byte == Byte.closeBracket && !frames.isEmpty && indent < own
                let isResumed = (isOpening && indent <= own) || closesArray
                state = isResumed ? .between : .skipLine
                return true
            }
        }
        return true
    }

    mutating func restOfLine(_ window: Window) -> Bool {
        guard let newline = findNewline(window.bytes, from: position, limit: window.count) else {
            position = window.count
            return true
        }
        if case .skipLine = state { state = .skipIndent } else { state = .between }
        startLine(behind: newline)
        return true
    }
}
