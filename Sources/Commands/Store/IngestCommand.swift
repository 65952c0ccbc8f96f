import ArgumentParser
import Input
import Model
import Pipeline
import Reports
import Store

/// `crosstalk ingest`: adds what is new in inputs to a store.
struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read what is new in exports and add it to a store.",
        discussion: """
            Made for cron: it may be run as often as you like over the same files and folders. Files that grew are \
            read from where they ended, rotated and compressed ones are known by their content, and an entry that \
            comes again counts once. What belongs together is found across runs: the incidents are those of one run \
            over everything, whatever the order. 'crosstalk report' and 'crosstalk query' read the store.

            One run at a time may change a store; a second one says so and ends with 75.
            """)

    @OptionGroup var store: StoreOption
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var metrics: MetricsFile

    @Option(
        help: ArgumentHelp(
            "Forget what ended longer ago than this: 90d, 12w. Entries from before are then passed over.",
            valueName: "span"))
    var retain: SpanArgument?

    @Option(help: "The form of the summary: text for people, json for programs.")
    var format = SummaryFormat.text

    @Flag(help: "Print no summary, and nothing on standard error but errors.")
    var quiet = false

    @Flag(
        inversion: .prefixedNo,
        help: "Show on standard error how far reading has come; by default on a terminal only.")
    var progress: Bool?

    @Argument(
        help: ArgumentHelp("What to read; standard input if none is given.", valueName: "input"),
        completion: .file())
    var inputs: [String] = []

    enum SummaryFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func validate() throws {
        if let retain, retain.nanoseconds < .day {
            throw ValidationError("--retain takes a day or more: entries arrive days late")
        }
    }

    func run() throws {
        let start = MonotonicClock.now
        System.letWritesFail()
        let path = try store.path()
        let inputs = try InputArguments.list(self.inputs)
        try InputArguments.refuse(metrics.metrics, of: "--metrics", among: inputs)
        let engine = try reading.engine()
        for path in inputs.missing { Message.print("\(path): does not exist") }
        let report = try StoreOption.reportingErrors(isReading: false) {
            try ingest(inputs, engine, path: path)
        }
        if !quiet {
            InputWarnings.print(report.ledger, missing: inputs.missing.count)
            try OutputFile.print(summary(report))
        }
        try metrics.write(report.asReport, command: "ingest", since: start)
        if !inputs.missing.isEmpty { throw ExitStatus.inputMissing.code }
        if report.ledger.incompleteInputs > 0 { throw ExitStatus.inputIncomplete.code }
    }

    private func ingest(_ inputs: InputList, _ engine: Engine, path: String) throws -> IngestReport {
        let store = try Store(path: path, gap: reading.gap?.nanoseconds)
        let now = Timestamp(nanoseconds: System.now)
        if let retain { try store.write { try $0.prune(before: now.advanced(by: -retain.nanoseconds)) } }
        var options = reading.scanOptions
        options.gap = store.gap
        let ingest = Ingest(
            engine: engine, store: store, options: options, started: now, stop: Interruption.watch())
        let showsProgress = !quiet && (progress ?? System.isTerminal(2))
        let result = try ingest.run(inputs) { scan, body in
            ScanRunner(scan, showsProgress: showsProgress).run(body)
        }
        return IngestReport(
            store: path, ledger: result.ledger, knownInputs: result.knownInputs, new: result.new,
            changed: result.changed)
    }

    private func summary(_ report: IngestReport) -> ReportBuffer {
        switch format {
        case .json: return IngestJSON.document(report)
        case .text:
            let look = PageLook(isTerminal: System.isTerminal(1))
            return IngestText.page(report, options: TextReport.Options(width: look.width, color: look.color))
        }
    }
}
