import Documents

/// Adds the conditions of filters to the detections they are for.
struct FilterApplication {
    /// Detections and correlations.
    let rules: [ParsedRule]
    /// Number by id and by name.
    let numbers: [String: Int]
    /// For each rule, what filters add.
    private(set) var additions: [[SearchExpression]]

    init(rules: [ParsedRule], numbers: [String: Int]) {
        self.rules = rules
        self.numbers = numbers
        additions = Array(repeating: [], count: rules.count)
    }

    /// Adds a filter, or reports why it cannot be added.
    mutating func add(_ filter: ParsedFilter, header: RuleHeader, reportsMissing: Bool) {
        guard let references = filter.rules else {
            for (number, rule) in rules.enumerated() where rule.correlation == nil {
                if header.logsource.covers(rule.header.logsource) {
                    additions[number].append(filter.expression)
                }
            }
            return
        }
        var seen: Set<Int> = []
        for reference in references {
            guard let number = numbers[reference.text] else {
                if reportsMissing {
                    ReferenceReport.missing(reference, among: numbers.keys, list: header.list)
                }
                continue
            }
            if isValid(reference, number, header), seen.insert(number).inserted {
                additions[number].append(filter.expression)
            }
        }
    }

    private func isValid(_ reference: Located, _ number: Int, _ header: RuleHeader) -> Bool {
        if rules[number].correlation != nil {
            header.list.report(
                reference.mark, "'\(reference.text)' is a correlation, and filters are for detections",
                "list the detections that it builds on")
            return false
        }
        if !header.logsource.covers(rules[number].header.logsource) {
            header.list.report(
                reference.mark, "the filter's logsource does not cover that of the rule '\(reference.text)'",
                "write the rule's logsource, or fewer keys of it")
            return false
        }
        return true
    }

    /// The expression of a detection with all that was added to it.
    func filtered(_ expression: SearchExpression, _ number: Int) -> SearchExpression {
        additions[number].isEmpty ? expression : .all([expression] + additions[number])
    }
}

/// Messages about references to rules.
enum ReferenceReport {
    static func missing(_ reference: Located, among names: some Sequence<String>, list: DiagnosticList) {
        let near = Suggestion.nearest(to: reference.text, among: names)
        list.report(
            reference.mark, "there is no rule with the id or name '\(reference.text)'",
            near.map { "did you mean '\($0)'?" } ?? "load the file that defines it, or correct the reference")
    }
}
