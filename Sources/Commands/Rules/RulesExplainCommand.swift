import ArgumentParser
import Input
import Model
import Pipeline
import RuleTools
import Sigma

/// `crosstalk rules explain`: what a rule means, and what it makes of entries.
struct RulesExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule, or why it matches an entry or does not.",
        discussion: """
            Without an entry, says what the rule finds, what to do about it, and what it asks for. With entries, \
            shows the fields that were found in each, every part of the condition with yes or no, and what was \
            compared. For a correlation the entries are taken together: which base rules they match, their \
            groups, and how near each group comes to what is asked for.

            An entry is a log entry as JSON, @ and the name of a file, or - for standard input; a file holds \
            entries in any form that 'crosstalk scan' reads.

            Examples:
              crosstalk rules explain request_with_two_users
              crosstalk rules explain request_with_two_users '{"textPayload": "request r-1"}'
              crosstalk rules explain request_with_two_users @export.json

            Exit status:
              0   the rule matches (or no entry was given)
              1   it does not
              64  wrong usage, or no such rule
              65  no entry could be read
              66  a file does not exist
              78  a rule or an extraction document is invalid
            """)

    @Option(
        help: ArgumentHelp(
            "Rules to use instead of the built-in ones: a YAML file, or a folder of them. May be given several times.",
            valueName: "path"))
    var rules: [String] = []

    @Option(help: "The form of the explanation: text for people, json for programs.")
    var format = RuleOutputFormat.text

    @Argument(help: ArgumentHelp("Its name or id, or the beginning of one.", valueName: "rule"))
    var rule: String

    @Argument(help: ArgumentHelp("JSON, @file, or - for standard input.", valueName: "entry"))
    var entries: [String] = []

    func run() throws {
        System.letWritesFail()
        let engine = try RuleLoading.engine(rules, checksSamples: !rules.isEmpty)
        let listings = engine.ruleSet.listings
        let number = try RuleArgument.find(rule, RuleFinder(listings))
        let texts = try EntryArguments.texts(entries)
        let explanation = entries.isEmpty ? nil : RuleExplainer(engine).explain(number, texts)
        switch format {
        case .text:
            var page = PageLook.page
            RuleText.add(engine, number, explanation, to: &page)
            try OutputFile.print(page.buffer)
        case .json: try OutputFile.print(ExplanationJSON.document(engine, number, explanation))
        }
        if let explanation, explanation.entries.isEmpty { throw ExitStatus.inputIncomplete.code }
        if let explanation, !explanation.isMatched { throw ExitStatus.incidentFound.code }
    }
}

/// Entries as they are typed.
enum EntryArguments {
    /// The records of all arguments.
    static func texts(_ arguments: [String]) throws -> [String] {
        guard arguments.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("standard input can be read only once")
        }
        return try arguments.flatMap { argument -> [String] in
            if argument == "-" { return try records(in: "-") }
            if argument.hasPrefix("@") { return try records(in: String(argument.dropFirst())) }
            guard argument.first == "{" else {
                Message.print("'\(argument)' is no entry: write JSON, @file, or - for standard input")
                throw ExitStatus.wrongUsage.code
            }
            return [argument]
        }
    }

    private static func records(in path: String) throws -> [String] {
        let list = InputList.expand([path])
        guard list.missing.isEmpty else {
            Message.print("\(path): does not exist")
            throw ExitStatus.inputMissing.code
        }
        var texts: [String] = []
        let pool = SegmentPool(keeping: 1)
        for (number, item) in list.items.enumerated() {
            let reader = RecordReader(
                item: item, input: number, options: ReadOptions(segmentBytes: 1 << 20), pool: pool,
                progress: ReadProgress(), stop: StopFlag())
            while let segment = reader.next() {
                for index in 0..<segment.records.count {
                    let record = segment.records[index]
                    if case .broken(let reason) = record.kind {
                        Message.print("\(item.path):\(record.line): no log entry: \(reason.text); skipped")
                    } else {
                        texts.append(segment.bytes(of: record).text)
                    }
                }
                pool.recycle(segment)
            }
            for problem in reader.outcome.problems { Message.print("\(item.path): \(problem.reason)") }
        }
        return texts
    }
}
