import ArgumentParser
import Input
import Pipeline
import Triage

/// `crosstalk report`: what was new, went on and ended in a stretch of time.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report on a day or another stretch of time: what is new, goes on and is over.",
        discussion: """
            An incident is new if it was first seen within the time, and ongoing if it was seen before; resolved \
            is what was seen in the stretch of the same length before, and no more. Inputs are read whole, so \
            name what lies before the time as well: an incident over midnight is one incident. With --baseline, \
            new is what the earlier report does not have, and resolved what only that one has.

            Without inputs, the report is on the store that 'crosstalk ingest' fills.

            Examples:
              crosstalk report --day yesterday --format html --output yesterday.html
              crosstalk report --day yesterday --tz Europe/Berlin exports/
              crosstalk report --day 2025-09-14 --suppressions suppressions.yml --format json --output day.json exports/
              crosstalk report --day yesterday --only-new exports/
              crosstalk report --baseline last.json --only-new exports/
            """)

    @OptionGroup var period: PeriodOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var triage: TriageOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var metrics: MetricsFile
    @OptionGroup var store: StoreOption

    @Argument(
        help: ArgumentHelp(
            "What to read, - for standard input; the store if none is given.", valueName: "input"))
    var inputs: [String] = []

    func run() throws {
        let start = MonotonicClock.now
        System.letWritesFail()
        var triage = try triage.triage()
        triage.period = try period.period()
        try StoreOption.reportingErrors {
            try ReportRun(
                source: source(), triage: triage, zone: period.zone(), onlyNew: self.triage.onlyNew,
                selection: selection, output: output,
                metrics: { try metrics.write($0, command: "report", since: start) }
            ).run()
        }
    }

    private func source() throws -> any ReportSource {
        if let reader = try store.reader(insteadOf: inputs, reading) {
            return StoredReportSource(reader: reader)
        }
        let inputs = try InputArguments.list(self.inputs, output: output.target.output)
        try InputArguments.refuse(metrics.metrics, of: "--metrics", among: inputs)
        return InputSource(
            inputs: inputs, engine: try reading.engine(), options: reading.scanOptions,
            showsProgress: output.target.showsProgress)
    }
}
