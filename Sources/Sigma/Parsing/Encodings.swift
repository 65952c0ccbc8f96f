/// The encodings that modifiers apply to text before it is searched for.
enum Encodings {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Base64 with padding (RFC 4648, section 4).
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + [0, 0]
            let word = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
            for digit in 0..<4 {
                result.append(
                    digit <= group.count ? alphabet[word >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }

    /// What of a text's Base64 is the same whatever stands around it, for each of the three offsets that the
    /// text may have (sigma-appendix-modifiers, `base64offset`).
    static func base64Offsets(_ bytes: [UInt8]) -> [[UInt8]] {
        (0..<3).map { offset in
            let encoded = base64([UInt8](repeating: 0x20, count: offset) + bytes)
            // The first digits hold bits of what stands before, the last ones of what stands behind.
            let dropped = [0, 2, 3][offset]
            let cut = [0, 3, 2][(bytes.count + offset) % 3]
            return Array(encoded.dropFirst(dropped).dropLast(cut))
        }
    }

    /// UTF-8 to UTF-16.
    static func utf16(_ bytes: [UInt8], bigEndian: Bool) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit in
            let halves = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? halves : halves.reversed()
        }
    }
}
