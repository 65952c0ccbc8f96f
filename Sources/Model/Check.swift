/// What kind of mistake a diagnostic is about: a short name that scripts can rely on.
public enum Check: String, Hashable, Sendable, CaseIterable {
    // Files and YAML.
    case unreadable
    case yaml
    case tab
    case duplicateKey = "duplicate-key"
    case mergeKey = "merge-key"
    case unknownAlias = "unknown-alias"
    case unknownTag = "unknown-tag"
    case tooLarge = "too-large"
    /// A list where a mapping is due, a number where text is due …
    case structure
    case missingKey = "missing-key"
    case unknownKey = "unknown-key"
    case empty
    case action

    // What stands above a rule's section.
    case level
    case status
    case date
    case uuid
    case tag
    case isolationTag = "isolation-tag"
    case duplicateRule = "duplicate-rule"
    case test
    case noTests = "no-tests"

    // Detections.
    case condition
    case unknownIdentifier = "unknown-identifier"
    case unusedIdentifier = "unused-identifier"
    case unknownModifier = "unknown-modifier"
    case modifier
    case allOnOneValue = "all-on-one-value"
    case nullInList = "null-in-list"
    case value
    case network
    case placeholder
    case unknownField = "unknown-field"

    // Regular expressions.
    case regexSyntax = "regex-syntax"
    case regexNotPortable = "regex-not-portable"
    case regexBacktracks = "regex-backtracks"
    case regexMatchesEverything = "regex-matches-everything"

    // Correlations and filters.
    case correlation
    case timespan
    case unknownRule = "unknown-rule"
    case ruleListedTwice = "rule-listed-twice"
    case cycle
    case alias
    case chain
    case groupBy = "group-by"
    case lostAlert = "lost-alert"
    case filter

    // Extraction documents.
    case shape
    case unknownGroup = "unknown-group"
    case slowPattern = "slow-pattern"
    case sample
}
