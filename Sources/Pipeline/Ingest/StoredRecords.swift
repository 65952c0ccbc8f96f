import Input
import Model
import Store

/// The records that a store keeps, in compressed blocks.
final class StoredRecords {
    private let transaction: StoreTransaction
    /// The blocks read last; findings of one time have their records side by side.
    private var blocks: [Int64: [KeptRecords.Record]] = [:]
    private static let blocksKept = 32

    init(_ transaction: StoreTransaction) {
        self.transaction = transaction
    }

    /// The record of a number; nil where it cannot be read back.
    func record(_ number: UInt64) -> KeptRecords.Record? {
        let records = block(RecordNumber.block(of: number))
        let index = RecordNumber.index(of: number)
        return records.indices.contains(index) ? records[index] : nil
    }

    private func block(_ number: Int64) -> [KeptRecords.Record] {
        if let known = blocks[number] { return known }
        if blocks.count >= Self.blocksKept { blocks.removeAll(keepingCapacity: true) }
        let bytes = (try? transaction.records(inBlock: number)).flatMap { $0 }.flatMap(
            BlockCompression.decompress)
        let records = bytes.map(RecordBlock.records) ?? []
        blocks[number] = records
        return records
    }
}

/// Records one after the other: path, line, offset and size, then the bytes.
struct RecordBlock {
    /// Blocks of about this size are closed: smaller ones compress worse, larger ones are slower to read back.
    static let targetBytes = 256 << 10

    /// Its number in the store.
    let number: Int64
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    /// Event time of the last record.
    private(set) var last = Int64.min

    init(number: Int64) {
        self.number = number
    }

    var isFull: Bool { bytes.count >= Self.targetBytes || count >= RecordNumber.blockSize }

    mutating func append(_ record: KeptRecords.Record, time: Int64) {
        append(record.source.path.utf8.count)
        bytes.append(contentsOf: record.source.path.utf8)
        append(record.source.line)
        append(record.source.offset)
        append(record.bytes.count)
        bytes.append(contentsOf: record.bytes)
        count += 1
        last = max(last, time)
    }

    private mutating func append(_ number: Int) {
        withUnsafeBytes(of: UInt64(truncatingIfNeeded: number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// The records of a block; those before a damage.
    static func records(_ bytes: [UInt8]) -> [KeptRecords.Record] {
        var position = 0
        func number() -> Int? {
            guard bytes.count - position >= 8 else { return nil }
            defer { position += 8 }
            return (0..<8).reduce(0) {
                $0 | Int(truncatingIfNeeded: UInt64(bytes[position + $1]) << UInt64(8 * $1))
            }
        }
        func piece() -> ArraySlice<UInt8>? {
            guard let size = number(), size >= 0, size <= bytes.count - position else { return nil }
            defer { position += size }
            return bytes[position..<(position + size)]
        }
        var records: [KeptRecords.Record] = []
        while let path = piece(), let line = number(), let offset = number(), let record = piece() {
            records.append(
                KeptRecords.Record(
                    bytes: Array(record),
                    source: EvidenceSource(
                        path: String(decoding: path, as: UTF8.self), line: line, offset: offset)))
        }
        return records
    }
}
