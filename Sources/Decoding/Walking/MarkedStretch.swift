import Model

/// A stretch of the input whose tokens were found all at once, and how far its records have been read.
struct MarkedStretch {
    private var bytes = Bytes(start: nil, count: 0)
    private var marks = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    /// The first mark that is not behind the last record.
    private var next = 0
    /// The next backslash at or behind the last record; the end where there is none.
    private var backslash = 0

    /// Longer stretches hold few and large records, which are parsed one by one.
    private static let longest = 8 << 20

    /// Nothing that could be read quickly.
    init() {}

    /// Empty where the stretch is not valid as a whole: then each record is looked at by itself.
    init(_ bytes: Bytes, by parser: borrowing JSONParser) {
        guard bytes.count <= Self.longest, let marks = parser.marks(of: bytes) else { return }
        self.bytes = bytes
        self.marks = marks
        backslash = bytes.baseAddress.map { Escapes.next(in: $0, from: 0, to: bytes.count) } ?? 0
    }

    /// Where a record of the stretch begins.
    @inline(__always)
    func offset(of record: Bytes) -> Int {
        guard let base = bytes.baseAddress, let start = record.baseAddress else { return 0 }
        return start - base
    }

    /// A walk over a record; nil where it is not in the stretch, behind its turn, or has an escape that cannot be
    /// read. Strings with escapes are written to `room`.
    @inline(__always)
    mutating func walk(of record: Bytes, paths: EntryPaths.View, room: inout EscapeRoom) -> MarkedWalk? {
        guard let base = bytes.baseAddress, let places = marks.baseAddress, let start = record.baseAddress,
            start >= base, start + record.count <= base + bytes.count
        else { return nil }
        let offset = start - base
        while next < marks.count, Int(places[next]) < offset { next &+= 1 }
        guard next < marks.count, Int(places[next]) == offset else { return nil }
        if backslash < offset { backslash = Escapes.next(in: base, from: offset, to: bytes.count) }
        let end = offset &+ record.count
        var walk = MarkedWalk(bytes: base, marks: places, at: next, paths: paths)
        if backslash < end {
            guard Escapes.areReadable(in: base, from: backslash, to: end) else { return nil }
            // A string may be asked for twice: as a member of the entry, and as what stands at a place.
            walk.room = room.take(record.count &* 2)
        }
        return walk
    }

    /// Goes on behind a record that was walked over.
    @inline(__always)
    mutating func pass(_ walk: MarkedWalk) {
        next = walk.at
    }
}
