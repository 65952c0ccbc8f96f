import Input
import Model

/// The records that sightings point to: those that workers of this run kept, those that are read again from the
/// inputs, and those of a store.
struct KeptRecords {
    /// A record as it stood in its input.
    struct Record {
        let bytes: [UInt8]
        let source: EvidenceSource
    }

    /// The upper byte of handles of records in a store; those of this run have smaller ones (`RecordHandle`).
    private static let storeTag: UInt64 = 0xFF
    private static let tagShift: UInt64 = 56

    private let spools: [EvidenceSpool]
    private let names: InputNames
    private let recall: RecordRecall?
    private let threads: Int
    private let stored: StoredRecords?

    init(_ outcome: ScanOutcome, stored: StoredRecords? = nil) {
        spools = outcome.workers.map(\.spool)
        names = outcome.names
        recall = outcome.recall
        threads = outcome.threads
        self.stored = stored
    }

    /// The record that a sighting points to, of a store or kept in this run; nil where it is neither, or cannot be
    /// read back.
    func record(_ sighting: Sighting) -> Record? {
        if let number = Self.storedNumber(sighting.handle) { return stored?.record(number) }
        for spool in spools {
            guard let record = spool.record(at: sighting.place) else { continue }
            return Record(
                bytes: record.bytes,
                source: EvidenceSource(
                    path: names[record.input], line: record.line, offset: record.offset))
        }
        return nil
    }

    /// Reads the records that the sightings point to, each once, in whatever order is quickest. `body` gets the
    /// place of each (`Sighting.place`), and nil where it cannot be read back.
    func read(_ sightings: some Sequence<Sighting>, _ body: (UInt64, Record?) -> Void) {
        var recalled: [RecordSpan: Sighting] = [:]
        var seen: Set<UInt64> = []
        for sighting in sightings where seen.insert(sighting.place).inserted {
            if recall == nil || Self.storedNumber(sighting.handle) != nil
                || spools.contains(where: { $0.holds(sighting.place) })
            {
                body(sighting.place, record(sighting))
            } else {
                recalled[RecordHandle.span(of: sighting)] = sighting
            }
        }
        guard let recall, !recalled.isEmpty else { return }
        RecallThreads.read(recall.parts(Array(recalled.keys)), threads: threads) { span, bytes in
            guard let sighting = recalled[span] else { return }
            let source = EvidenceSource(
                path: names[span.input], line: RecordHandle.line(sighting.handle), offset: span.offset)
            body(sighting.place, bytes.map { Record(bytes: $0, source: source) })
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
