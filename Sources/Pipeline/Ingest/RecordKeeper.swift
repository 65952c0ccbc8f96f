import Dispatch
import Input
import Model
import Store

/// Moves the records that a change needs from the run's spools into the store.
struct RecordKeeper {
    private let records: KeptRecords
    private let transaction: StoreTransaction
    /// By place in the inputs, the number of the record in the store.
    private var numbers: [UInt64: UInt64] = [:]
    /// Blocks that are packed at a time, so that only so many are in memory.
    private static let batch = 16

    init(records: KeptRecords, transaction: StoreTransaction) {
        self.records = records
        self.transaction = transaction
    }

    /// Keeps the records of all sightings that have none in the store yet.
    mutating func keep(_ sightings: some Sequence<Sighting>) throws {
        var wanted: [UInt64: Sighting] = [:]
        for sighting in sightings where KeptRecords.storedNumber(sighting.handle) == nil {
            if let known = wanted[sighting.place], known.time <= sighting.time { continue }
            wanted[sighting.place] = sighting
        }
        // By time: what is read back together lies together, and is pruned together.
        let sorted = wanted.values.sorted { ($0.time, $0.place) < ($1.time, $1.place) }
        var block = RecordBlock(number: try transaction.nextRecordBlock())
        var full: [RecordBlock] = []
        for sighting in sorted {
            guard let record = records.record(sighting) else { continue }
            numbers[sighting.place] = RecordNumber.make(block: block.number, index: block.count)
            block.append(record, time: sighting.time)
            guard block.isFull else { continue }
            full.append(block)
            block = RecordBlock(number: block.number + 1)
            if full.count >= Self.batch { try write(&full) }
        }
        if block.count > 0 { full.append(block) }
        try write(&full)
    }

    private func write(_ blocks: inout [RecordBlock]) throws {
        for (block, packed) in zip(blocks, Self.packed(blocks)) {
            try transaction.put(records: packed, number: block.number, last: block.last)
        }
        blocks.removeAll(keepingCapacity: true)
    }

    /// The blocks compressed, each on whatever core is free.
    private static func packed(_ blocks: [RecordBlock]) -> [[UInt8]] {
        let results = blocks.map { _ in Gathered<[UInt8]>() }
        DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
            results[index].append(BlockCompression.compress(blocks[index].bytes))
        }
        return results.flatMap(\.all)
    }

    /// The sighting with the number of its record in the store in place of its handle.
    func stored(_ sighting: Sighting) -> Sighting {
        var copy = sighting
        copy.handle = KeptRecords.storedNumber(sighting.handle) ?? numbers[sighting.place] ?? 0
        return copy
    }

    func stored(_ unit: StoredUnit) -> StoredUnit {
        StoredUnit(
            group: unit.group, first: unit.first, last: unit.last, hasSignals: unit.hasSignals,
            facts: unit.facts.map { fact in
                var copy = fact
                copy.first = stored(fact.first)
                copy.last = stored(fact.last)
                return copy
            })
    }
}
