/// A condition over which rules a window has seen; a rule is its index in the correlation's list.
indirect enum RuleExpression: Hashable, Sendable {
    case all([RuleExpression])
    case any([RuleExpression])
    case not(RuleExpression)
    case rule(Int)

    /// From an expression whose tests are named after rules; nil where it holds anything else.
    init?(_ expression: SearchExpression, rules: [String]) {
        switch expression {
        case .all(let parts):
            self = .all(parts.compactMap { RuleExpression($0, rules: rules) })
        case .any(let parts):
            self = .any(parts.compactMap { RuleExpression($0, rules: rules) })
        case .not(let part):
            guard let inner = RuleExpression(part, rules: rules) else { return nil }
            self = .not(inner)
        case .test(let field, _):
            guard let index = rules.firstIndex(where: { $0 == field }) else { return nil }
            self = .rule(index)
        case .named(_, let part):
            guard let inner = RuleExpression(part, rules: rules) else { return nil }
            self = inner
        }
    }

    func holds(_ isSeen: (Int) -> Bool) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(isSeen) }
        case .any(let parts): parts.contains { $0.holds(isSeen) }
        case .not(let part): !part.holds(isSeen)
        case .rule(let index): isSeen(index)
        }
    }

    /// The rules that count for the condition by being seen; with `isWanted` false, those that count against.
    func rules(isWanted: Bool = true) -> Set<Int> {
        switch self {
        case .all(let parts), .any(let parts):
            parts.reduce(into: []) { $0.formUnion($1.rules(isWanted: isWanted)) }
        case .not(let part): part.rules(isWanted: !isWanted)
        case .rule(let index): isWanted ? [index] : []
        }
    }
}
