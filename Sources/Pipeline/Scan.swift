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

    /// Prepares a scan of the inputs. Nothing is read yet.
    ///
    /// Once `stop` is set, reading ends soon, and `run` reports what was found so far.
    public init(engine: Engine, inputs: InputList, options: ScanOptions, stop: StopFlag = StopFlag()) {
        self.stop = stop
        self.engine = engine
        self.inputs = inputs
        self.options = options
        names = InputNames(paths: inputs.items.map(\.path))
        state = SharedState(ScanState(engine: engine, gap: options.gap))
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

    /// Reads everything and returns the report.
    public func run() -> Report {
        let reading = Reading(
            threads: max(1, options.threads ?? Threads.available), inputs: inputs.items.count)
        readAll(reading)
        let final = state.current
        let workers = reading.workers.all
        for worker in workers { worker.profile.map(measured.append) }
        let resolver = EvidenceResolver(engine: engine, workers: workers, names: names)
        let episodes = final.signals.finish()
        let matches = final.correlator.finish().filter { engine.ruleSet.rules[$0.rule].isSignal }
        resolver.expect(episodes.lazy.flatMap(\.sightings))
        resolver.expect(matches.lazy.flatMap(\.sightings))
        let detections = episodes.compactMap { resolver.signal($0) }
        let correlations = matches.compactMap { resolver.signal($0) }
        let ledger = ledger(final, reading: reading, workers: workers, lostRecords: resolver.lostRecords)
        let incidents = IncidentBuilder.build(detections + correlations, gap: options.gap)
        return Report(ledger: ledger, incidents: incidents)
    }

    // MARK: - Threads

    /// What the threads of one run share.
    private final class Reading: Sendable {
        let channel: Channel<Segment>
        let pool: SegmentPool
        let nextInput = Atomic<Int>(0)
        let identities = IdentitySet()
        let outcomes = Gathered<ReadOutcome>()
        let workers = Gathered<WorkerResult>()
        let threads: Int
        let readers: Int

        init(threads: Int, inputs: Int) {
            self.threads = threads
            readers = min(threads, max(1, inputs))
            channel = Channel(capacity: 2 * threads, makers: readers)
            pool = SegmentPool(keeping: 4 * threads)
        }
    }

    private func readAll(_ reading: Reading) {
        var threads = Threads()
        var working = 0
        for number in 0..<reading.threads {
            if threads.start({ self.work(reading, number: number) }) { working += 1 }
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
            number: 0, engine: engine, options: options, identities: reading.identities, names: names)
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
                progress: progress, stop: stop)
            while let segment = reader.next() { send(segment) }
            reading.outcomes.append(reader.outcome)
        }
    }

    /// The life of a worker: one segment after the other.
    private func work(_ reading: Reading, number: Int) {
        let worker = SegmentWorker(
            number: number, engine: engine, options: options, identities: reading.identities, names: names)
        while let segment = reading.channel.receive() {
            worker.process(segment, into: state)
            reading.pool.recycle(segment)
        }
        reading.workers.append(worker.result)
    }

    // MARK: - The ledger

    private func ledger(
        _ state: ScanState, reading: Reading, workers: [WorkerResult], lostRecords: Int
    ) -> Ledger {
        var ledger = Ledger()
        ledger.bytesRead = progress.bytesRead
        ledger.bytesDecoded = progress.bytesDecoded
        state.counts.fill(&ledger)
        var problems = state.counts.problems
        addOutcomes(reading.outcomes.all, to: &ledger, &problems)
        addLimits(workers, to: &ledger, &problems)
        addLosses(lostRecords, cutCombinations: state.correlator.cutCombinations, to: &ledger, &problems)
        ledger.problems = problems.first
        ledger.problemsOmitted = problems.count - ledger.problems.count
        return ledger
    }

    private func addOutcomes(
        _ outcomes: [ReadOutcome], to ledger: inout Ledger, _ problems: inout ProblemList
    ) {
        ledger.skippedFiles = outcomes.count(where: \.isSkipped)
        ledger.inputs = inputs.items.count - ledger.skippedFiles + inputs.missing.count
        let unread = inputs.items.count - outcomes.count
        ledger.incompleteInputs =
            outcomes.count(where: \.isIncomplete) + unread + inputs.missing.count + inputs.problems.count
        for problem in outcomes.flatMap(\.problems) + inputs.problems { problems.append(problem) }
        for path in inputs.missing {
            problems.append(
                InputProblem(kind: .missing, path: path, line: nil, offset: nil, reason: "does not exist"))
        }
    }

    private func addLosses(
        _ lostRecords: Int, cutCombinations: Int, to ledger: inout Ledger, _ problems: inout ProblemList
    ) {
        ledger.evicted = lostRecords + cutCombinations
        var reasons: [(path: String, reason: String)] = []
        if lostRecords > 0 {
            reasons.append(
                (
                    "evidence",
                    "\(lostRecords) records kept as evidence could not be read back; findings may be missing"
                ))
        }
        if cutCombinations > 0 {
            let limit = Correlator.combinationLimit
            reasons.append(
                (
                    "correlations",
                    "\(cutCombinations) times an entry had more than \(limit) combinations of the ids that a rule "
                        + "groups by; the others were not correlated"
                ))
        }
        for (path, reason) in reasons {
            problems.append(
                InputProblem(kind: .analysis, path: path, line: nil, offset: nil, reason: reason))
        }
    }

    private func addLimits(_ workers: [WorkerResult], to ledger: inout Ledger, _ problems: inout ProblemList)
    {
        var limits = LimitHits()
        for worker in workers { limits.merge(worker.limits) }
        ledger.regexLimitHits = limits.total
        for (owner, count) in limits.counts {
            problems.append(
                InputProblem(
                    kind: .analysis, path: "patterns", line: nil, offset: nil,
                    reason:
                        "\(owner) gave up at its match limit \(count) times; what it would have found is not known"
                ))
        }
    }
}

/// What is left of a worker at the end.
struct WorkerResult: Sendable {
    let number: Int
    let spool: EvidenceSpool
    let limits: LimitHits
    /// Nil where nobody asked for it.
    let profile: WorkerProfile?
}

/// A list to which threads add.
final class Gathered<Element: Sendable>: Sendable {
    private let elements = Guarded<[Element]>([])

    func append(_ element: Element) {
        elements.withLock { $0.append(element) }
    }

    var all: [Element] { elements.withLock { $0 } }
}

extension Counts {
    fileprivate func fill(_ ledger: inout Ledger) {
        ledger.entries = entries
        ledger.duplicates = duplicates
        ledger.malformed = malformed
        ledger.repaired = repaired
        ledger.withoutTimestamp = withoutTimestamp
        ledger.outOfRange = outOfRange
        ledger.firstTimestamp = firstTimestamp
        ledger.lastTimestamp = lastTimestamp
    }
}
