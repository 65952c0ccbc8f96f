import Input
import Model

/// What a sighting of this run says of its record besides its place: enough to read it again.
///
/// The length takes the upper 25 bits, the line the lower 39. No record is longer than 16 MiB
/// (`ReadOptions.maximumRecordBytes`), so the upper byte is never that of the records in a store.
enum RecordHandle {
    private static let lineBits: UInt64 = 39
    private static let longest: UInt32 = 1 << 24

    /// The handle of a record. One that could not be told is that of an empty record, which nobody finds again.
    @inline(__always)
    static func make(_ record: RecordRange) -> UInt64 {
        guard record.length <= longest, record.line < 1 << lineBits else { return 0 }
        return UInt64(record.length) << lineBits | UInt64(truncatingIfNeeded: record.line)
    }

    static func length(_ handle: UInt64) -> Int { Int(handle >> lineBits) }

    static func line(_ handle: UInt64) -> Int { Int(handle & (1 << lineBits - 1)) }

    /// Where the record of a sighting stands.
    static func span(of sighting: Sighting) -> RecordSpan {
        RecordSpan(
            input: Sighting.input(of: sighting.place), offset: Sighting.offset(of: sighting.place),
            length: length(sighting.handle))
    }
}
