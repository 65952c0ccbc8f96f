import Model

/// Writes what a check found for people, as compilers do: the place, what is wrong, and the line with a mark.
public enum CheckText {
    package static func page(_ report: CheckReport, color: Bool) -> ReportBuffer {
        var buffer = ReportBuffer()
        var lines: [String: [Substring]] = [:]
        for file in report.files {
            lines[file.path] = file.text.split(omittingEmptySubsequences: false) {
                $0 == "\n" || $0 == "\r\n"
            }
        }
        for problem in report.problems {
            write(problem, lines: lines[problem.path] ?? [], color: color, to: &buffer)
        }
        buffer.append(summary(report))
        buffer.append("\n")
        return buffer
    }

    /// `2 errors and 1 warning in 14 files.`, or that there is none.
    static func summary(_ report: CheckReport) -> String {
        let files = Wording.count(report.files.count, "file", "files")
        if report.problems.isEmpty {
            return "\(files), \(Wording.count(report.ruleCount, "rule", "rules")): no problem found."
        }
        let found = [(report.errorCount, "error"), (report.warningCount, "warning")]
            .filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1, $0.1 + "s") }
        return "\(found.joined(separator: " and ")) in \(files)."
    }

    private static let gutter = 5

    private static func write(
        _ problem: Diagnostic, lines: [Substring], color: Bool, to buffer: inout ReportBuffer
    ) {
        let style: TextPage.Style = problem.severity == .error ? .boldRed : .yellow
        let place = "\(problem.path):\(problem.line):\(problem.column): "
        buffer.append(VisibleText.of(place))
        buffer.append(paint("\(problem.severity.rawValue):", style, color))
        buffer.append(VisibleText.of(" \(problem.problem); \(problem.advice)"))
        buffer.append("\n")
        guard lines.indices.contains(problem.line - 1) else { return }
        let caret = CaretLine(
            line: String(lines[problem.line - 1]), column: problem.column, length: problem.length ?? 1)
        guard !caret.text.isEmpty else { return }
        let number = String(problem.line)
        buffer.append(spaces: max(0, gutter - number.utf8.count))
        buffer.append("\(number) | \(caret.text)\n")
        buffer.append(spaces: max(gutter, number.utf8.count))
        buffer.append(" | ")
        buffer.append(spaces: caret.indent)
        buffer.append(paint(String(repeating: "^", count: caret.width), style, color))
        buffer.append("\n")
    }

    private static func paint(_ text: String, _ style: TextPage.Style, _ color: Bool) -> String {
        color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
