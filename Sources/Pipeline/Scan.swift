import Incidents
import Input
import Model
import Sigma
import Synchronization

/// Reads inputs to their end and reports what they show.
///
/// Reader threads cut inputs into segments, worker threads look at the entries, and the parts of the state
/// are merged in whatever order they come: the report does not depend on it.
public final class Scan: Sendable {
    private let engine: Engine
    private let options: ScanOptions
    private let inputs: InputList
    private let names: InputNames
    private let state: SharedState
    private let progress = ReadProgress()
    private let stop: StopFlag
    private let measured = Gathered<WorkerProfile>()
    /// What earlier runs have read; nil where there were none.
    private let past: Past?
    /// Reads records again; nil where all that may be evidence is copied while reading.
    private let recall: RecordRecall?

    /// Prepares a scan of the inputs. Nothing is read yet.
    ///
    /// Once `stop` is set, reading ends soon, and `run` reports what was found so far.
    public convenience init(
        engine: Engine, inputs: InputList, options: ScanOptions, stop: StopFlag = StopFlag()
    ) {
        self.init(
            engine: engine, inputs: inputs, options: options, stop: stop, past: nil, recall: RecordRecall())
    }

    /// What earlier runs have read.
    struct Past {
        let identities: IdentityHistory
        let contents: ContentHistory
    }

    init(
        engine: Engine, inputs: InputList, options: ScanOptions, stop: StopFlag, past: Past?,
        recall: RecordRecall?
    ) {
        self.past = past
        self.recall = recall
        self.stop = stop
        self.engine = engine
        self.inputs = inputs
        self.options = options
        names = InputNames(paths: inputs.items.map(\.path))
        state = SharedState(ScanState(engine: engine, options: options))
    }

    /// How far a running scan has come.
    public struct Progress: Sendable {
        public var bytesRead: Int
        /// Bytes of all inputs; nil where one has no size.
        public var bytesTotal: Int?
        /// Distinct entries.
        public var entries: Int
    }

    /// To be asked by another thread while `run` runs.
    public var currentProgress: Progress {
        let sizes = inputs.items.map(\.size)
        let total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
        return Progress(bytesRead: progress.bytesRead, bytesTotal: total, entries: state.entries)
    }

    /// What rules and patterns did in `run`; nothing unless the options ask for it.
    public var profile: ScanProfile {
        measured.all.reduce(into: ScanProfile(engine)) { $0.add($1) }
    }

    /// What `run` has counted by time; nothing unless the options ask for it.
    public var coverage: Coverage { state.current.counts.coverage }

    /// Reads everything and returns the report.
    public func run() -> Report { report(on: collect()) }

    /// The report on what was read. Evidence is read once more for it.
    func report(on read: ScanOutcome) -> Report {
        var outcome = read
        let resolver = EvidenceResolver(engine: engine, records: KeptRecords(outcome))
        let episodes = outcome.state.signals.finish()
        let matches = outcome.state.correlator.finish().filter { engine.ruleSet.rules[$0.rule].isSignal }
        let signals = resolver.signals(episodes, matches).compactMap { $0 }
        outcome.addLosses(lostRecords: resolver.lostRecords)
        return Report(
            ledger: outcome.ledger,
            incidents: IncidentBuilder.build(signals, gap: options.gap, evidenceCap: options.evidenceCap))
    }

    /// Reads everything, and leaves what it shows to the caller.
    func collect() -> ScanOutcome {
        let reading = Reading(
            threads: max(1, options.threads ?? Threads.available), inputs: inputs.items.count,
            identities: past?.identities.identities ?? IdentitySet())
        readAll(reading)
        let workers = reading.workers.all
        for worker in workers { worker.profile.map(measured.append) }
        return ScanOutcome(
            state: state.current, workers: workers, names: names, inputs: inputs,
            read: reading.outcomes.all, progress: progress, recall: recall,
            threads: reading.threads)
    }

    // MARK: - Threads

    /// What the threads of one run share.
    private final class Reading: Sendable {
        let channel: Channel<Segment>
        let pool: SegmentPool
        let nextInput = Atomic<Int>(0)
        let identities: IdentitySet
        let outcomes = Gathered<(input: Int, outcome: ReadOutcome)>()
        let workers = Gathered<WorkerResult>()
        let threads: Int
        let readers: Int

        init(threads: Int, inputs: Int, identities: IdentitySet) {
            self.identities = identities
            self.threads = threads
            readers = min(threads, max(1, inputs))
            channel = Channel(capacity: 2 * threads, makers: readers)
            pool = SegmentPool(keeping: 4 * threads)
        }
    }

    private func readAll(_ reading: Reading) {
        var threads = Threads()
        var working = 0
        for _ in 0..<reading.threads {
            if threads.start({ self.work(reading) }) { working += 1 }
        }
        guard working > 0 else {
            readAlone(reading)
            return
        }
        for reader in 0..<reading.readers {
            let hasStarted = threads.start { self.readInputs(reading, send: reading.channel.send) }
            if hasStarted { continue }
            // The system gives no more threads: this one reads where no other does.
            if reader == 0 {
                readInputs(reading, send: reading.channel.send)
            } else {
                reading.channel.finish()
            }
        }
        threads.join()
    }

    /// Reads and works on this thread, where the system gives no other.
    private func readAlone(_ reading: Reading) {
        let worker = SegmentWorker(
            engine: engine, options: options, identities: reading.identities, names: names,
            history: past?.identities)
        readInputs(reading) { segment in
            worker.process(segment, into: state)
            reading.pool.recycle(segment)
        }
        reading.workers.append(worker.result)
    }

    /// The life of a reader: one input after the other, whichever is next.
    private func readInputs(_ reading: Reading, send: (Segment) -> Void) {
        defer { reading.channel.finish() }
        while !stop.isSet {
            let input = reading.nextInput.wrappingAdd(1, ordering: .relaxed).oldValue
            guard input < inputs.items.count else { return }
            let reader = RecordReader(
                item: inputs.items[input], input: input,
                options: ReadOptions(segmentBytes: options.segmentBytes), pool: reading.pool,
                history: past?.contents, recall: recall, progress: progress, stop: stop)
            while let segment = reader.next() { send(segment) }
            reading.outcomes.append((input, reader.outcome))
        }
    }

    /// The life of a worker: one segment after the other.
    private func work(_ reading: Reading) {
        let worker = SegmentWorker(
            engine: engine, options: options, identities: reading.identities, names: names,
            history: past?.identities)
        while let segment = reading.channel.receive() {
            worker.process(segment, into: state)
            reading.pool.recycle(segment)
        }
        reading.workers.append(worker.result)
    }
}

/// What is left of a worker at the end.
struct WorkerResult: Sendable {
    let spool: EvidenceSpool
    let limits: LimitHits
    /// Nil where nobody asked for it.
    let profile: WorkerProfile?
    /// Fingerprints of the entries that it was the first to see, by quarters of an hour; none without a store.
    let identities: [Int64: [UInt64]]
}

/// A list to which threads add.
final class Gathered<Element: Sendable>: Sendable {
    private let elements = Guarded<[Element]>([])

    func append(_ element: Element) {
        elements.withLock { $0.append(element) }
    }

    var all: [Element] { elements.withLock { $0 } }
}
