import ArgumentParser
import Model

/// Which entries are looked at.
struct EntryTimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look at entries from this time on: 2025-09-14T02:05:00Z, 2025-09-14, 24h (ago), today, yesterday.",
            valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Look at entries before this time.", valueName: "time"))
    var until: TimeArgument?

    func validate() throws {
        if let since, let until, since.timestamp >= until.timestamp {
            throw ValidationError("--since must be before --until")
        }
    }
}
