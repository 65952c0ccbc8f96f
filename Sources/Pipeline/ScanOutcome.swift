import Input
import Model
import Sigma

/// What reading has left: the state of all entries, the records that may be evidence, and the ledger.
struct ScanOutcome {
    let state: ScanState
    let workers: [WorkerResult]
    let names: InputNames
    /// Reads records again that the workers did not keep; nil where they kept them all.
    let recall: RecordRecall?
    /// How many may do so.
    let threads: Int
    /// What was said of each input that was read, in no particular order.
    let read: [(input: Int, outcome: ReadOutcome)]
    private(set) var ledger = Ledger()
    private var problems: ProblemList

    init(
        state: ScanState, workers: [WorkerResult], names: InputNames, inputs: InputList,
        read: [(input: Int, outcome: ReadOutcome)], progress: ReadProgress,
        recall: RecordRecall?, threads: Int
    ) {
        self.recall = recall
        self.threads = threads
        self.state = state
        self.workers = workers
        self.names = names
        self.read = read
        problems = state.counts.problems
        ledger.bytesRead = progress.bytesRead
        ledger.bytesDecoded = progress.bytesDecoded
        state.counts.fill(&ledger)
        addOutcomes(inputs)
        addLimits()
    }

    /// Completes the ledger, once it is known how many records were kept and could not be read back.
    mutating func addLosses(lostRecords: Int) {
        let cutCombinations = state.correlator.cutCombinations
        ledger.evicted = lostRecords + cutCombinations
        if lostRecords > 0 {
            report(
                "evidence",
                "\(lostRecords) records kept as evidence could not be read back; findings may be missing")
        }
        if cutCombinations > 0 {
            report(
                "correlations",
                "\(cutCombinations) times an entry had more than \(Correlator.combinationLimit) combinations of the "
                    + "ids that a rule groups by; the others were not correlated")
        }
        ledger.problems = problems.first
        ledger.problemsOmitted = problems.count - ledger.problems.count
    }

    private mutating func report(_ path: String, _ reason: String) {
        problems.append(InputProblem(kind: .analysis, path: path, line: nil, offset: nil, reason: reason))
    }

    private mutating func addOutcomes(_ inputs: InputList) {
        let outcomes = read.map(\.outcome)
        ledger.skippedFiles = outcomes.count(where: \.isSkipped)
        ledger.inputs = inputs.items.count - ledger.skippedFiles + inputs.missing.count
        let unread = inputs.items.count - outcomes.count
        ledger.incompleteInputs =
            outcomes.count(where: \.isIncomplete) + unread + inputs.missing.count + inputs.problems.count
        for problem in outcomes.flatMap(\.problems) + inputs.problems { problems.append(problem) }
        for (input, outcome) in read {
            guard let place = outcome.pending else { continue }
            problems.append(
                InputProblem(
                    kind: .input, path: names[input], line: place.line, offset: place.offset,
                    reason: "a line that is not finished yet; it is read once it is"))
        }
        for path in inputs.missing {
            problems.append(
                InputProblem(kind: .missing, path: path, line: nil, offset: nil, reason: "does not exist"))
        }
    }

    private mutating func addLimits() {
        var limits = LimitHits()
        for worker in workers { limits.merge(worker.limits) }
        ledger.regexLimitHits = limits.total
        for (owner, count) in limits.counts {
            report(
                "patterns",
                "\(owner) gave up at its match limit \(count) times; what it would have found is not known")
        }
    }
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
