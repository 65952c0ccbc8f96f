import Model

/// A number, `true`, `false` or `null` as it is written.
struct ScalarText {
    let kind: FieldValue.Kind
    /// The text; empty for `null`, as a field's value has it.
    let bytes: Bytes
    /// Whether it is a number in the one form that an integer has.
    let isPlainInteger: Bool

    /// More digits may not fit into what numbers are kept in.
    private static let longestNumber = 17

    /// Reads what begins at `start`; nil where it is none of these, an exponent, or a long number. What is
    /// behind it must be readable up to the first byte that is no digit or letter.
    @inline(__always)
    init?(_ start: UnsafePointer<UInt8>) {
        switch start[0] {
        case Byte.lowerT: self.init(start, "true", .boolean)
        case Byte.lowerF: self.init(start, "false", .boolean)
        case Byte.lowerN: self.init(start, "null", .null)
        default: self.init(number: start)
        }
    }

    @inline(__always)
    private init?(_ start: UnsafePointer<UInt8>, _ literal: StaticString, _ kind: FieldValue.Kind) {
        let count = literal.utf8CodeUnitCount
        for index in 0..<count where start[index] != literal.utf8Start[index] { return nil }
        guard Self.isEnd(start[count]) else { return nil }
        self.kind = kind
        bytes = Bytes(start: start, count: kind == .null ? 0 : count)
        isPlainInteger = false
    }

    private init?(number start: UnsafePointer<UInt8>) {
        let first = start[0] == Byte.minus ? 1 : 0
        var end = first
        while start[end] &- Byte.zero < 10 { end &+= 1 }
        let digits = end &- first
        guard digits == 1 || digits > 1 && start[first] != Byte.zero else { return nil }
        var isInteger = true
        if start[end] == Byte.dot {
            isInteger = false
            let point = end
            end &+= 1
            while start[end] &- Byte.zero < 10 { end &+= 1 }
            guard end &- point > 1 else { return nil }
        }
        guard end <= Self.longestNumber, Self.isEnd(start[end]) else { return nil }
        kind = .number
        bytes = Bytes(start: start, count: end)
        isPlainInteger = isInteger && !(first == 1 && start[1] == Byte.zero)
    }

    @inline(__always)
    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == Byte.comma || byte == Byte.closeBrace || byte == Byte.closeBracket || Bytes.isSpace(byte)
    }
}
