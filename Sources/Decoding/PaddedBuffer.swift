import Model

/// Bytes of its own with simdjson's padding behind them; kept from record to record.
struct PaddedBuffer {
    private var storage = Storage()
    private(set) var count = 0

    /// The bytes, with the padding readable behind them; valid until the next change.
    var bytes: Bytes { Bytes(start: storage.base, count: count) }

    mutating func removeAll() {
        count = 0
    }

    mutating func append(_ byte: UInt8) {
        reserve(count + 1)
        storage.base[count] = byte
        count += 1
    }

    mutating func append(contentsOf other: some Sequence<UInt8>) {
        for byte in other { append(byte) }
    }

    mutating func append(_ literal: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func reserve(_ capacity: Int) {
        guard capacity + JSONParser.padding > storage.capacity else { return }
        let larger = Storage(capacity: max(capacity + JSONParser.padding, storage.capacity * 2))
        larger.base.update(from: storage.base, count: count)
        storage = larger
    }

    private final class Storage {
        let base: UnsafeMutablePointer<UInt8>
        let capacity: Int

        init(capacity: Int = 4096) {
            self.capacity = capacity
            base = .allocate(capacity: capacity)
            base.initialize(repeating: 0, count: capacity)
        }

        deinit {
            base.deallocate()
        }
    }
}
