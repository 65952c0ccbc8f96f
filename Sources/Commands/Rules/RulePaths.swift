import ArgumentParser
import Pipeline

/// The rules that a command is about.
struct RulePaths: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A YAML file, or a folder of them; the built-in rules if none is given.", valueName: "path"))
    var paths: [String] = []

    /// Compiles them; prints what is wrong with them and ends with 78.
    func engine(checksSamples: Bool) throws -> Engine {
        try RuleLoading.engine(paths, checksSamples: checksSamples)
    }
}
