import Model

/// Reads one entry straight from the places where its tokens begin, which simdjson's first stage finds: nothing is
/// copied and nothing built for what nobody asks for.
///
/// It is for the usual record: an object with an insertId and a payload. It gives up at
/// whatever is unusual or might be wrong, and the record is then parsed in full. What it accepts is valid JSON
/// (RFC 8259) and reads as simdjson reads it.
struct MarkedWalk {
    /// The stretch of the input that the marks count from; `JSONParser.padding` bytes are readable behind it.
    let bytes: UnsafePointer<UInt8>
    /// Where tokens begin: brackets, colons, commas, opening quotes, and first characters of other values.
    /// One mark more, the end of the stretch, may be looked at.
    let marks: UnsafePointer<UInt32>
    let paths: EntryPaths.View
    /// The next mark.
    var at: Int
    var head = EntryHead()
    /// Where the content of strings with escapes goes; nil for a record without a backslash.
    var room: UnsafeMutablePointer<UInt8>?

    init(bytes: UnsafePointer<UInt8>, marks: UnsafePointer<UInt32>, at: Int, paths: EntryPaths.View) {
        self.bytes = bytes
        self.marks = marks
        self.at = at
        self.paths = paths
    }

    /// Reads the entry whose brace is the next mark, and which ends before `end`; false where it gives up.
    mutating func entry(end: Int, into list: inout ValueList) -> Bool {
        guard byte(at) == Byte.openBrace else { return false }
        at &+= 1
        repeat {
            guard let key = key() else { return false }
            let place = paths.hasChildren(EntryPaths.root) ? paths.child(of: EntryPaths.root, key: key) : -1
            guard member(EntryMember(key), place: place, into: &list) else { return false }
        } while takeComma()
        return byte(at &- 1) == Byte.closeBrace && Int(marks[at &- 1]) == end &- 1
    }

    // MARK: - Tokens

    @inline(__always)
    private func byte(_ mark: Int) -> UInt8 { bytes[Int(marks[mark])] }

    /// The string that begins at a mark.
    @inline(__always)
    private mutating func string(_ mark: Int) -> Bytes {
        let text = text(mark)
        guard let free = room, let base = text.baseAddress,
            Escapes.next(in: base, from: 0, to: text.count) < text.count
        else { return text }
        let resolved = Escapes.resolve(text, into: free)
        room = free + resolved.count
        return resolved
    }

    /// The content of the string that begins at a mark, escapes as they are written. Nothing but white space stands between its closing
    /// quote and the next mark.
    @inline(__always)
    private func text(_ mark: Int) -> Bytes {
        let start = Int(marks[mark]) &+ 1
        var end = Int(marks[mark &+ 1]) &- 1
        while end > start, bytes[end] != Byte.quote { end &-= 1 }
        return Bytes(start: bytes + start, count: end &- start)
    }

    /// Goes past a key and its colon.
    @inline(__always)
    private mutating func key() -> Bytes? {
        guard byte(at) == Byte.quote, byte(at &+ 1) == Byte.colon else { return nil }
        let key = string(at)
        at &+= 2
        return key
    }

    /// Goes past the token behind a member or element; whether it is a comma.
    @inline(__always)
    private mutating func takeComma() -> Bool {
        at &+= 1
        return byte(at &- 1) == Byte.comma
    }

    // MARK: - The members of an entry

    private mutating func member(_ member: EntryMember, place: Int, into list: inout ValueList) -> Bool {
        if member != .other, byte(at) != Byte.lowerN {
            switch member {
            case .jsonPayload: return jsonPayload(place: place, into: &list)
            case .protoPayload: head.hasProtoPayload = true
            case .message: head.hasMessageAtTop = true
            case .severity where byte(at) != Byte.quote: return false
            case .other: break
            default:
                // A timestamp may be an object; it is read in full then.
                guard byte(at) == Byte.quote else { return false }
            }
            if byte(at) == Byte.quote { head.store(string(at), for: member) }
        }
        return value(place: place, into: &list)
    }

    private mutating func jsonPayload(place: Int, into list: inout ValueList) -> Bool {
        head.hasJSONPayload = true
        head.messageRank = .max
        if byte(at) == Byte.quote {
            head.payloadMessage = string(at)
            head.messageRank = 0
            return value(place: place, into: &list)
        }
        guard byte(at) == Byte.openBrace else { return false }
        if place >= 0, paths.isWanted(place) { list.append(FieldValue(.object, ""), at: place) }
        at &+= 1
        if byte(at) == Byte.closeBrace {
            at &+= 1
            return true
        }
        let hasChildren = place >= 0 && paths.hasChildren(place)
        repeat {
            guard let key = key() else { return false }
            if byte(at) == Byte.quote, let rank = MessageText.rank(of: key), rank < head.messageRank {
                head.messageRank = rank
                head.payloadMessage = string(at)
            }
            let child = hasChildren ? paths.child(of: place, key: key) : -1
            guard value(place: child, into: &list) else { return false }
        } while takeComma()
        return byte(at &- 1) == Byte.closeBrace
    }

    // MARK: - Values

    /// Goes past a value, adding what is wanted of it.
    @inline(__always)
    private mutating func value(place: Int, into list: inout ValueList) -> Bool {
        place >= 0 ? wanted(place: place, into: &list) : skip()
    }

    private mutating func wanted(place: Int, into list: inout ValueList) -> Bool {
        switch byte(at) {
        case Byte.quote:
            if paths.isWanted(place) { list.append(FieldValue(kind: .string, bytes: string(at)), at: place) }
            at &+= 1
            return true
        case Byte.openBrace:
            if paths.isWanted(place) { list.append(FieldValue(.object, ""), at: place) }
            guard paths.hasChildren(place) else { return skip() }
            at &+= 1
            return members(of: place, into: &list)
        case Byte.openBracket:
            return false
        default:
            guard let scalar = scalar() else { return false }
            at &+= 1
            guard paths.isWanted(place) else { return true }
            // A fraction, an exponent, and -0 are written otherwise where they are read in full.
            guard scalar.kind != .number || scalar.isPlainInteger else { return false }
            list.append(FieldValue(kind: scalar.kind, bytes: scalar.bytes), at: place)
            return true
        }
    }

    private mutating func members(of place: Int, into list: inout ValueList) -> Bool {
        if byte(at) == Byte.closeBrace {
            at &+= 1
            return true
        }
        repeat {
            guard let key = key() else { return false }
            guard value(place: paths.child(of: place, key: key), into: &list) else { return false }
        } while takeComma()
        return byte(at &- 1) == Byte.closeBrace
    }

    /// Goes past a value of which nothing is wanted.
    private mutating func skip() -> Bool {
        /// A bit for each open bracket, the innermost lowest: whether it is that of an object.
        var kinds: UInt64 = 0
        var depth = 0
        while true {
            switch byte(at) {
            case Byte.quote: at &+= 1
            case Byte.openBrace, Byte.openBracket:
                let isObject = byte(at) == Byte.openBrace
                at &+= 1
                depth &+= 1
                // Deeper nesting is for the full parser.
                guard depth < UInt64.bitWidth else { return false }
                kinds = kinds << 1 | (isObject ? 1 : 0)
                if byte(at) != (isObject ? Byte.closeBrace : Byte.closeBracket) {
                    guard !isObject || skipKey() else { return false }
                    continue
                }
            default:
                guard scalar() != nil else { return false }
                at &+= 1
            }
            guard let ended = skipEnds(&kinds, &depth) else { return false }
            if ended { return true }
        }
    }

    /// Goes past the brackets that close behind a value, and the comma; true where nothing is open any more.
    @inline(__always)
    private mutating func skipEnds(_ kinds: inout UInt64, _ depth: inout Int) -> Bool? {
        while depth > 0 {
            let isObject = kinds & 1 == 1
            let next = byte(at)
            at &+= 1
            if next == Byte.comma { return !isObject || skipKey() ? false : nil }
            guard next == (isObject ? Byte.closeBrace : Byte.closeBracket) else { return nil }
            kinds >>= 1
            depth &-= 1
        }
        return true
    }

    @inline(__always)
    private mutating func skipKey() -> Bool {
        guard byte(at) == Byte.quote, byte(at &+ 1) == Byte.colon else { return false }
        at &+= 2
        return true
    }

    /// The number or literal at the next mark; nil where it is none, or an unusual number.
    @inline(__always)
    private func scalar() -> ScalarText? { ScalarText(bytes + Int(marks[at])) }
}
