import Incidents
import Model
import Sigma

/// What a scan knows after some of its entries. A pure value; two of them merge in any order.
struct ScanState: Sendable {
    var signals: SignalTable
    var correlator: Correlator
    var counts = Counts()

    init(engine: Engine, options: ScanOptions) {
        signals = SignalTable(gap: options.gap, evidenceCap: options.evidenceCap)
        correlator = Correlator(engine.ruleSet)
    }

    mutating func merge(_ other: ScanState) {
        signals.merge(other.signals)
        correlator.merge(other.correlator)
        counts.merge(other.counts)
    }

    /// Forgets everything and keeps the memory.
    mutating func reset() {
        signals.reset()
        correlator.reset()
        counts = Counts()
    }
}

/// The counts of a ledger that come from entries.
struct Counts: Sendable {
    var entries = 0
    var duplicates = 0
    var malformed = 0
    var repaired = 0
    var withoutTimestamp = 0
    var outOfRange = 0
    var firstTimestamp: Timestamp?
    var lastTimestamp: Timestamp?
    var problems = ProblemList()
    /// Empty unless the options ask for it.
    var coverage = Coverage()

    mutating func see(_ timestamp: Timestamp) {
        firstTimestamp = min(firstTimestamp ?? timestamp, timestamp)
        lastTimestamp = max(lastTimestamp ?? timestamp, timestamp)
    }

    mutating func merge(_ other: Counts) {
        entries += other.entries
        duplicates += other.duplicates
        malformed += other.malformed
        repaired += other.repaired
        withoutTimestamp += other.withoutTimestamp
        outOfRange += other.outOfRange
        if let first = other.firstTimestamp { see(first) }
        if let last = other.lastTimestamp { see(last) }
        problems.append(contentsOf: other.problems)
        coverage.merge(other.coverage)
    }
}
