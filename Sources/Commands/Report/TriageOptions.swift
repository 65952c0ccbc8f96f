import ArgumentParser
import Model
import Triage

/// What is known already, and what needs no attention.
struct TriageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tell what is new since this report, what goes on and what is resolved; it was written with --format json or ndjson.",
            valueName: "report"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Leave alone what this YAML file says, with its reasons. May be given several times.",
            valueName: "file"))
    var suppressions: [String] = []

    @Flag(help: "Print nothing, and leave the output file as it is, if no incident is new.")
    var onlyNew = false

    /// The triage with its files read; ends with 66 or 65 where the baseline cannot be, and with 78 where
    /// suppressions cannot.
    func triage() throws -> Triage {
        var triage = Triage(now: Timestamp(nanoseconds: System.now))
        triage.suppressions = try readSuppressions()
        triage.baseline = try baseline.map(readBaseline)
        return triage
    }

    /// Says all that is wrong with all of the files.
    private func readSuppressions() throws -> [Suppression] {
        try RuleLoading.reportingProblems {
            var all: [Suppression] = []
            var problems: [Diagnostic] = []
            for path in suppressions {
                do {
                    all += try SuppressionFile.parse(TextFile.read(path))
                } catch let problem as Diagnostic {
                    problems.append(problem)
                } catch let found as Diagnostics {
                    problems += found.all
                }
            }
            guard problems.isEmpty else { throw Diagnostics(problems) }
            return all
        }
    }

    private func readBaseline(_ path: String) throws -> Baseline {
        guard TextFile.exists(path) else {
            Message.print("\(path): does not exist; write a first report with --format json --output \(path)")
            throw ExitStatus.inputMissing.code
        }
        do {
            return Baseline(name: path, report: try ReportReader.read(TextFile.bytes(of: path), path: path))
        } catch {
            Message.printLine(error.description)
            throw ExitStatus.inputIncomplete.code
        }
    }
}
