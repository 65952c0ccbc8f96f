import Extraction
import Model

/// What of an entry tells signals apart: a hash of all its ids, its service and revision.
struct EntryIDs {
    private let fields: [FieldID]

    init(_ plan: ExtractionPlan) {
        fields =
            plan.idFields.map(\.field) + plan.cutUserFields + [plan.service, plan.revision].compactMap { $0 }
    }

    /// The hash; the same whatever the order of values.
    func hash(_ table: FieldTable) -> UInt64 {
        var sum: UInt64 = 0
        for field in fields {
            for value in table.values(of: field) {
                let seed = UInt64(truncatingIfNeeded: field.index) &+ 1
                sum = sum &+ Hashing.mix(Hashing.hash(value.bytes, seed: seed), 0x9FB2_1C65_1E98_DF25)
            }
        }
        return sum
    }
}
