import Model

/// Inside a record: brackets are counted up to the one that closes it.
extension RecordSplitter {
    /// Where this window, or the longest record allowed, ends.
    @inline(__always)
    private func limit(_ window: Window) -> Int {
        isDiscarding ? window.count : min(window.count, start + maximumRecordBytes)
    }

    mutating func record(_ window: Window) -> Bool {
        let limit = limit(window)
        var at = position
        var depth = depth
        while at < limit {
            let byte = window.bytes[at]
            at += 1
            switch byte {
            case Byte.quote:
                state = .string
            case Byte.newline:
                startLine(behind: at - 1)
                state = .lineStart
            case Byte.openBrace, Byte.openBracket:
                depth += 1
                continue
            case Byte.closeBrace, Byte.closeBracket:
                depth -= 1
                if depth > 0 { continue }
                end(at: at, window)
                return true
            default: continue
            }
            break
        }
        self.depth = depth
        position = at
        return checkLength(window)
    }

    private mutating func end(at end: Int, _ window: Window) {
        if !isTail && !isDiscarding { emitRecord(to: end, window) }
        isDiscarding = false
        isLineHead = false
        position = end
        state = .between
    }

    mutating func string(_ window: Window) -> Bool {
        switch stringEnd(window, limit: limit(window)) {
        case .closed: state = .record
        case .newline(let at):
            if !isDiscarding { emitBroken(.lineEndInString, to: at, window) }
            isDiscarding = false
            state = .skipIndent
            startLine(behind: at)
            return true
        case .open: break
        }
        return checkLength(window)
    }

    enum StringEnd {
        case closed
        case newline(Int)
        case open
    }

    /// Goes on inside a string: behind its closing quote, to a raw newline in it, or to `limit`.
    @inline(__always)
    mutating func stringEnd(_ window: Window, limit: Int) -> StringEnd {
        var at = position
        if isEscaped, at < limit {
            isEscaped = false
            if window.bytes[at] != Byte.newline { at += 1 }
        }
        while true {
            at = findStringMark(window.bytes, from: at, limit: limit)
            position = at
            if at == limit { return .open }
            switch window.bytes[at] {
            case Byte.quote:
                position = at + 1
                return .closed
            case Byte.newline:
                return .newline(at)
            default:
                if at + 1 == limit {
                    isEscaped = true
                    position = limit
                    return .open
                }
                // A newline is no character to escape: it ends the line, and with it the string.
                at += window.bytes[at + 1] == Byte.newline ? 1 : 2
            }
        }
    }

    mutating func lineStart(_ window: Window) -> Bool {
        let limit = limit(window)
        while position < limit {
            let byte = window.bytes[position]
            switch byte {
            case Byte.newline: startLine(behind: position)
            case Byte.space, Byte.tab, Byte.carriageReturn:
                indent += 1
                position += 1
            default:
                if (byte == Byte.openBrace || byte == Byte.openBracket) && indent <= own {
                    guard let isNew = beginsAnother(window) else { return false }
                    if isNew {
                        abandon(window)
                        return true
                    }
                }
                noteStyle(byte)
                state = .record
                return true
            }
        }
        return checkLength(window)
    }

    @inline(__always)
    private mutating func noteStyle(_ byte: UInt8) {
        guard style == .unknown else { return }
        if indent > own {
            style = .indented
        } else if byte == Byte.quote {
            style = .flush
        }
    }

    /// Gives up on a record that has reached the largest size; it is followed to its end all the same.
    @inline(__always)
    private mutating func checkLength(_ window: Window) -> Bool {
        if !isDiscarding && position - start >= maximumRecordBytes {
            emitBroken(.tooLong, to: position, window)
            isDiscarding = true
        }
        return true
    }
}
