import Reports
import RuleTools

/// Results of tests for people: a block for each that fails, and a line that sums up.
enum RuleTestText {
    static func page(_ results: [RuleTestResult]) -> TextPage {
        var page = PageLook.page
        let failures = results.filter { $0.problem != nil }
        for failure in failures { add(failure, to: &page) }
        page.paragraph(summary(results, failures))
        return page
    }

    private static func add(_ failure: RuleTestResult, to page: inout TextPage) {
        let place = "\(failure.path):\(failure.mark.line):\(failure.mark.column): "
        // One line, so that it can be found and clicked on.
        page.verbatim(
            VisibleText.of("\(place)FAILED \(failure.rule): \(failure.problem ?? "")"), indent: 0)
        if let explanation = failure.explanation {
            ExplanationText.add(explanation, indent: 4, to: &page)
        }
        page.blank()
    }

    private static func summary(_ results: [RuleTestResult], _ failures: [RuleTestResult]) -> String {
        let tests = Wording.count(results.count { $0.expected != nil }, "test", "tests")
        let rules = Wording.count(Set(results.map(\.rule)).count, "rule", "rules")
        let failed = failures.count { $0.expected != nil }
        let missing = failures.count - failed
        var parts: [String] = []
        if failed > 0 { parts.append("\(failed) of \(tests) failed") }
        if missing > 0 { parts.append("\(Wording.count(missing, "test is", "tests are")) missing") }
        return parts.isEmpty ? "\(tests) of \(rules) passed." : parts.joined(separator: "; ") + "."
    }
}

/// Results of tests for programs: `crosstalk.rules-test/1`.
enum RuleTestJSON {
    static func document(_ results: [RuleTestResult]) -> ReportBuffer {
        RuleJSON.document("crosstalk.rules-test/1") { writer in
            writer.member("tests", results.count { $0.expected != nil })
            writer.member("failed", results.count { $0.problem != nil && $0.expected != nil })
            writer.member("missing", results.count { $0.expected == nil })
            writer.array("results", results) { writer, result in
                writer.object { add(result, to: &$0) }
            }
        }
    }

    private static func add(_ result: RuleTestResult, to writer: inout JSONWriter) {
        writer.member("rule", result.rule)
        writer.member("path", result.path)
        writer.member("line", result.mark.line)
        writer.member("column", result.mark.column)
        writer.member("match", result.expected)
        writer.member("passed", result.problem == nil)
        writer.member("problem", result.problem)
        if let explanation = result.explanation {
            writer.object("explanation") { ExplanationJSON.add(explanation, to: &$0) }
        }
    }
}
