import Model
import Pipeline

/// Loads the rules of a command, and says what is wrong with them.
enum RuleLoading {
    /// Compiles the documents of paths, or the built-in ones where there are none; prints what is wrong with
    /// them and ends with 78.
    static func engine(_ paths: [String], checksSamples: Bool) throws -> Engine {
        try reportingProblems {
            let sources = try PatternSources.read(paths)
            let engine = try Engine(
                extraction: sources.extraction, rules: sources.rules, checksSamples: checksSamples)
            // Without any rule every log would be found to be in order.
            guard !engine.ruleSet.rules.isEmpty else { throw PatternSources.noRules(in: paths[0]) }
            return engine
        }
    }

    /// Prints the diagnostics that `body` throws and ends with 78.
    static func reportingProblems<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let problem as Diagnostic {
            Message.printLine(problem.description)
        } catch let problems as Diagnostics {
            for problem in problems.all { Message.printLine(problem.description) }
        }
        throw ExitStatus.configurationInvalid.code
    }
}
