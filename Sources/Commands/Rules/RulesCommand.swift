import ArgumentParser

/// `crosstalk rules`: everything about rules that needs no scan.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check, test, list and explain rules.",
        subcommands: [
            RulesCheckCommand.self, RulesTestCommand.self, RulesListCommand.self, RulesExplainCommand.self,
        ])
}
