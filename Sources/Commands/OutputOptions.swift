import ArgumentParser
import Model
import Reports

/// The forms a report is printed in.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson, markdown, html, csv
}

/// The form of a report, and where it goes.
struct OutputOptions: ParsableArguments {
    @Option(
        help:
            """
            The form of the report: text for people, json for programs, ndjson with one incident a line, markdown for \
            tickets and chat, html as a page that stands alone, csv with one incident a row.
            """)
    var format = ReportFormat.text

    @OptionGroup var target: OutputTarget

    /// Writes the report; ends with 74 where that fails, and quietly where a pipe was closed.
    /// - Parameter hidden: How many incidents were found and not asked for.
    func write(_ report: Report, hidden: Int, to file: OutputFile) throws {
        try file.fill { sink in
            switch format {
            case .text: try TextReport.write(report, options: textOptions(hidden: hidden), to: &sink)
            case .json: try JSONReport.writeDocument(report, tool: Crosstalk.tool, to: &sink)
            case .ndjson: try JSONReport.writeLines(report, to: &sink)
            case .markdown: try MarkdownReport.write(report, hidden: hidden, to: &sink)
            case .html: try HTMLReport.write(report, tool: Crosstalk.tool, hidden: hidden, to: &sink)
            case .csv: try CSVReport.write(report, to: &sink)
            }
        }
    }

    private func textOptions(hidden: Int) -> TextReport.Options {
        let look = target.look
        return TextReport.Options(width: look.width, color: look.color, hidden: hidden)
    }
}
