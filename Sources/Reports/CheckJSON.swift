import Model

/// Writes what a check found as one JSON document of the schema `crosstalk.rules-check/1`.
public enum CheckJSON {
    public static let schema = "crosstalk.rules-check/1"

    package static func document(_ report: CheckReport) -> ReportBuffer {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.member("schema", schema)
            writer.member("files", report.files.count)
            writer.member("rules", report.ruleCount)
            writer.member("errors", report.errorCount)
            writer.member("warnings", report.warningCount)
            writer.array("problems", report.problems) { writer, problem in
                writer.object { write(problem, to: &$0) }
            }
        }
        writer.newline()
        return writer.buffer
    }

    private static func write(_ problem: Diagnostic, to writer: inout JSONWriter) {
        writer.member("path", problem.path)
        writer.member("line", problem.line)
        writer.member("column", problem.column)
        writer.member("end_column", problem.length.map { problem.column + $0 })
        writer.member("severity", problem.severity.rawValue)
        writer.member("check", problem.check.rawValue)
        writer.member("problem", problem.problem)
        writer.member("advice", problem.advice)
    }
}
