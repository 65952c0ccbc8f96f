import ArgumentParser
import Model
import Pipeline

/// How inputs are read and matched.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Rules to use instead of the built-in ones: a YAML file, or a folder of them. May be given several times.",
            valueName: "path"))
    var rules: [String] = []

    @Option(
        help: ArgumentHelp(
            "Findings further apart than this are separate incidents: 30s, 10m, 2h, 1d.", valueName: "span"))
    var gap = SpanArgument(nanoseconds: 10 * .minute)

    @Option(help: ArgumentHelp("Threads that look at entries. (default: one a core)", valueName: "n"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...256).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 256, not \(threads)")
        }
    }

    var scanOptions: ScanOptions {
        var options = ScanOptions()
        options.gap = gap.nanoseconds
        options.threads = threads
        return options
    }

    /// Compiles the rules; prints what is wrong with them and ends with 78.
    func engine() throws -> Engine {
        do {
            let sources = rules.isEmpty ? PatternSources.builtin : try PatternSources.read(rules)
            let engine = try Engine(
                extraction: sources.extraction, rules: sources.rules, checksSamples: !rules.isEmpty)
            // Without any rule every log would be found to be in order.
            guard !engine.ruleSet.rules.isEmpty else { throw PatternSources.noRules(in: rules[0]) }
            return engine
        } catch let problem as Diagnostic {
            Message.printLine(problem.description)
        } catch let problems as Diagnostics {
            for problem in problems.all { Message.printLine(problem.description) }
        }
        throw ExitStatus.configurationInvalid.code
    }
}
