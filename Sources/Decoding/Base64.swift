import Model

/// Base64 of RFC 4648, both alphabets, with or without padding and line ends.
enum Base64 {
    /// Replaces what `buffer` holds by the decoded bytes; false where the text is no base64.
    static func decode(_ text: Bytes, into buffer: inout PaddedBuffer) -> Bool {
        buffer.removeAll()
        buffer.reserve(text.count / 4 * 3 + 3)
        var word: UInt32 = 0
        var bits = 0
        var ended = false
        for byte in text {
            if byte == 0x3D {
                ended = true
                continue
            }
            if Bytes.isSpace(byte) { continue }
            guard !ended, let value = value(of: byte) else { return false }
            word = word << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                buffer.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        return bits < 6
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B, 0x2D: 62
        case 0x2F, 0x5F: 63
        default: nil
        }
    }
}
