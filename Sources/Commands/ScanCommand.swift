import ArgumentParser
import Input
import Model
import Pipeline
import Reports

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

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var reading: ReadingOptions

    @Argument(help: ArgumentHelp("What to read; standard input if none is given.", valueName: "input"))
    var inputs: [String] = []

    func run() throws {
        System.ignoreBrokenPipes()
        let inputs = try selectedInputs()
        let engine = try reading.engine()
        for path in inputs.missing { Message.print("\(path): does not exist") }
        var options = reading.scanOptions
        options.since = selection.since?.timestamp
        options.until = selection.until?.timestamp
        let file = try output.open()
        let scan = Scan(engine: engine, inputs: inputs, options: options, stop: Interruption.watch())
        let report = selection.apply(to: ScanRunner(scan, showsProgress: output.showsProgress).run())
        if !output.quiet { warn(report.ledger, missing: inputs.missing.count) }
        try output.write(report, to: file)
        try conclude(report, inputs)
    }

    private func selectedInputs() throws -> InputList {
        if inputs.isEmpty, System.isTerminal(0) {
            throw ValidationError("nothing to read: name a file or a folder, or pipe an export in")
        }
        return InputList.expand(inputs.isEmpty ? ["-"] : inputs)
    }

    /// Says on standard error that not everything was read: reports are piped away.
    private func warn(_ ledger: Ledger, missing: Int) {
        let unread = ledger.incompleteInputs - missing
        if unread > 0 {
            Message.print("\(unread) of \(ledger.inputs) inputs could not be read in full:")
            for problem in ledger.problems.prefix(5) where !problem.reason.hasSuffix("; skipped") {
                Message.print("  \(problem.path): \(problem.reason)")
            }
        }
        if ledger.malformed > 0 { Message.print("\(ledger.malformed) pieces are no log entries; skipped") }
        if ledger.regexLimitHits > 0 {
            Message.print("patterns gave up \(ledger.regexLimitHits) times; see the ledger")
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
