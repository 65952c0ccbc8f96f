import Model

/// Writes values one after the other, as they are kept in columns that nobody searches.
///
/// Numbers are LEB128 (zigzag where they may be negative) or eight bytes, little end first; texts are their UTF-8
/// behind its length. `ByteReader` reads them in the same order.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func word(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func number(_ value: Int) { number(UInt64(truncatingIfNeeded: value)) }

    mutating func signed(_ value: Int64) { number(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func text(_ value: String) {
        number(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func texts(_ values: [String]) {
        number(values.count)
        for value in values { text(value) }
    }

    /// Lists by name, the names in the order of their bytes.
    mutating func lists(_ lists: [String: [String]]) {
        number(lists.count)
        for name in lists.keys.sorted(by: { ExactText($0) < ExactText($1) }) {
            text(name)
            texts(lists[name] ?? [])
        }
    }
}

/// Reads what `ByteWriter` wrote. Bytes that end too early, or that nobody wrote, throw.
struct ByteReader {
    /// What was read is not what was written.
    struct Damaged: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func word() throws(Damaged) -> UInt64 {
        guard bytes.count - position >= 8 else { throw Damaged() }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += 8
        return value
    }

    mutating func number() throws(Damaged) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Damaged()
    }

    /// A number of things of which each takes a byte or more.
    mutating func count() throws(Damaged) -> Int {
        let value = try number()
        guard value <= UInt64(bytes.count - position) else { throw Damaged() }
        return Int(value)
    }

    mutating func integer() throws(Damaged) -> Int { Int(truncatingIfNeeded: try number()) }

    mutating func signed() throws(Damaged) -> Int64 {
        let value = try number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func flag() throws(Damaged) -> Bool { try number() != 0 }

    mutating func text() throws(Damaged) -> String {
        let size = try count()
        defer { position += size }
        return String(decoding: bytes[position..<(position + size)], as: UTF8.self)
    }

    mutating func texts() throws(Damaged) -> [String] {
        var values: [String] = []
        for _ in 0..<(try count()) { values.append(try text()) }
        return values
    }

    mutating func lists() throws(Damaged) -> [String: [String]] {
        var lists: [String: [String]] = [:]
        for _ in 0..<(try count()) {
            let name = try text()
            lists[name] = try texts()
        }
        return lists
    }
}
