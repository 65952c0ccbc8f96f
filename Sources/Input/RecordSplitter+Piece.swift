import Model

/// Pieces that cannot be records.
extension RecordSplitter {
    /// Where a piece ends.
    enum PieceEnd {
        /// With its line.
        case line
        /// A string among the elements of an array: with its closing quote.
        case string
        /// A number, `true`, `false` or `null` among the elements of an array.
        case literal
        /// A hole that a crash left in a file: with its last zero byte.
        case zeros
    }

    /// Begins a piece at `position`, whose first byte is `byte`.
    mutating func beginPiece(_ window: Window, _ byte: UInt8) -> Bool {
        begin()
        isLineHead = false
        position += 1
        switch byte {
        case Byte.closeBrace, Byte.closeBracket:
            emitBroken(.strayBracket, to: position, window)
        case 0:
            state = .piece(.zeros)
        case Byte.quote where !frames.isEmpty:
            state = .piece(.string)
        case _ where !frames.isEmpty && Self.beginsLiteral(byte):
            state = .piece(.literal)
        default:
            state = .piece(.line)
        }
        return true
    }

    mutating func piece(_ window: Window, _ end: PieceEnd) -> Bool {
        let limit = min(window.count, start + maximumRecordBytes)
        if reachEnd(of: end, window, limit: limit) {
            emitBroken(.notAnObject, to: position, window)
            state = .between
        } else if position - start == maximumRecordBytes {
            emitBroken(.notAnObject, to: position, window)
            state = .dropLine
        }
        return true
    }

    /// Moves behind the piece, or to `limit` where its end is not before that.
    private mutating func reachEnd(of end: PieceEnd, _ window: Window, limit: Int) -> Bool {
        switch end {
        case .line:
            let newline = findNewline(window.bytes, from: position, limit: limit)
            position = newline ?? limit
            return newline != nil
        case .string:
            if case .open = stringEnd(window, limit: limit) { return false }
            return true
        case .literal:
            while position < limit, !Self.endsLiteral(window.bytes[position]) { position += 1 }
        case .zeros:
            while position < limit, window.bytes[position] == 0 { position += 1 }
        }
        return position < limit
    }

    private static func beginsLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "t"), UInt8(ascii: "f"),
            UInt8(ascii: "n"):
            true
        default: false
        }
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case Byte.comma, Byte.openBrace, Byte.openBracket, Byte.closeBracket: true
        default: Bytes.isSpace(byte)
        }
    }
}
