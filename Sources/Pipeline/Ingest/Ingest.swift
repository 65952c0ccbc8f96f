import Incidents
import Input
import Model
import Sigma
import Store

/// Adds what inputs show to a store.
///
/// Inputs are read in portions; each is one change of the store, with the progress of its inputs in it. A run that is
/// killed leaves the portions that were finished, and another one goes on from there: entries that come again are
/// known by their fingerprints, and all that is kept can be merged in any order.
public final class Ingest {
    private let engine: Engine
    private let store: Store
    private let options: ScanOptions
    private let started: Timestamp
    private let stop: StopFlag
    private let portionBytes: Int

    /// - Parameters:
    ///   - options: What lies before the time that was pruned is passed over in any case.
    ///   - started: When the run began: incidents it finds are known from then on.
    ///   - portionBytes: Bytes on disk that make a portion: enough that changing the store costs little beside
    ///     reading. Smaller ones are for tests.
    public init(
        engine: Engine, store: Store, options: ScanOptions, started: Timestamp, stop: StopFlag = StopFlag(),
        portionBytes: Int = 256 << 20
    ) {
        self.portionBytes = portionBytes
        self.engine = engine
        self.store = store
        self.options = options
        self.started = started
        self.stop = stop
    }

    /// What a run came to.
    public struct Result: Sendable {
        public fileprivate(set) var ledger = Ledger()
        /// Inputs of which nothing was new.
        public fileprivate(set) var knownInputs = 0
        fileprivate var changes: [String: IncidentChange] = [:]

        /// Incidents that were not known before, as they are after the run, in the order of reports.
        public var new: [Incident] { incidents(where: \.isNew) }
        /// Incidents that were known before and changed.
        public var changed: [Incident] { incidents { !$0.isNew } }

        private func incidents(where isWanted: (IncidentChange) -> Bool) -> [Incident] {
            changes.values.filter(isWanted).map(\.incident).sorted(by: IncidentBuilder.precedes)
        }

        /// A later portion may join, split or rename what an earlier one found.
        fileprivate mutating func add(_ portion: [IncidentChange]) {
            for id in portion.lazy.flatMap(\.former) { changes[id] = nil }
            for change in portion { changes[change.incident.id] = change }
        }
    }

    /// Reads the inputs and changes the store. What was written before an error stays.
    /// - Parameter watch: Is called with each portion's scan before it runs, to show how far it has come.
    public func run(_ inputs: InputList, watch: (Scan, () -> Void) -> Void = { $1() }) throws(StoreError)
        -> Result
    {
        var options = options
        if let pruned = try store.read({ try $0.prunedBefore }) {
            options.since = max(options.since ?? pruned, pruned)
        }
        let past = Scan.Past(
            identities: IdentityHistory(store: store),
            contents: ContentHistory(try store.read { try $0.marks() }.compactMap(ContentMark.init(kept:))))
        var result = Result()
        for (number, inputs) in inputs.portions(bytes: portionBytes).enumerated()
        where number == 0 || !stop.isSet {
            // So many records are kept that copying them at once is quicker than reading them again.
            let scan = Scan(
                engine: engine, inputs: inputs, options: options, stop: stop, past: past, recall: nil)
            var outcome: ScanOutcome?
            watch(scan) { outcome = scan.collect() }
            guard let outcome else { continue }
            if let failure = past.identities.failure { throw failure }
            try add(outcome, to: &result)
        }
        return result
    }

    private func add(_ outcome: ScanOutcome, to result: inout Result) throws(StoreError) {
        let merge = try store.write { transaction in
            var merge = try StoreMerge(outcome, engine: engine, transaction: transaction, started: started)
            try merge.run(gap: options.gap)
            return merge.changes
        }
        result.ledger.add(merge.ledger)
        result.knownInputs += merge.knownInputs
        result.add(merge.incidents)
    }
}
