/// The checksum of gzip (RFC 1952, section 8), so that `gzip -lv` of the compressed work can be held
/// against what the generator printed. Eight bytes a step.
struct CRC32 {
    private(set) var value: UInt32 = 0
    private let tables: [UInt32]

    init() {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? 0xEDB8_8320 ^ (remainder >> 1) : remainder >> 1
            }
            tables[byte] = remainder
        }
        for index in 256..<(8 * 256) {
            let before = tables[index - 256]
            tables[index] = tables[Int(before & 0xFF)] ^ (before >> 8)
        }
        self.tables = tables
    }

    /// Eight hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var state = ~value
        var offset = 0
        tables.withUnsafeBufferPointer { tables in
            while bytes.count - offset >= 8 {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                var rest = word ^ UInt64(state)
                state = 0
                for table in stride(from: 7, through: 0, by: -1) {
                    state ^= tables[table * 256 + Int(rest & 0xFF)]
                    rest >>= 8
                }
                offset += 8
            }
            while offset < bytes.count {
                state = tables[Int((state ^ UInt32(bytes[offset])) & 0xFF)] ^ (state >> 8)
                offset += 1
            }
        }
        value = ~state
    }
}
