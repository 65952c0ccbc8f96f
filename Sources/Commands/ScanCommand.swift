import ArgumentParser
import Input
import Pipeline

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
        let inputs = try InputArguments.list(self.inputs, output: output.target.output)
        try InputArguments.refuse(metrics.metrics, of: "--metrics", among: inputs)
        var options = reading.scanOptions
        options.since = times.since?.timestamp
        options.until = times.until?.timestamp
        try ReportRun(
            source: InputSource(
                inputs: inputs, engine: reading.engine(), options: options,
                showsProgress: output.target.showsProgress),
            triage: triage.triage(), onlyNew: triage.onlyNew, selection: selection, output: output,
            metrics: { try metrics.write($0, command: "scan", since: start) }
        ).run()
    }
}
