import Documents

/// Adds the conditions of filters to the detections they are for.
struct FilterApplication {
    /// Detections and correlations.
    let rules: [ParsedRule]
    /// Number by id and by name.
    let numbers: [String: Int]
    /// For each rule, what filters add.
    private(set) var additions: [[SearchExpression]]
    /// For each rule, the filters that were added to it, by their numbers.
    private(set) var filters: [[Int]]

    init(rules: [ParsedRule], numbers: [String: Int]) {
        self.rules = rules
        self.numbers = numbers
        additions = Array(repeating: [], count: rules.count)
        filters = Array(repeating: [], count: rules.count)
    }

    /// Adds a filter with its number, or reports why it cannot be added.
    mutating func add(
        _ filter: ParsedFilter, number filterNumber: Int, header: RuleHeader, reportsMissing: Bool
    ) {
        func apply(to number: Int) {
            additions[number].append(.named("filter \(header.shownName)", filter.expression))
            filters[number].append(filterNumber)
        }
        guard let references = filter.rules else {
            for (number, rule) in rules.enumerated() where rule.correlation == nil {
                if header.logsource.covers(rule.header.logsource) { apply(to: number) }
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
            if isValid(reference, number, header), seen.insert(number).inserted { apply(to: number) }
        }
    }

    private func isValid(_ reference: Located, _ number: Int, _ header: RuleHeader) -> Bool {
        if rules[number].correlation != nil {
            header.list.report(
                reference.mark, "'\(reference.text)' is a correlation, and filters are for detections",
                "list the detections that it builds on", check: .filter)
            return false
        }
        if !header.logsource.covers(rules[number].header.logsource) {
            header.list.report(
                reference.mark, "the filter's logsource does not cover that of the rule '\(reference.text)'",
                "write the rule's logsource, or fewer keys of it", check: .filter)
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
            near.map { "did you mean '\($0)'?" } ?? "load the file that defines it, or correct the reference",
            check: .unknownRule)
    }
}
