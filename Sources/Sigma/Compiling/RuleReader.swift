import Documents
import Model

/// A rule whose references are numbers.
struct ResolvedRule {
    enum Body {
        case detection(SearchExpression)
        case correlation(ResolvedCorrelation)
    }

    let listing: RuleListing
    let body: Body

    var rule: Rule { listing.rule }
}

/// A correlation whose references are numbers of rules.
struct ResolvedCorrelation {
    struct Source {
        let rule: Int
        /// The names of the group-by fields in that rule, aliases replaced.
        let groupBy: [String]
        /// The names of the counted or measured fields in that rule, aliases replaced.
        let values: [String]
    }

    let parsed: ParsedCorrelation
    let sources: [Source]
}

/// Reads files into rules, and checks what can only be seen across them: ids, names and references.
struct RuleReader {
    /// The level of a rule that names none; Sigma leaves it open.
    static let defaultLevel = Level.medium

    private(set) var rules: [ParsedRule] = []
    private var filters: [(filter: ParsedFilter, rule: ParsedRule)] = []
    private(set) var lists: [DiagnosticList] = []
    /// All rules as they were written, with what they inherit, and where messages about them go.
    private(set) var documents: [ReadDocument] = []

    struct ReadDocument {
        let document: DocumentNode
        let list: DiagnosticList
        /// Whether it could be read as a rule.
        let isRule: Bool
    }

    mutating func read(_ file: PatternFile) {
        let list = DiagnosticList(path: file.path)
        lists.append(list)
        do {
            var global = GlobalDocument(list: list)
            for document in try Document.parse(file) {
                guard let document = global.complete(document) else { continue }
                let parsed = RuleParser(list: list).parse(document)
                documents.append(ReadDocument(document: document, list: list, isRule: parsed != nil))
                guard let rule = parsed else { continue }
                if case .filter(let filter) = rule.body {
                    filters.append((filter, rule))
                } else {
                    rules.append(rule)
                }
            }
        } catch {
            list.append(error.all)
        }
    }

    /// The rules, or all that is wrong with them.
    func finish() throws(Diagnostics) -> (rules: [ResolvedRule], filters: [RuleListing]) {
        // A rule that could not be read is missing for those that refer to it; its own error says enough.
        let isComplete = lists.allSatisfy(\.isEmpty)
        let numbers = index()
        let correlations = rules.map { rule in
            rule.correlation.map { resolve($0, of: rule, numbers: numbers, reportsMissing: isComplete) }
        }
        var filtering = FilterApplication(rules: rules, numbers: numbers)
        for (number, (filter, rule)) in filters.enumerated() {
            filtering.add(
                filter, number: rules.count + number, header: rule.header, reportsMissing: isComplete)
        }
        let references = References(rules: rules, correlations: correlations)
        let resolved = zip(rules, correlations).enumerated().map { number, pair in
            let body = body(of: pair.0, pair.1, number, filtering)
            var listing = RuleListing(
                describe(pair.0, number: number, references: references), pair.0.header, body)
            listing.filters = filtering.filters[number]
            return ResolvedRule(listing: listing, body: body)
        }
        let all = lists.flatMap(\.all)
        guard all.isEmpty else { throw Diagnostics(all) }
        return (resolved, filterListings(filtering))
    }

    /// What is said of filters; they follow the rules in number.
    private func filterListings(_ filtering: FilterApplication) -> [RuleListing] {
        filters.enumerated().map { index, pair in
            let header = pair.rule.header
            let rule = Rule(
                header, level: header.level ?? .informational, category: header.category, isSignal: false)
            var listing = RuleListing(filter: pair.filter, rule, header)
            listing.references = rules.indices.filter {
                filtering.filters[$0].contains(rules.count + index)
            }
            return listing
        }
    }

    private func body(
        of rule: ParsedRule, _ correlation: ResolvedCorrelation?, _ number: Int,
        _ filtering: FilterApplication
    ) -> ResolvedRule.Body {
        switch rule.body {
        case .detection(let expression): .detection(filtering.filtered(expression, number))
        // Filters are kept apart from the rules.
        case .filter(let filter): .detection(filter.expression)
        case .correlation(let parsed):
            .correlation(correlation ?? ResolvedCorrelation(parsed: parsed, sources: []))
        }
    }

    /// Number by id and by name; reports what is used twice.
    private func index() -> [String: Int] {
        var numbers: [String: Int] = [:]
        let all = rules + filters.map(\.rule)
        for (number, rule) in all.enumerated() {
            let header = rule.header
            for (text, mark) in [(header.id, header.idMark), (header.name, header.nameMark)] {
                guard let text, let mark else { continue }
                if let first = numbers[text], first != number {
                    let other = all[first].header
                    let place = "\(other.list.path):\(other.mark.line):\(other.mark.column)"
                    header.list.report(
                        mark, "'\(text)' is already the id or name of the rule at \(place)",
                        "give every rule an id and a name of its own", check: .duplicateRule)
                } else {
                    numbers[text] = number
                }
            }
        }
        // Nothing can refer to a filter.
        return numbers.filter { $0.value < rules.count }
    }

    // MARK: - References

    private func resolve(
        _ correlation: ParsedCorrelation, of rule: ParsedRule, numbers: [String: Int], reportsMissing: Bool
    ) -> ResolvedCorrelation {
        let list = rule.header.list
        checkAliases(correlation, list: list)
        var sources: [ResolvedCorrelation.Source] = []
        for reference in correlation.rules {
            guard let number = numbers[reference.text] else {
                if reportsMissing { ReferenceReport.missing(reference, among: numbers.keys, list: list) }
                continue
            }
            guard checkTarget(number, reference, of: rule, numbers: numbers) else { continue }
            if sources.contains(where: { $0.rule == number }) {
                list.report(
                    reference.mark, "the rule '\(reference.text)' is listed twice", "remove one of the two",
                    check: .ruleListedTwice)
                continue
            }
            let fields = correlation.groupBy.map { correlation.field($0.text, in: reference.text) }
            if let child = rules[number].correlation {
                ChainCheck(list: list, parent: correlation, reference: reference)
                    .check(child, groupBy: fields)
            }
            sources.append(
                ResolvedCorrelation.Source(
                    rule: number, groupBy: fields,
                    values: correlation.valueFields.map { correlation.field($0.text, in: reference.text) }))
        }
        return ResolvedCorrelation(parsed: correlation, sources: sources)
    }

    /// Detections can be built on, and correlations that do not come back to this one, up to a depth.
    private func checkTarget(
        _ number: Int, _ reference: Located, of rule: ParsedRule, numbers: [String: Int]
    ) -> Bool {
        guard rules[number].correlation != nil else { return true }
        if reaches(from: number, header: rule.header, numbers: numbers) {
            rule.header.list.report(
                reference.mark, "the correlation refers to itself by '\(reference.text)'", "break the cycle",
                check: .cycle)
            return false
        }
        if !isShallow(number, limit: ChainCheck.depthLimit - 1, numbers: numbers) {
            rule.header.list.report(
                reference.mark, "more than \(ChainCheck.depthLimit) correlations build on one another here",
                "refer to rules further down", check: .cycle)
            return false
        }
        return true
    }

    /// Whether at most `limit` correlations build on one another from here on; false for cycles.
    private func isShallow(_ number: Int, limit: Int, numbers: [String: Int]) -> Bool {
        var level: Set<Int> = [number]
        for _ in 0...limit {
            level = level.filter { rules[$0].correlation != nil }
            if level.isEmpty { return true }
            level = Set(level.flatMap { rules[$0].correlation?.rules.compactMap { numbers[$0.text] } ?? [] })
        }
        return false
    }

    /// Whether the references of correlation `number` lead to the rule with this header.
    private func reaches(from number: Int, header: RuleHeader, numbers: [String: Int]) -> Bool {
        var seen: Set<Int> = []
        var stack = [number]
        while let next = stack.popLast() {
            guard seen.insert(next).inserted else { continue }
            let other = rules[next].header
            if other.list === header.list, other.mark == header.mark { return true }
            stack += rules[next].correlation?.rules.compactMap { numbers[$0.text] } ?? []
        }
        return false
    }

    private func checkAliases(_ correlation: ParsedCorrelation, list: DiagnosticList) {
        let listed = Set(correlation.rules.map(\.text))
        for field in correlation.groupBy + correlation.valueFields {
            guard let fields = correlation.aliases[field.text] else { continue }
            for rule in correlation.rules where fields[rule.text] == nil {
                list.report(
                    field.mark, "the alias '\(field.text)' names no field in the rule '\(rule.text)'",
                    "add '\(rule.text): field' to the alias", check: .alias)
            }
        }
        for fields in correlation.aliases.values {
            for (rule, field) in fields where !listed.contains(rule) {
                list.report(
                    field.mark, "the alias names the rule '\(rule)', which the correlation does not list",
                    "list it under 'rules', by the same name", check: .alias)
            }
        }
    }

    // MARK: - What reports say of a rule

    private func describe(_ rule: ParsedRule, number: Int, references: References) -> Rule {
        let header = rule.header
        let level = header.level ?? Self.defaultLevel
        return Rule(
            header, level: level, category: header.category ?? references.category(of: number),
            isSignal: references.isSignal(number, level: level))
    }
}

extension Rule {
    /// What the header of a rule or filter says, and what is concluded of it.
    fileprivate init(_ header: RuleHeader, level: Level, category: Category?, isSignal: Bool) {
        self.init(
            id: header.id ?? header.shownName, name: header.shownName, title: header.title,
            description: header.description, level: level, category: category, isSignal: isSignal,
            confidence: header.confidence ?? .likely, components: header.components,
            response: header.response)
    }
}
