import ArgumentParser
import Input

/// `crosstalk scan`: reads inputs once and prints what they show.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Read exports and print the incidents in them.",
        discussion: """
            An input is a file, a folder (read with all that is below it), a pattern such as 'logs/*.json', or \
            - for standard input. NDJSON, JSON arrays, objects one after another, pages of entries.list and \
            Pub/Sub messages are told apart by content, gzip by its first bytes. The order of entries, the cut \
            into files and repeats do not change what is found. All times are UTC.
            """)

    @OptionGroup var times: EntryTimeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var triage: TriageOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var metrics: MetricsFile

    @Argument(
        help: ArgumentHelp("What to read; standard input if none is given.", valueName: "input"),
        completion: .file())
    var inputs: [String] = []

    func run() throws {
        let start = MonotonicClock.now
        System.letWritesFail()
        let inputs = try InputArguments.list(self.inputs, output: output.output)
        var options = reading.scanOptions
        options.since = selection.since?.timestamp
        options.until = selection.until?.timestamp
        let file = try output.open()
        let scan = Scan(engine: engine, inputs: inputs, options: options, stop: Interruption.watch())
        let whole = ScanRunner(scan, showsProgress: output.showsProgress).run()
        let report = selection.apply(to: whole)
        if reading.profileRules { Message.printRaw(ProfileTable.text(scan.profile)) }
        if !output.quiet { warn(report.ledger, missing: inputs.missing.count) }
        try output.write(report, hidden: whole.incidents.count - report.incidents.count, to: file)
        try metrics.write(report, command: "scan", since: start)
        try conclude(report, inputs)
    }

    private func selectedInputs() throws -> InputList {
        let list = try InputArguments.expand(inputs)
        try InputArguments.refuse(output.output, of: "--output", among: list)
        try InputArguments.refuse(metrics.metrics, of: "--metrics", among: list)
        return list
    }

    /// Says on standard error that not everything was read: reports are piped away.
    private func warn(_ ledger: Ledger, missing: Int) {
        let unread = ledger.incompleteInputs - missing
        if unread > 0 {
            let inputs = ledger.inputs == 1 ? "input" : "inputs"
            Message.print("\(unread) of \(ledger.inputs) \(inputs) could not be read in full:")
            for problem in ledger.problems.lazy.filter({ $0.kind == .input }).prefix(5) {
                let name = problem.path == "-" ? "standard input" : problem.path
                Message.print("  \(name): \(problem.reason)")
            }
        }
        if ledger.malformed > 0 {
            let pieces = ledger.malformed == 1 ? "piece is no log entry" : "pieces are no log entries"
            Message.print("\(ledger.malformed) \(pieces); skipped")
        }
        if ledger.regexLimitHits > 0 {
            let times = ledger.regexLimitHits == 1 ? "once" : "\(ledger.regexLimitHits) times"
            Message.print("patterns gave up \(times); see the ledger")
        }
    }

    private func conclude(_ report: Report, _ inputs: InputList) throws {
        if !inputs.missing.isEmpty { throw ExitStatus.inputMissing.code }
        if report.ledger.incompleteInputs > 0 { throw ExitStatus.inputIncomplete.code }
        if let level = selection.failOn, report.incidents.contains(where: { $0.level >= level }) {
            throw ExitStatus.incidentFound.code
        }
    }
}
