/// The inside of a JSON string.
///
/// Escaped is what RFC 8259, section 7 demands, and every other character that a terminal might act on: both
/// forms mean the same to a parser, and a report is looked at in terminals too.
enum JSONEscaping {
    /// - Parameter text: Valid UTF-8.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout ReportBuffer) {
        var plainStart = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if isPlain(byte) {
                index += 1
                continue
            }
            let (scalar, length) = decode(text, index)
            if byte < 0x80 || scalar.isHidden {
                buffer.append(UnsafeBufferPointer(rebasing: text[plainStart..<index]))
                escape(scalar, to: &buffer)
                plainStart = index + length
            }
            index += length
        }
        buffer.append(UnsafeBufferPointer(rebasing: text[plainStart...]))
    }

    /// Whether the byte is neither escaped nor the first one of a character that may be.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x5C, 0x7F: false
        case 0x20..<0xC2: true
        // First bytes of U+0080…, U+0600…, U+1000…, U+2000…, U+F000…, and of what lies beyond U+FFFF.
        case 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: false
        default: byte >= 0x80
        }
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let first = text[index]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= text.count else { return ("\u{FFFD}", text.count - index) }
        var value = length == 1 ? UInt32(first) : UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<max(1, length) { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private static func escape(_ scalar: Unicode.Scalar, to buffer: inout ReportBuffer) {
        switch scalar {
        case "\"": buffer.append("\\\"")
        case "\\": buffer.append("\\\\")
        case "\n": buffer.append("\\n")
        case "\r": buffer.append("\\r")
        case "\t": buffer.append("\\t")
        case "\u{8}": buffer.append("\\b")
        case "\u{C}": buffer.append("\\f")
        default:
            for unit in UTF16.encode(scalar) ?? .init() {
                let digits = String(unit, radix: 16)
                buffer.append("\\u")
                buffer.append(String(repeating: "0", count: 4 - digits.count) + digits)
            }
        }
    }
}
