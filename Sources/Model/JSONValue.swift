/// A parsed JSON document as simdjson lays it out (its doc/tape.md): 64-bit words, and the unescaped strings.
/// Valid until its parser parses again.
public struct JSONTape {
    @usableFromInline let words: UnsafePointer<UInt64>
    @usableFromInline let strings: UnsafePointer<UInt8>

    @inlinable
    public init(words: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>) {
        self.words = words
        self.strings = strings
    }

    /// The document's one value.
    @inlinable
    public var root: JSONValue { JSONValue(tape: self, index: 1) }
}

/// One value on a tape.
public struct JSONValue {
    public enum Kind: UInt8 {
        case object = 0x7B
        case array = 0x5B
        case string = 0x22
        case integer = 0x6C
        case unsigned = 0x75
        case double = 0x64
        case yes = 0x74
        case no = 0x66
        case null = 0x6E
    }

    public let tape: JSONTape
    @usableFromInline let index: Int

    @inlinable
    public init(tape: JSONTape, index: Int) {
        self.tape = tape
        self.index = index
    }

    @inlinable
    public var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: tape.words[index] >> 56)) ?? .null }

    @inlinable
    public var isObject: Bool { tape.words[index] >> 56 == 0x7B }
    @inlinable
    public var isArray: Bool { tape.words[index] >> 56 == 0x5B }
    @inlinable
    public var isString: Bool { tape.words[index] >> 56 == 0x22 }
    @inlinable
    public var isNull: Bool { tape.words[index] >> 56 == 0x6E }

    /// The unescaped bytes of a string, or of an object's key; only for a string.
    @inlinable
    public var stringBytes: Bytes {
        let start = tape.strings + Int(tape.words[index] & 0x00FF_FFFF_FFFF_FFFF)
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return Bytes(start: start + 4, count: Int(UInt32(littleEndian: count)))
    }

    /// The bytes of a string; nil for any other kind.
    @inlinable
    public var string: Bytes? { isString ? stringBytes : nil }

    /// The value of an integer; nil for any other kind and for what a signed 64-bit number does not hold.
    @inlinable
    public var integer: Int64? {
        switch kind {
        case .integer: Int64(bitPattern: tape.words[index + 1])
        case .unsigned: Int64(exactly: tape.words[index + 1])
        default: nil
        }
    }

    /// The raw word after a number's tag: the bits of an integer, an unsigned integer or a double.
    @inlinable
    public var numberBits: UInt64 { tape.words[index + 1] }

    /// The index of what follows this value on the tape.
    @inlinable
    public var end: Int {
        let word = tape.words[index]
        switch word >> 56 {
        case 0x7B, 0x5B: return Int(word & 0xFFFF_FFFF)
        case 0x6C, 0x75, 0x64: return index + 2
        default: return index + 1
        }
    }

    /// The members of an object, in the order of the text; only for an object.
    @inlinable
    public var members: Members { Members(tape: tape, index: index + 1, end: end - 1) }

    /// The elements of an array; only for an array.
    @inlinable
    public var elements: Elements { Elements(tape: tape, index: index + 1, end: end - 1) }

    /// The value of the last member of this key; nil where there is none, or this is no object.
    public func member(_ key: StaticString) -> JSONValue? {
        guard isObject else { return nil }
        var found: JSONValue?
        for (name, value) in members where name.equals(key) { found = value }
        return found
    }

    public struct Members: Sequence, IteratorProtocol {
        @usableFromInline let tape: JSONTape
        @usableFromInline var index: Int
        @usableFromInline let end: Int

        @inlinable
        init(tape: JSONTape, index: Int, end: Int) {
            self.tape = tape
            self.index = index
            self.end = end
        }

        @inlinable
        public mutating func next() -> (key: Bytes, value: JSONValue)? {
            guard index < end else { return nil }
            let key = JSONValue(tape: tape, index: index).stringBytes
            let value = JSONValue(tape: tape, index: index + 1)
            index = value.end
            return (key, value)
        }
    }

    public struct Elements: Sequence, IteratorProtocol {
        @usableFromInline let tape: JSONTape
        @usableFromInline var index: Int
        @usableFromInline let end: Int

        @inlinable
        init(tape: JSONTape, index: Int, end: Int) {
            self.tape = tape
            self.index = index
            self.end = end
        }

        @inlinable
        public mutating func next() -> JSONValue? {
            guard index < end else { return nil }
            let value = JSONValue(tape: tape, index: index)
            index = value.end
            return value
        }
    }
}
