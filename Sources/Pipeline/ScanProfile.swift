import Extraction
import Model
import Sigma

/// Where the time of a scan went, as far as rules and patterns spent it; summed over all threads.
public struct ScanProfile: Sendable {
    public struct Row: Sendable {
        /// The rule's name, or where the pattern stands.
        public let name: String
        public var work: WorkProfile.Row
    }

    /// The detections, by their numbers; correlations are tried on no entry.
    public private(set) var rules: [Row]
    /// The patterns of extraction documents.
    public private(set) var patterns: [Row]

    init(_ engine: Engine) {
        rules = engine.ruleSet.rules.map { Row(name: $0.name, work: WorkProfile.Row()) }
        patterns = (0..<engine.extraction.patternCount).map {
            Row(name: engine.extraction.patternPlace($0), work: WorkProfile.Row())
        }
    }

    mutating func add(_ part: WorkerProfile) {
        for (index, row) in part.rules.enumerated() { rules[index].work += row }
        for (index, row) in part.patterns.enumerated() { patterns[index].work += row }
    }
}

/// What one worker measured.
struct WorkerProfile: Sendable {
    let rules: [WorkProfile.Row]
    let patterns: [WorkProfile.Row]
}
