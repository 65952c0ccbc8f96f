import ArgumentParser

/// `crosstalk rules`: what can be done with rules besides scanning.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Test, list and explain rules.",
        subcommands: [RulesTestCommand.self, RulesListCommand.self, RulesExplainCommand.self])
}
