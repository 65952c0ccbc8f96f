/// Bytes that somebody else owns, such as a value inside the buffer of an entry.
///
/// A `Bytes` is valid for as long as its owner says, usually until the next entry is decoded. Whoever keeps
/// a value longer copies it.
public typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer where Element == UInt8 {
    /// The bytes from `offset`, `count` of them; both must lie inside.
    @inlinable
    public func slice(_ offset: Int, _ count: Int) -> Bytes {
        Bytes(rebasing: self[offset..<(offset + count)])
    }

    /// Whether these are exactly the bytes of `other`.
    @inlinable
    public func equals(_ other: Bytes) -> Bool {
        guard count == other.count else { return false }
        guard let left = baseAddress, let right = other.baseAddress else { return true }
        return Self.areEqual(left, right, count)
    }

    /// Compares eight bytes at a time: keys and ids are short, and a call costs more than they do.
    @inlinable
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        if count >= 8 {
            var offset = 0
            while offset &+ 8 <= count {
                if word(left, offset) != word(right, offset) { return false }
                offset &+= 8
            }
            return word(left, count &- 8) == word(right, count &- 8)
        }
        for offset in 0..<count
        where left.load(fromByteOffset: offset, as: UInt8.self)
            != right.load(fromByteOffset: offset, as: UInt8.self)
        { return false }
        return true
    }

    @inlinable
    static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// Whether these are exactly the bytes of the literal.
    @inlinable
    public func equals(_ literal: StaticString) -> Bool {
        equals(Bytes(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Whether the bytes begin with the literal.
    @inlinable
    public func starts(with literal: StaticString) -> Bool {
        let size = literal.utf8CodeUnitCount
        return count >= size && slice(0, size).equals(literal)
    }

    /// Whether these are the bytes of the literal, upper and lower case of ASCII letters taken as the same.
    @inlinable
    public func equalsIgnoringASCIICase(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        for index in 0..<count
        where Self.foldASCII(self[index]) != Self.foldASCII(literal.utf8Start[index]) { return false }
        return true
    }

    /// The lower-case form of an ASCII letter; any other byte unchanged.
    @inlinable
    public static func foldASCII(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// The bytes as text; invalid UTF-8 is shown as U+FFFD.
    public var text: String { String(decoding: self, as: UTF8.self) }

    /// The bytes without spaces, tabs and line ends around them.
    public var trimmed: Bytes {
        var low = 0
        var high = count
        while low < high, Self.isSpace(self[low]) { low += 1 }
        while high > low, Self.isSpace(self[high - 1]) { high -= 1 }
        return slice(low, high - low)
    }

    /// Whether a byte is one of JSON's four white-space characters (RFC 8259, section 2).
    @inlinable
    public static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
