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

    /// - Parameters:
    ///   - options: What lies before the time that was pruned is passed over in any case.
    ///   - started: When the run began: incidents it finds are known from then on.
    public init(
        engine: Engine, store: Store, options: ScanOptions, started: Timestamp, stop: StopFlag = StopFlag()
    ) {
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
        /// Incidents that were not known before, and known ones that changed; as they are after the run.
        public fileprivate(set) var new: [Incident] = []
        public fileprivate(set) var changed: [Incident] = []
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
        for portion in inputs.portions(bytes: Self.portionBytes) where !stop.isSet || portion.isFirst {
            let scan = Scan(
                engine: engine, inputs: portion.inputs, options: options, stop: stop, past: past)
            var outcome: ScanOutcome?
            watch(scan) { outcome = scan.collect() }
            guard let outcome else { continue }
            if let failure = past.identities.failure { throw failure }
            try add(outcome, to: &result)
        }
        return result
    }

    /// Bytes on disk that make a portion: enough that changing the store costs little beside reading.
    private static let portionBytes = 256 << 20

    private func add(_ outcome: ScanOutcome, to result: inout Result) throws(StoreError) {
        let merge = try store.write { transaction in
            var merge = try StoreMerge(outcome, engine: engine, transaction: transaction, started: started)
            try merge.run(gap: options.gap)
            return merge.changes
        }
        result.ledger.add(merge.ledger)
        result.knownInputs += merge.knownInputs
        result.new += merge.new
        result.changed += merge.changed
    }
}
