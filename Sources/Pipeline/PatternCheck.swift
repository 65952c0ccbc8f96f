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
        let checked = RuleCheck(rules, catalog: documents.catalog)
        return CheckReport(
            files: (reportsExtraction ? extraction : []) + rules, ruleCount: checked.ruleCount,
            problems: (reportsExtraction ? documents.problems : []) + checked.problems)
    }
}
