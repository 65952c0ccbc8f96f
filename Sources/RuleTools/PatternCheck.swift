import Documents
import Extraction
import Model
import Sigma

/// Checks pattern files without reading any log.
public enum PatternCheck {
    /// - Parameters:
    ///   - extraction: The documents whose fields the rules may use.
    ///   - reportsExtraction: Whether they are checked as well, or only used.
    public static func run(extraction: [PatternFile], rules: [PatternFile], reportsExtraction: Bool)
        -> CheckReport
    {
        let documents = ExtractionCheck(extraction, isDeep: reportsExtraction)
        let checked = RuleCheck(rules, catalog: documents.catalog, checkTests: checkTests)
        return CheckReport(
            files: (reportsExtraction ? extraction : []) + rules, ruleCount: checked.ruleCount,
            problems: (reportsExtraction ? documents.problems : []) + checked.problems)
    }

    private static func checkTests(_ tests: DocumentNode, of kind: RuleListing.Kind, list: DiagnosticList) {
        let own = DiagnosticList(path: list.path)
        _ = RuleExample.parse(tests, of: kind, list: own)
        for problem in own.all {
            list.report(
                Mark(line: problem.line, column: problem.column), problem.problem, problem.advice,
                check: .test)
        }
    }
}
