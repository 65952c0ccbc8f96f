import ArgumentParser
import Reports

/// The whole command line: `crosstalk [scan] [INPUT…]`.
public struct Crosstalk: ParsableCommand {
    /// The tool's version, as reports and `--version` say it.
    public static let version = "0.1.0"

    /// The tool as reports name it.
    static let tool = ReportTool(name: "crosstalk", version: version)

    public static let configuration = CommandConfiguration(
        commandName: "crosstalk",
        abstract: "Finds users leaking into each other in Cloud Logging exports.",
        usage: "crosstalk [scan] [<options>] [<input> ...]",
        discussion: """
            Reads log exports (files, folders or a pipe; plain or gzip) and tells which users were mixed up: \
            managers created twice for one user, events routed to another user's connection, objects shared \
            between users, one request that carries two identities though nothing warned of it.

            Examples:
              crosstalk exports/
              crosstalk --since yesterday --user demo-user-001 exports/
              crosstalk report --day yesterday --tz Europe/Berlin exports/
              crosstalk query user demo-user-001 exports/
              gcloud logging read 'severity>=DEFAULT' --format=json | crosstalk
              crosstalk --format json day.json.gz | jq '.incidents[].users'

            'crosstalk COMMAND --help' lists the options of a command.

            Exit status:
              0   done
              1   done, and an active incident at or above --fail-on; a query found nothing
              64  wrong usage
              65  some input could not be read in full; results of the rest were printed
              66  an input does not exist; results of the rest were printed
              74  output, or the store, could not be written
              75  another run holds the store; nothing was changed
              78  a rule, an extraction document or a file of suppressions is invalid

            A baseline that does not exist ends with 66, a damaged one with 65; then nothing is printed.
            """,
        version: version,
        subcommands: [
            ScanCommand.self, IngestCommand.self, ReportCommand.self, QueryCommand.self, VerifyCommand.self,
            RulesCommand.self, CompletionsCommand.self,
        ],
        defaultSubcommand: ScanCommand.self)

    public init() {}
}
