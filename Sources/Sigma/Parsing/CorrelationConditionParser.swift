import Documents

/// What a correlation's condition asks for, as it was read.
struct ParsedCorrelationCondition {
    var count = CountCondition([])
    /// Over which rules were seen, by their index in the list; nil where a number is compared.
    var expression: RuleExpression?
    var fields: [Located] = []
    var percentile: Double?
}

/// Reads a correlation's `condition`.
struct CorrelationConditionParser {
    let list: DiagnosticList
    let type: CorrelationType
    /// The rules of the correlation.
    let rules: [Located]

    /// The condition; nil after reporting what is wrong. `mark` is where the correlation begins.
    func parse(_ entry: DocumentEntry?, correlation mark: Mark) -> ParsedCorrelationCondition? {
        guard let entry else {
            if type == .temporal || type == .temporalOrdered { return Self.allRules(rules.count) }
            list.report(
                mark, "a correlation of type \(type.rawValue) needs 'condition'",
                "write one such as 'condition: {gte: 3}'", check: .missingKey)
            return nil
        }
        if type == .temporal, entry.value.text != nil { return parseExpression(entry.value) }
        guard var reader = MappingReader(entry.value, as: "a correlation's condition", list: list) else {
            return nil
        }
        let reported = list.all.count
        var result = ParsedCorrelationCondition()
        result.fields = reader.strings(for: "field")?.map { Located(text: $0.text, mark: $0.mark) } ?? []
        result.percentile = percentile(&reader)
        result.count = CountCondition(bounds(&reader))
        reader.finish()
        guard list.all.count == reported else { return nil }
        if let (problem, advice) = problem(of: result) {
            list.report(entry.value.mark, problem, advice, check: .correlation)
            return nil
        }
        return result
    }

    private static func allRules(_ count: Int) -> ParsedCorrelationCondition {
        ParsedCorrelationCondition(
            count: CountCondition([.init(comparison: .gte, number: Double(count))]))
    }

    // MARK: - Numbers

    private func bounds(_ reader: inout MappingReader) -> [CountCondition.Bound] {
        ComparisonOperator.allCases.compactMap { comparison in
            let key = comparison.rawValue
            guard let entry = reader.entry(key) else { return nil }
            let number = type.measuresNumbers ? number(entry) : reader.integer(for: key).map(Double.init)
            return number.map { CountCondition.Bound(comparison: comparison, number: $0) }
        }
    }

    private func number(_ entry: DocumentEntry) -> Double? {
        switch entry.value.scalar {
        case .integer(let number): return Double(number)
        case .float(let number): return number
        default:
            list.report(
                entry.value.mark, "'\(entry.key)' must be a number", "write a number without quotes",
                check: .value)
            return nil
        }
    }

    private func percentile(_ reader: inout MappingReader) -> Double? {
        guard let entry = reader.entry("percentile") else { return nil }
        guard type == .valuePercentile else {
            list.report(
                entry.keyMark, "only a value_percentile has 'percentile'", "leave it out, or change the type",
                check: .correlation)
            return nil
        }
        guard let number = number(entry) else { return nil }
        guard (0...100).contains(number) else {
            list.report(
                entry.value.mark, "a percentile lies between 0 and 100", "write 50 for the median",
                check: .correlation)
            return nil
        }
        return number
    }

    private func problem(of condition: ParsedCorrelationCondition) -> (String, String)? {
        let name = type.rawValue
        let article = type == .eventCount ? "an" : "a"
        if condition.count.bounds.isEmpty {
            return (
                "the condition compares with nothing", "add one of gt, gte, lt, lte, eq, neq and a number"
            )
        }
        if type.readsField, condition.fields.isEmpty {
            return ("a \(name) needs 'field'", "name the field whose values are \(type.verb)")
        }
        if type.measuresNumbers, condition.fields.count > 1 {
            return ("a \(name) has one 'field'", "write a correlation for each field")
        }
        if !type.readsField, !condition.fields.isEmpty {
            return ("\(article) \(name) has no 'field'", "leave it out, or use value_count")
        }
        if type == .valuePercentile, condition.percentile == nil {
            return ("a value_percentile needs 'percentile'", "write a number from 0 to 100")
        }
        return unsatisfiable(condition.count)
    }

    private func unsatisfiable(_ condition: CountCondition) -> (String, String)? {
        switch type {
        case .eventCount, .valueCount:
            if condition.canHold() { return nil }
            return (
                "no window can meet this condition",
                "windows begin at events and hold one at least; ask for a count of 1 or more"
            )
        case .temporal:
            if condition.canHold(upTo: Double(rules.count)) { return nil }
            return ("no window can meet this condition", "ask for 1 to \(rules.count) of the listed rules")
        case .temporalOrdered:
            let asksForAll =
                condition.holds(rules.count) && (0..<rules.count).allSatisfy { !condition.holds($0) }
            if asksForAll { return nil }
            return (
                "a temporal_ordered fires when all of its rules were seen in order", "leave the condition out"
            )
        case .valueSum, .valueAverage, .valuePercentile, .valueMedian:
            return nil
        }
    }

    // MARK: - Expressions

    private func parseExpression(_ node: DocumentNode) -> ParsedCorrelationCondition? {
        let identifiers = rules.map {
            (name: $0.text, expression: SearchExpression.test(field: $0.text, .exists(true)))
        }
        guard
            let parsed = ConditionParser.parse(
                node, identifiers: identifiers, noun: "listed rule", list: list),
            let expression = RuleExpression(parsed, rules: rules.map(\.text))
        else { return nil }
        if expression.holds({ _ in false }) {
            list.report(
                node.mark, "the condition holds where nothing was seen",
                "ask for one rule at least: windows begin at its entries", check: .correlation)
            return nil
        }
        let terms = expression.terms().count
        if terms == 0 || terms > RuleExpression.termLimit {
            list.report(
                node.mark,
                terms == 0 ? "no window can meet this condition" : "the condition has too many alternatives",
                terms == 0 ? "it contradicts itself; ask for less" : "divide it into several correlations")
            return nil
        }
        let named = expression.rules().union(expression.rules(isWanted: false))
        for (index, rule) in rules.enumerated() where !named.contains(index) {
            list.report(
                rule.mark, "the condition does not name the rule '\(rule.text)'",
                "add it to the condition, or remove it here", check: .correlation)
            return nil
        }
        return ParsedCorrelationCondition(expression: expression)
    }

    /// The rules that a condition names, for correlations that list none.
    static func rules(in node: DocumentNode) -> [Located] {
        var result: [Located] = []
        for word in ConditionParser.words(in: node.text ?? "")
        where !result.contains(where: { $0.text == word.text }) {
            result.append(Located(text: word.text, mark: node.mark(ofCharacter: word.offset)))
        }
        return result
    }
}

extension CorrelationType {
    /// Whether the values of a field are read as numbers.
    var measuresNumbers: Bool {
        switch self {
        case .valueSum, .valueAverage, .valuePercentile, .valueMedian: true
        case .eventCount, .valueCount, .temporal, .temporalOrdered: false
        }
    }

    var readsField: Bool { self == .valueCount || measuresNumbers }

    /// What is done to the values of the field, for messages.
    fileprivate var verb: String { self == .valueCount ? "counted" : "measured" }
}
