import ArgumentParser
import Input
import Model
import Pipeline
import Reports

/// `crosstalk query`: all that is known of one user, request or incident.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Tell what happened to one user, in one request or in one incident.",
        usage: "crosstalk query <kind> <id> [<options>] [<input> ...]",
        discussion: """
            Says what happened, how sure that is, who else was involved and which way data may have gone; then \
            every entry that proves it, in the order of time and across services.

            Without inputs, the store that 'crosstalk ingest' fills is asked.

            Examples:
              crosstalk query user demo-user-001
              crosstalk query user demo-user-001 exports/
              crosstalk query request req_7bda598bcaea --since 24h exports/
              crosstalk query incident 91db --format json exports/ | jq '.timeline[].message'

            The whole id wins; ids are compared byte for byte. Else the beginning of exactly one id will do: three \
            characters of a user or a request, four of an incident. A cut id is taken as it stands in logs: \
            'demo-use...'. Inputs are those of 'crosstalk scan'. All times are UTC.

            Exit status:
              0   found
              1   nothing found (in the time asked for), or several ids begin so: they are listed
              64, 65, 66, 74, 78 as for 'crosstalk scan'; 66 and 65 come before 1
            """)

    @Argument(help: "What is asked about: user, request or incident.")
    var kind: QueryKind

    @Argument(help: "Its id, or the beginning of it.")
    var id: String

    @OptionGroup var options: QueryOptions
    @OptionGroup var reading: ReadingOptions

    @OptionGroup var store: StoreOption

    @Argument(
        help: ArgumentHelp(
            "What to read, - for standard input; the store if none is given.", valueName: "input"))
    var inputs: [String] = []

    /// How much evidence is kept at each end of an incident: a dossier shows all it can.
    private static let evidenceCap = 1000

    func validate() throws {
        if id.isEmpty { throw ValidationError("the id is empty; name a user, a request or an incident") }
    }

    func run() throws {
        System.letWritesFail()
        if let reader = try store.reader(insteadOf: inputs, reading) {
            try StoreOption.reportingErrors { try answer(StoredQuerySource(reader: reader)) }
        } else {
            try answerFromLogs()
        }
    }

    private func answer(_ source: StoredQuerySource) throws {
        let file = try options.target.open()
        let answer = try QueryLookup(source: source).answer(query)
        try options.write(answer, to: file)
        if !answer.isFound { throw ExitStatus.notFound.code }
    }

    private func answerFromLogs() throws {
        let inputs = try InputArguments.list(inputs, output: options.target.output)
        let engine = try reading.engine()
        for path in inputs.missing { Message.print("\(path): does not exist") }
        let file = try options.target.open()
        let report = scan(inputs, engine)
        let answer = try QueryLookup(source: ScannedSource(report)).answer(query)
        if !options.target.quiet { InputWarnings.print(report.ledger, missing: inputs.missing.count) }
        try options.write(answer, to: file)
        if !inputs.missing.isEmpty { throw ExitStatus.inputMissing.code }
        if report.ledger.incompleteInputs > 0 { throw ExitStatus.inputIncomplete.code }
        if !answer.isFound { throw ExitStatus.notFound.code }
    }

    private var query: Query {
        Query(kind: kind, id: id, since: options.since?.timestamp, until: options.until?.timestamp)
    }

    /// Everything is read, whatever the time asked for: what was seen before belongs to the same incident.
    private func scan(_ inputs: InputList, _ engine: Engine) -> Report {
        var scanOptions = reading.scanOptions
        scanOptions.evidenceCap = Self.evidenceCap
        let scan = Scan(engine: engine, inputs: inputs, options: scanOptions, stop: Interruption.watch())
        let report = ScanRunner(scan, showsProgress: options.target.showsProgress).run()
        if reading.profileRules { Message.printRaw(ProfileTable.text(scan.profile)) }
        return report
    }
}

extension QueryResult {
    /// Whether there is something to show.
    fileprivate var isFound: Bool {
        if case .dossier(let dossier) = answer { return !dossier.incidents.isEmpty }
        return false
    }
}
