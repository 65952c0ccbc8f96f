/// A condition over which rules a window has seen; a rule is its index in the correlation's list.
indirect enum RuleExpression: Hashable, Sendable {
    case all([RuleExpression])
    case any([RuleExpression])
    case not(RuleExpression)
    case rule(Int)

    /// Rules that must all be seen, and rules of which none may be.
    struct Term: Hashable, Sendable {
        var wanted: Set<Int> = []
        var unwanted: Set<Int> = []
    }

    /// How many terms an expression may come to.
    static let termLimit = 256

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

    /// The terms of which one must hold (its disjunctive normal form); no more than a few beyond the limit.
    func terms(isWanted: Bool = true) -> [Term] {
        switch self {
        case .rule(let index): return [isWanted ? Term(wanted: [index]) : Term(unwanted: [index])]
        case .not(let part): return part.terms(isWanted: !isWanted)
        case .all(let parts), .any(let parts):
            let lists = parts.map { $0.terms(isWanted: isWanted) }
            if case .any = self, isWanted { return Self.alternatives(lists) }
            if case .all = self, !isWanted { return Self.alternatives(lists) }
            return lists.reduce([Term()]) { Self.product($0, $1) }
        }
    }

    private static func alternatives(_ lists: [[Term]]) -> [Term] {
        Array(lists.joined().prefix(termLimit + 1))
    }

    /// One of each side; what contradicts itself never holds.
    private static func product(_ left: [Term], _ right: [Term]) -> [Term] {
        var result: [Term] = []
        for first in left {
            for second in right where result.count <= termLimit {
                let term = Term(
                    wanted: first.wanted.union(second.wanted),
                    unwanted: first.unwanted.union(second.unwanted))
                if term.wanted.isDisjoint(with: term.unwanted), !result.contains(term) { result.append(term) }
            }
        }
        return result
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
