import ArgumentParser

/// `crosstalk rules`: everything about rules that needs no log.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Look after rules and extraction documents.",
        subcommands: [CheckCommand.self])
}
