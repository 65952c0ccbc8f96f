import Documents
import Model

/// What correlations and the rules below them make of one another.
struct CorrelationCheck {
    private let rules: [ParsedRule]
    private let byName: [String: ParsedRule]

    private let known: KnownFields

    init(_ rules: [ParsedRule], known: KnownFields) {
        self.known = known
        self.rules = rules
        byName = Dictionary(
            rules.flatMap { rule in
                [rule.header.id, rule.header.name].compactMap { $0 }.map { ($0, rule) }
            }, uniquingKeysWith: { first, _ in first })
    }

    func check() {
        var bases: Set<String> = []
        for rule in rules {
            guard let correlation = rule.correlation else { continue }
            if !correlation.generate {
                bases.formUnion(correlation.rules.map(\.text))
                checkLostAlerts(correlation, list: rule.header.list)
            }
            checkGroups(correlation, list: rule.header.list)
        }
        for rule in rules
        where !bases.contains(rule.header.id ?? "") && !bases.contains(rule.header.name ?? "") {
            checkCategory(rule.header)
        }
    }

    /// A rule that counts by itself belongs to a kind of failure.
    private func checkCategory(_ header: RuleHeader) {
        guard header.category == nil, (header.level ?? RuleReader.defaultLevel) >= .low,
            !header.list.all.contains(where: { $0.check == .isolationTag })
        else { return }
        header.list.warn(
            header.mark, "the rule has no tag 'isolation.<category>'",
            "add one, so that reports can tell what kind of failure it finds", check: .isolationTag)
    }

    private func checkLostAlerts(_ correlation: ParsedCorrelation, list: DiagnosticList) {
        for reference in correlation.rules {
            guard let level = byName[reference.text]?.header.level, level >= .medium else { continue }
            list.warn(
                reference.mark,
                "'\(reference.text)' has level \(level.name) but makes no incidents, as this correlation builds on it",
                "add 'generate: true' here, or give it the level informational", check: .lostAlert)
        }
    }

    private func checkGroups(_ correlation: ParsedCorrelation, list: DiagnosticList) {
        let bases = correlation.rules.compactMap { reference in byName[reference.text].map { (reference, $0) }
        }
        guard !bases.isEmpty, bases.count == correlation.rules.count else { return }
        for field in correlation.groupBy {
            if known.isExtracted(field.text) { continue }
            let alias = correlation.aliases[field.text]
            // An alias that lacks a rule is an error already.
            guard alias == nil || correlation.rules.allSatisfy({ alias?[$0.text] != nil }) else { continue }
            let isRequired = bases.contains { reference, rule in
                guard case .detection(let expression) = rule.body else { return true }
                let name = alias?[reference.text]?.text ?? field.text
                return expression.requiredFields.contains(name)
            }
            guard !isRequired else { continue }
            list.warn(
                field.mark, "no rule of this correlation asks for '\(field.text)'",
                "add '\(field.text)|exists: true' to them, so that what lacks it is not matched in vain",
                check: .groupBy)
        }
    }
}

extension SearchExpression {
    /// The fields without which it cannot be true.
    fileprivate var requiredFields: Set<String> {
        switch self {
        case .all(let parts):
            return parts.reduce(into: []) { $0.formUnion($1.requiredFields) }
        case .any(let parts):
            guard let first = parts.first else { return [] }
            return parts.dropFirst().reduce(first.requiredFields) { $0.intersection($1.requiredFields) }
        case .named(_, let part):
            return part.requiredFields
        case .not, .test(_, .null), .test(_, .exists(false)):
            return []
        case .test(let field, let value):
            var fields: Set<String> = field.map { [$0] } ?? []
            if case .fieldReference(let reference) = value { fields.insert(reference.field) }
            return fields
        }
    }
}
