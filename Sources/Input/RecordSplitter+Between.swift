import Model

/// Between records: white space, commas, brackets, and the first byte of what comes next.
extension RecordSplitter {
    mutating func between(_ window: Window) -> Bool {
        while position < window.count {
            let byte = window.bytes[position]
            switch byte {
            case Byte.newline: startLine(behind: position)
            case Byte.space, Byte.tab, Byte.carriageReturn:
                if isLineHead { indent += 1 }
                position += 1
            case Byte.openBrace: return beginRecord(window)
            case Byte.comma:
                // Also where no array is open: people paste parts of arrays.
                isLineHead = false
                position += 1
            case Byte.openBracket where frames.count < Self.maximumFrames: openArray()
            case Byte.closeBracket where !frames.isEmpty:
                closeArray()
                return true
            case 0xEF:
                guard let taken = byteOrderMark(window) else { return false }
                if taken { position += 3 } else { return beginPiece(window, byte) }
            default: return beginPiece(window, byte)
            }
        }
        return true
    }

    private mutating func openArray() {
        frames.append(Frame(isEnvelope: false, indent: indent))
        // In `[{…,` the elements stand one column to the right of the bracket.
        if isLineHead { indent += 1 }
        position += 1
    }

    private mutating func closeArray() {
        let frame = frames.removeLast()
        isLineHead = false
        if frame.isEnvelope {
            begin()
            own = frame.indent
            isTail = true
            depth = 1
            state = .record
        }
        position += 1
    }

    /// Whether a byte order mark stands here, as it does where files with one were joined; nil where that
    /// cannot be seen yet.
    private func byteOrderMark(_ window: Window) -> Bool? {
        for (offset, expected) in [(1, UInt8(0xBB)), (2, 0xBF)] {
            guard position + offset < window.count else { return window.isEnd ? false : nil }
            if window.bytes[position + offset] != expected { return false }
        }
        return true
    }

    private mutating func beginRecord(_ window: Window) -> Bool {
        switch envelopeHeader(window) {
        case .undecided: return false
        case .found(let end):
            openEnvelope(window, headerEnd: end)
            return true
        case .absent: break
        }
        if isLineHead {
            switch wholeLine(window) {
            case .undecided: return false
            case .found(let end):
                begin()
                emitRecord(to: end, window)
                position = end
                isLineHead = false
                return true
            case .absent: break
            }
        }
        begin()
        isLineHead = false
        depth = 1
        state = .record
        position += 1
        return true
    }

    /// The end of the record that begins here, where it is one line by itself, perhaps with a comma behind it.
    ///
    /// The line is looked for within a fixed distance: whether a record takes this way must not depend on
    /// where the window ends.
    private func wholeLine(_ window: Window) -> Lookahead {
        let reach = position + min(maximumRecordBytes, Self.lineReach)
        let limit = min(window.count, reach)
        var end: Int
        if let newline = findNewline(window.bytes, from: position, limit: limit) {
            end = newline
        } else if limit == reach {
            return .absent
        } else if window.isEnd {
            // `{"a":"}` may be all that was written so far of a longer line.
            if lastLine != .whole { return .absent }
            end = window.count
        } else {
            return .undecided
        }
        end = trimmed(window, end)
        if window.bytes[end - 1] == Byte.comma { end = trimmed(window, end - 1) }
        guard window.bytes[end - 1] == Byte.closeBrace else { return .absent }
        let line = OneObjectLine(bytes: window.bytes, end: end, isElement: !frames.isEmpty)
        guard line.check(from: position) else { return .absent }
        return .found(end)
    }

    /// How far the end of a line is looked for at once: Cloud Logging refuses entries beyond 256 KiB.
    private static let lineReach = 256 << 10

    @inline(__always)
    private func trimmed(_ window: Window, _ end: Int) -> Int {
        var end = end
        while Bytes.isSpace(window.bytes[end - 1]) { end -= 1 }
        return end
    }
}

/// What looking ahead gave.
enum Lookahead {
    case found(Int)
    case absent
    /// More bytes are needed to tell.
    case undecided
}
