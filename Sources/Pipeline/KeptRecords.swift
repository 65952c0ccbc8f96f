import Model

/// The records that sightings point to by their handles: of the workers of this run, and of a store.
struct KeptRecords {
    /// A record as it stood in its input.
    struct Record {
        let bytes: [UInt8]
        let source: EvidenceSource
    }

    /// The upper byte of handles of records in a store; workers have smaller numbers.
    private static let storeTag: UInt64 = 0xFF
    private static let tagShift: UInt64 = 56

    /// By the number of the worker.
    private let spools: [Int: EvidenceSpool]
    private let names: InputNames
    private let stored: StoredRecords?

    init(workers: [WorkerResult], names: InputNames, stored: StoredRecords? = nil) {
        spools = Dictionary(uniqueKeysWithValues: workers.map { ($0.number, $0.spool) })
        self.names = names
        self.stored = stored
    }

    /// The record of a handle; nil where it cannot be read back.
    func record(_ handle: UInt64) -> Record? {
        if let number = Self.storedNumber(handle) { return stored?.record(number) }
        return spools[Int(handle >> Self.tagShift)]?.record(at: handle & (1 << Self.tagShift - 1)).map {
            record in
            Record(
                bytes: record.bytes,
                source: EvidenceSource(
                    path: names[record.input], line: record.line, offset: record.offset))
        }
    }

    /// The handle of a record in the store.
    private static func handle(ofStored number: UInt64) -> UInt64 { storeTag << tagShift | number }

    /// A sighting of the store with the handle by which its record is found.
    static func tagged(_ sighting: Sighting) -> Sighting {
        var copy = sighting
        copy.handle = handle(ofStored: sighting.handle)
        return copy
    }

    /// The number of the record in the store; nil for one of this run.
    static func storedNumber(_ handle: UInt64) -> UInt64? {
        handle >> tagShift == storeTag ? handle & (1 << tagShift - 1) : nil
    }
}
