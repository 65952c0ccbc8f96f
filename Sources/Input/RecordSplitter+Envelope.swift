import Model

/// Envelopes: objects whose first member is an array of records, as `entries.list` of Cloud Logging
/// (`entries`) and a pull from Pub/Sub (`receivedMessages`) answer. The token of the next page may come first.
extension RecordSplitter {
    /// The place behind the `[` of the envelope that begins here.
    @inline(__always)
    func envelopeHeader(_ window: Window) -> Lookahead {
        if position + 2 < window.count, window.bytes[position + 1] == Byte.quote,
            !HeaderCursor.beginsName(window.bytes[position + 2])
        {
            return .absent
        }
        return readHeader(window)
    }

    private func readHeader(_ window: Window) -> Lookahead {
        let reach = position + Self.headerReach
        var cursor = HeaderCursor(
            bytes: window.bytes, position: position + 1, limit: min(window.count, reach))
        if cursor.takeHeader() { return .found(cursor.position) }
        let isShort = cursor.position == cursor.limit && cursor.limit < reach && !window.isEnd
        return isShort ? .undecided : .absent
    }

    /// An envelope's array begins within so many bytes, or it is read as one record.
    private static let headerReach = 4096

    mutating func openEnvelope(_ window: Window, headerEnd: Int) {
        frames.append(Frame(isEnvelope: true, indent: indent))
        var isIndent = false
        while position < headerEnd {
            let byte = window.bytes[position]
            if byte == Byte.newline {
                startLine(behind: position)
                isIndent = true
            } else {
                isIndent = isIndent && Bytes.isSpace(byte)
                if isIndent { indent += 1 }
                position += 1
            }
        }
        isLineHead = false
    }
}

/// Reads the beginning of an envelope. Where it fails, `position == limit` says that bytes were missing.
private struct HeaderCursor {
    let bytes: UnsafePointer<UInt8>
    var position: Int
    let limit: Int

    /// Whether a name that is looked for begins with this byte.
    @inline(__always)
    static func beginsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "e") || byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r")
    }

    mutating func takeHeader() -> Bool {
        skipSpace()
        guard take("\"") else { return false }
        guard position < limit else { return false }
        if bytes[position] == UInt8(ascii: "n") {
            guard takePageToken() else { return false }
        }
        guard position < limit else { return false }
        let isName = bytes[position] == UInt8(ascii: "e") ? take("entries\"") : take("receivedMessages\"")
        guard isName else { return false }
        skipSpace()
        guard take(":") else { return false }
        skipSpace()
        return take("[")
    }

    /// `nextPageToken`, its value, and all up to the name of the next member.
    private mutating func takePageToken() -> Bool {
        guard take("nextPageToken\"") else { return false }
        skipSpace()
        guard take(":") else { return false }
        skipSpace()
        guard take("\"") else { return false }
        // Tokens have no escapes; a record that does is read as one.
        while position < limit, bytes[position] != Byte.quote, bytes[position] != Byte.backslash {
            position += 1
        }
        guard take("\"") else { return false }
        skipSpace()
        guard take(",") else { return false }
        skipSpace()
        return take("\"")
    }

    private mutating func skipSpace() {
        while position < limit, Bytes.isSpace(bytes[position]) { position += 1 }
    }

    private mutating func take(_ literal: StaticString) -> Bool {
        for index in 0..<literal.utf8CodeUnitCount {
            guard position < limit, bytes[position] == literal.utf8Start[index] else { return false }
            position += 1
        }
        return true
    }
}
