/// What random cases are about. Each kind is compared often enough to say something.
enum CaseKind: String, CaseIterable, Sendable, CustomStringConvertible {
    case detection, filter, documents
    case eventCount = "event_count"
    case valueCount = "value_count"
    case temporal
    case temporalOrdered = "temporal_ordered"
    /// A temporal with a condition over rule names.
    case expression
    case valueSum = "value_sum"
    case valueAverage = "value_avg"
    case valuePercentile = "value_percentile"
    case valueMedian = "value_median"
    /// Correlations of correlations.
    case chain

    var description: String { rawValue }

    /// How many are made.
    var count: Int {
        switch self {
        case .detection: 1250
        case .filter, .documents: 330
        case .chain: 300
        default: 260
        }
    }

    /// At least as many must be compared; the rest is refused by both, or differs for a reason on the list.
    var leastCompared: Int { self == .detection ? 1000 : 200 }

    var isCorrelation: Bool {
        switch self {
        case .detection, .filter, .documents: false
        default: true
        }
    }

    func make(seed: UInt64) -> OracleCase {
        switch self {
        case .detection: RandomDetection.make(seed: seed)
        case .filter, .documents: RandomDocuments.make(seed: seed, kind: self)
        case .chain: RandomChain.make(seed: seed)
        default: RandomCorrelation.make(seed: seed, kind: self)
        }
    }
}
