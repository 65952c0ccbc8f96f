import ArgumentParser
import Incidents
import Input
import Model
import Pipeline
import Reports

/// The forms that an answer is printed in.
enum VerifyFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// `crosstalk verify`: whether a fix held.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Say whether a fix held: nothing of the kind since, and logs enough to say so.",
        discussion: """
            Looks for incidents of the given categories, or of all, with evidence from --since on, and prints \
            them. Where there is none it says that the fix held only if the logs cover the time: from --since \
            to --until, or to now, there is no stretch longer than --max-gap without an entry (of the service, if \
            one is named); there are --min-entries of them at least (of the revision, if one is named); every \
            input was read in full, and no match was given up. Earlier entries are read as well: a request that \
            began before the deployment may go wrong after it. Times are as for 'crosstalk scan'.

            Without inputs, the store that 'crosstalk ingest' fills is asked; it does not count entries by revision or \
            service.

            Exports that a sink writes every hour come late. Then --until names the last full hour, or \
            --max-gap is longer than that.

            Examples:
              crosstalk verify --since 24h --revision chat-backend-00042 exports/
              crosstalk verify --since 2025-09-14T06:00:00Z --until 2025-09-15 --category identity-conflict exports/

            Exit status:
              0   the fix held
              1   it did not: there is such an incident
              64  wrong usage
              65  nothing was found, and the logs are not enough to say that there is nothing
              66  an input does not exist, and nothing was found in the others
              74  output could not be written
              78  a rule or an extraction document is invalid
            """)

    @Option(
        help: ArgumentHelp(
            "When the fix was deployed; evidence from this time on counts: 2025-09-14T02:05:00Z, 2025-09-14, 24h (ago), today, yesterday.",
            valueName: "time"))
    var since: TimeArgument

    @Option(help: ArgumentHelp("Look at entries before this time only. (default: now)", valueName: "time"))
    var until: TimeArgument?

    @Option(help: ArgumentHelp("Evidence and entries of this revision count only.", valueName: "name"))
    var revision: String?

    @Option(help: ArgumentHelp("Evidence and entries of this service count only.", valueName: "name"))
    var service: String?

    @Option(
        name: .customLong("category"),
        help: ArgumentHelp(
            "What the fix was about. May be given several times. (default: all)", valueName: "category"))
    var categories: [Category] = []

    @Option(help: ArgumentHelp("With fewer entries nothing can be said.", valueName: "n"))
    var minEntries = 100

    @Option(
        help: ArgumentHelp(
            "The longest stretch without an entry that logs may have; an hour or more. (default: 1h)",
            valueName: "span"))
    var maxGap: SpanArgument?

    @Option(help: "The form of the answer: text for people, json for programs.")
    var format = VerifyFormat.text

    @Flag(
        inversion: .prefixedNo,
        help: "Show on standard error how far reading has come; by default on a terminal only.")
    var progress: Bool?

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var store: StoreOption

    @Argument(
        help: ArgumentHelp(
            "What to read, - for standard input; the store if none is given.", valueName: "input"),
        completion: .file())
    var inputs: [String] = []

    func validate() throws {
        if let until, since.timestamp >= until.timestamp {
            throw ValidationError("--since must be before --until")
        }
        if let maxGap, maxGap.nanoseconds < Coverage.shortestLimit {
            throw ValidationError("--max-gap takes an hour or more: entries are counted by the hour")
        }
        if minEntries < 1 { throw ValidationError("--min-entries takes a number from 1 on") }
    }

    func run() throws {
        System.letWritesFail()
        let question = question
        guard question.since < question.end else {
            throw ValidationError("--since is in the future: nothing can have happened yet")
        }
        if let reader = try store.reader(insteadOf: inputs, reading) {
            guard revision == nil, service == nil else {
                throw ValidationError(
                    "a store does not count entries by revision or service: name the exports to read")
            }
            try StoreOption.reportingErrors {
                try answer(question, from: StoreToVerify(reader: reader), isMissingInput: false)
            }
        } else {
            let list = try InputArguments.list(inputs)
            for path in list.missing { Message.print("\(path): does not exist") }
            let source = InputsToVerify(
                inputs: list, reading: reading, showsProgress: progress ?? System.isTerminal(2))
            try answer(question, from: source, isMissingInput: !list.missing.isEmpty)
        }
    }

    private func answer(
        _ question: Verification.Question, from source: some VerificationSource, isMissingInput: Bool
    ) throws {
        let verification = Verifier.judge(question, try source.observe(question))
        try print(verification)
        try conclude(verification, isMissingInput: isMissingInput)
    }

    private var question: Verification.Question {
        var question = Verification.Question(
            since: since.timestamp, until: until?.timestamp, now: Timestamp(nanoseconds: System.now))
        question.revision = revision
        question.service = service
        question.categories = Set(categories).sorted()
        question.minEntries = minEntries
        if let maxGap { question.maxGap = maxGap.nanoseconds }
        return question
    }

    private func print(_ verification: Verification) throws {
        try OutputFile.standardOutput.fill { sink in
            switch format {
            case .text:
                let look = PageLook(isTerminal: System.isTerminal(1))
                try TextVerification.write(
                    verification, width: look.width, color: look.color, to: &sink)
            case .json: try JSONVerification.write(verification, tool: Crosstalk.tool, to: &sink)
            }
        }
    }

    private func conclude(_ verification: Verification, isMissingInput: Bool) throws {
        switch verification.verdict {
        case .held: return
        case .failed: throw ExitStatus.incidentFound.code
        case .unknown:
            throw (isMissingInput ? ExitStatus.inputMissing : ExitStatus.inputIncomplete).code
        }
    }
}
