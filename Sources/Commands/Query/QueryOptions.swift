import ArgumentParser
import Model
import Reports

/// The forms an answer is printed in.
enum QueryFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

extension QueryKind: ExpressibleByArgument {}

/// What of an answer is shown, and how.
struct QueryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Show evidence from this time on: 2025-09-14T02:05:00Z, 2025-09-14, 24h (ago), today, yesterday. Entries before it are read too.",
            valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Show evidence before this time.", valueName: "time"))
    var until: TimeArgument?

    @Option(help: "The form of the answer: text for people, json for programs.")
    var format = QueryFormat.text

    @OptionGroup var target: OutputTarget

    func validate() throws {
        if let since, let until, since.timestamp >= until.timestamp {
            throw ValidationError("--since must be before --until")
        }
    }

    /// Writes the answer; ends with 74 where that fails, and quietly where a pipe was closed.
    func write(_ result: QueryResult, to file: OutputFile) throws {
        try file.fill { sink in
            switch format {
            case .text:
                let look = target.look
                try DossierText.write(result, width: look.width, color: look.color, to: &sink)
            case .json:
                try DossierJSON.write(result, tool: Crosstalk.tool, to: &sink)
            }
        }
    }
}
