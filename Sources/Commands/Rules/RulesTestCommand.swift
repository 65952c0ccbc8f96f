import ArgumentParser
import Model
import Pipeline
import RuleTools
import Sigma

/// The forms that results of commands on rules are printed in.
enum RuleOutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// `crosstalk rules test`: runs the tests that stand beside rules.
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that stand beside rules.",
        discussion: """
            Each test of a rule says of an entry, or of entries in time, whether the rule must match them. All \
            rules of the paths are loaded, so that correlations see the rules they build on and detections their \
            filters. Of a test that fails the fields that were found are shown, and which part of the rule did \
            not hold. The samples of extraction documents are tried as well.

            Examples:
              crosstalk rules test
              crosstalk rules test my-patterns --require-tests
              crosstalk rules test my-patterns --rule 'request_*'

            Exit status:
              0   all tests hold
              1   a test fails
              64  wrong usage
              78  a rule, a test or an extraction document is invalid
            """)

    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(
            "Run the tests of this rule only: a name, an id, or either with * for any characters. May be given several times.",
            valueName: "name"))
    var names: [String] = []

    @Flag(help: "Fail for rules without a test that must match, or without one that must not.")
    var requireTests = false

    @Option(help: "The form of the results: text for people, json for programs.")
    var format = RuleOutputFormat.text

    @OptionGroup var paths: RulePaths

    func run() throws {
        System.letWritesFail()
        let engine = try paths.engine(checksSamples: true)
        let tests = try RuleLoading.reportingProblems { try RuleTests(engine) }
        let selected = try selection(engine.ruleSet.listings)
        let results = tests.run(selected, requiresBothKinds: requireTests)
        switch format {
        case .text: try OutputFile.print(RuleTestText.page(results).buffer)
        case .json: try OutputFile.print(RuleTestJSON.document(results))
        }
        if results.contains(where: { $0.problem != nil }) { throw ExitStatus.incidentFound.code }
    }

    private func selection(_ listings: [RuleListing]) throws -> Set<Int> {
        guard !names.isEmpty else { return Set(listings.indices) }
        let finder = RuleFinder(listings)
        var selected: Set<Int> = []
        for name in names {
            let found = finder.select(name)
            guard !found.isEmpty else { throw RuleArgument.unknown(name, finder) }
            selected.formUnion(found)
        }
        return selected
    }
}

/// A rule as it is typed.
enum RuleArgument {
    /// The rule's number among the listings; ends with 64 where none or several are meant.
    static func find(_ text: String, _ finder: RuleFinder) throws -> Int {
        do throws(RuleFinder.Problem) {
            return try finder.find(text)
        } catch {
            throw failure(message(text, error))
        }
    }

    /// Says that no rule has this name, and what may be meant.
    static func unknown(_ text: String, _ finder: RuleFinder) -> ExitCode {
        do throws(RuleFinder.Problem) {
            let number = try finder.find(text)
            return failure("there is no rule '\(text)'; did you mean \(finder.name(of: number))?")
        } catch {
            return failure(message(text, error))
        }
    }

    private static func failure(_ text: String) -> ExitCode {
        Message.print(text)
        return ExitStatus.wrongUsage.code
    }

    private static func message(_ text: String, _ problem: RuleFinder.Problem) -> String {
        switch problem {
        case .ambiguous(let names): "'\(text)' is the beginning of several names: \(list(names))"
        case .unknown(let names) where names.isEmpty:
            "there is no rule '\(text)'; 'crosstalk rules list --all' names those that there are"
        case .unknown(let names): "there is no rule '\(text)'; did you mean \(list(names))?"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    }
}
