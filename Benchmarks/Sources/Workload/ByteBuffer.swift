/// A growing run of bytes to write text into. It is emptied by `removeAll` and keeps its memory.
struct ByteBuffer: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity)
    }

    deinit {
        storage.deallocate()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: storage, count: count) }

    mutating func removeAll() {
        count = 0
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        (storage + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    /// Appends the low `digits` hexadecimal digits, in lower case.
    mutating func appendHex(_ value: UInt64, digits: Int) {
        reserve(digits)
        var rest = value
        for position in stride(from: digits - 1, through: 0, by: -1) {
            let digit = UInt8(truncatingIfNeeded: rest & 15)
            storage[count + position] = digit < 10 ? 0x30 + digit : 0x57 + digit
            rest >>= 4
        }
        count += digits
    }

    /// Appends a number of exactly `digits` decimal digits, with zeros in front.
    mutating func appendDecimal(_ value: Int, digits: Int) {
        reserve(digits)
        var rest = value
        for position in stride(from: digits - 1, through: 0, by: -1) {
            storage[count + position] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// Appends a number of 0 or above without zeros in front.
    mutating func appendDecimal(_ value: Int) {
        var digits = 1
        var bound = 10
        while value >= bound, digits < 18 {
            digits += 1
            bound *= 10
        }
        appendDecimal(value, digits: digits)
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: storage, count: count)
        storage.deallocate()
        storage = moved
        capacity = larger
    }
}
