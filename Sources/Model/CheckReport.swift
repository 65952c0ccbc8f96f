/// What a check of pattern files found.
public struct CheckReport: Sendable {
    /// The files that were checked, with their text.
    public let files: [PatternFile]
    /// How many rules they hold.
    public let ruleCount: Int
    /// Sorted by place, each once.
    public let problems: [Diagnostic]

    public init(files: [PatternFile], ruleCount: Int, problems: [Diagnostic]) {
        self.files = files
        self.ruleCount = ruleCount
        var seen: Set<Diagnostic> = []
        self.problems = problems.filter { seen.insert($0).inserted }.sorted()
    }

    public var errorCount: Int { problems.count { $0.severity == .error } }
    public var warningCount: Int { problems.count - errorCount }
}
