import ArgumentParser

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
    @OptionGroup var inputs: ReportInputs

    func run() throws {
        System.letWritesFail()
        let inputs = try InputArguments.list(inputs, output: output.output)
        let engine = try reading.engine()
        for path in inputs.missing { Message.print("\(path): does not exist") }
        var options = reading.scanOptions
        options.since = selection.since?.timestamp
        options.until = selection.until?.timestamp
        let file = try output.open()
        let scan = Scan(engine: engine, inputs: inputs, options: options, stop: Interruption.watch())
        let whole = ScanRunner(scan, showsProgress: output.showsProgress).run()
        let report = selection.apply(to: whole)
        if reading.profileRules { Message.printRaw(ProfileTable.text(scan.profile)) }
        if !output.quiet { LedgerWarning.print(report.ledger, missing: inputs.missing.count) }
        try output.write(report, hidden: whole.incidents.count - report.incidents.count, to: file)
        try conclude(report, inputs)
    }

    private func conclude(_ report: Report, _ inputs: InputList) throws {
        if !inputs.missing.isEmpty { throw ExitStatus.inputMissing.code }
        if report.ledger.incompleteInputs > 0 { throw ExitStatus.inputIncomplete.code }
        if let level = selection.failOn, report.incidents.contains(where: { $0.level >= level }) {
            throw ExitStatus.incidentFound.code
        }
    }
}
