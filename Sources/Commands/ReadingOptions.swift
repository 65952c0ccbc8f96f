import ArgumentParser
import Model
import Pipeline

/// How inputs are read and matched.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Rules to use instead of the built-in ones: a YAML file, or a folder of them. May be given several times; 'builtin' stands for the built-in ones, to add to them.",
            valueName: "path"))
    var rules: [String] = []

    @Option(
        help: ArgumentHelp(
            "Findings further apart than this are separate incidents: 30s, 10m, 2h, 1d. (default: 10m)",
            valueName: "span"))
    var gap: SpanArgument?

    @Option(help: ArgumentHelp("Threads that look at entries. (default: one a core)", valueName: "n"))
    var threads: Int?

    @Flag(
        help:
            "Print on standard error, after the scan, how often rules and patterns were tried and how long that took."
    )
    var profileRules = false

    func validate() throws {
        if let threads, !(1...256).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 256, not \(threads)")
        }
    }

    var scanOptions: ScanOptions {
        var options = ScanOptions()
        if let gap { options.gap = gap.nanoseconds }
        options.threads = threads
        options.measuresWork = profileRules
        return options
    }

    /// Compiles the rules; prints what is wrong with them and ends with 78.
    func engine() throws -> Engine {
        try RuleLoading.engine(rules, checksSamples: !rules.isEmpty)
    }
}
