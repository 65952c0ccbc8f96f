import Model

/// The values found at the wanted places of the current entry. One a thread.
struct ValueList: ~Copyable {
    private(set) var base: UnsafeMutablePointer<LocatedValue>
    private(set) var count = 0
    private var capacity = 256

    init() {
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deallocate()
    }

    /// Valid until the list changes.
    var values: UnsafeBufferPointer<LocatedValue> { UnsafeBufferPointer(start: base, count: count) }

    mutating func removeAll() {
        count = 0
    }

    @inline(__always)
    mutating func append(_ value: FieldValue, at place: Int) {
        if count == capacity { grow() }
        (base + count).initialize(to: LocatedValue(place: place, value: value))
        count &+= 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<LocatedValue>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}

extension FieldValue {
    /// Of a literal: `true`, `false`, or nothing.
    @inline(__always)
    init(_ kind: Kind, _ literal: StaticString) {
        self.init(
            kind: kind, bytes: Bytes(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }
}
