import Input
import Model
import Pipeline
import Store

/// All that a store holds and that must not depend on how its entries came: without places, numbers of rows, books.
public struct StoreContents: Equatable {
    public let incidents: [String]
    /// Distinct entries by quarter of an hour.
    public let quarters: [String]
    public let units: [String]

    public init(_ path: String) throws {
        let reader = try StoreReader(path: path)
        (incidents, quarters, units) = try reader.read { transaction in
            let ids = try transaction.incidents(from: nil, before: nil)
            return (
                try transaction.incidents(ids).map(\.description),
                try transaction.entriesByQuarter(from: nil, before: nil).map { "\($0.start) \($0.entries)" },
                try transaction.allUnits().map { try Self.describe($0, transaction) }.sorted()
            )
        }
    }

    private static func describe(_ unit: StoredUnit, _ transaction: StoreTransaction) throws -> String {
        let facts = try unit.facts.map { fact in
            let ends = try [fact.first, fact.last].map { sighting in
                let block = try transaction.records(inBlock: RecordNumber.block(of: sighting.handle))
                // A sighting without its record could not be shown as evidence later.
                let isKept = block.flatMap(BlockCompression.decompress) != nil
                return "\(sighting.time) \(sighting.identity) \(sighting.isDetection) \(isKept)"
            }
            return "\(fact.correlation) \(fact.value) \(fact.count) \(ends)"
        }
        return "\(unit.group) \(unit.first) \(unit.last) \(facts)"
    }
}
