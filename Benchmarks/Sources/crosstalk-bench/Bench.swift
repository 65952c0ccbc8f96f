import ArgumentParser

@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crosstalk-bench",
        abstract: "Makes the reference work and measures crosstalk and others on it, side by side.",
        subcommands: [Generate.self, Run.self])
}
