/// A stretch of one input's decompressed bytes, with the places of the whole records in it.
///
/// Its buffer belongs to it; give it back with `SegmentPool.recycle` once nothing points into it any more.
// Sendable: the reader fills it, then lets go of it, and from then on its contents are only read until it is
// recycled.
public final class Segment: @unchecked Sendable {
    /// Bytes behind the last record that may be read, as simdjson asks for (`SIMDJSON_PADDING`).
    public static let padding = 64

    /// The number of the input, as the reader was told.
    public internal(set) var input = 0
    /// The offset of the first byte in the decompressed input.
    public internal(set) var baseOffset = 0
    /// Whether a `RecordRecall` can read its records again.
    public internal(set) var isRecallable = false
    /// How many bytes it holds; `padding` zeros stand behind them.
    public internal(set) var count = 0

    private(set) var storage: UnsafeMutablePointer<UInt8>
    /// How many bytes it can hold, without the padding.
    private(set) var capacity: Int
    private var ranges: UnsafeMutablePointer<RecordRange>
    private var rangeCount = 0
    private var rangeCapacity = 256

    init(capacity: Int) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity + Self.padding)
        ranges = .allocate(capacity: rangeCapacity)
    }

    deinit {
        storage.deallocate()
        ranges.deallocate()
    }

    /// The bytes; valid until the segment is recycled.
    public var bytes: UnsafePointer<UInt8> { UnsafePointer(storage) }

    /// All its bytes, records or not; valid as long.
    public var content: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: storage, count: count) }

    /// The records and broken pieces in the order of the input; valid until the segment is recycled.
    public var records: UnsafeBufferPointer<RecordRange> {
        UnsafeBufferPointer(start: ranges, count: rangeCount)
    }

    /// The bytes of one of its records.
    @inlinable
    public func bytes(of record: RecordRange) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(record.start), count: Int(record.length))
    }

    /// The offset of a record's first byte in the decompressed input.
    @inlinable
    public func offset(of record: RecordRange) -> Int { baseOffset + Int(record.start) }

    /// The number of the record, or broken piece, at an offset in the decompressed input; nil where none begins there.
    public func index(ofRecordAt offset: Int) -> Int? {
        let start = offset - baseOffset
        var (low, high) = (0, rangeCount)
        while low < high {
            let middle = (low + high) >> 1
            if Int(ranges[middle].start) < start { low = middle + 1 } else { high = middle }
        }
        return low < rangeCount && Int(ranges[low].start) == start ? low : nil
    }

    var hasRecords: Bool { rangeCount > 0 }

    func append(_ range: RecordRange) {
        if rangeCount == rangeCapacity { growRanges() }
        (ranges + rangeCount).initialize(to: range)
        rangeCount += 1
    }

    /// Forgets the records that end before `place`, or there.
    func dropRecords(endingBy place: Int) {
        let records = records
        let kept = records.firstIndex { Int($0.start) + Int($0.length) > place } ?? rangeCount
        ranges.update(from: ranges + kept, count: rangeCount - kept)
        rangeCount -= kept
    }

    /// Empties it for the next use.
    func clear() {
        count = 0
        rangeCount = 0
    }

    /// Sets the end of the bytes and writes the zeros behind them.
    func seal(count: Int) {
        self.count = count
        (storage + count).update(repeating: 0, count: Self.padding)
    }

    /// Makes room for `capacity` bytes; the first `keeping` stay.
    func grow(to capacity: Int, keeping: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
        larger.update(from: storage, count: keeping)
        storage.deallocate()
        storage = larger
        self.capacity = capacity
    }

    private func growRanges() {
        let larger = UnsafeMutablePointer<RecordRange>.allocate(capacity: rangeCapacity * 2)
        larger.moveInitialize(from: ranges, count: rangeCount)
        ranges.deallocate()
        ranges = larger
        rangeCapacity *= 2
    }
}
