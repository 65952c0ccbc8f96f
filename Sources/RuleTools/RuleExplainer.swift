import Model
import Pipeline
import Sigma

/// What a rule makes of entries.
public struct RuleExplanation: Sendable {
    public struct Entry: Sendable {
        public let time: Timestamp?
        public let message: String
        /// The fields that extraction found, and those that the rule asks for.
        public let fields: [FieldValues]
        /// The names of the detections that match it.
        public let rules: [String]
        /// What came of each part of a detection's condition; nil for correlations.
        public let condition: ConditionNode?
    }

    public let isMatched: Bool
    /// Whether that is not known, as a regular expression hit its limit.
    public let isUnknown: Bool
    public let entries: [Entry]
    public let correlation: CorrelationExplanation?
    /// Of the texts that are no log entries: their number from 1, and why.
    public let unreadable: [(number: Int, reason: String)]
}

/// Explains rules by entries.
public final class RuleExplainer {
    private let bench: RuleBench
    private let engine: Engine

    public init(_ engine: Engine) {
        self.engine = engine
        bench = RuleBench(engine)
    }

    /// What the rule with this number among the listings makes of entries, each a JSON text.
    public func explain(_ number: Int, _ entries: [String]) -> RuleExplanation {
        let detection = DetectionExplainer(engine.ruleSet, listing: number, catalog: engine.catalog)
        let correlation = CorrelationExplainer(engine.ruleSet, rule: number, catalog: engine.catalog)
        let asked = detection.map { Self.fields(of: $0.outline) } ?? []
        var found: [RuleExplanation.Entry] = []
        var unreadable: [(number: Int, reason: String)] = []
        var known: Set<EntryIdentity> = []
        for (index, text) in entries.enumerated() {
            let reason = bench.look(at: text) { view in
                let isNew = known.insert(view.entry.identity).inserted
                correlation?.observe(
                    found.count, rules: view.rules, fields: view.fields, identity: view.entry.identity.high,
                    time: view.entry.timestamp, countsOnce: isNew)
                found.append(entry(view, asked, detection?.explain(view.fields)))
            }
            if let reason { unreadable.append((index + 1, reason)) }
        }
        let outcomes = found.compactMap(\.condition?.outcome)
        let explained = correlation?.finish()
        let isMatched = explained?.isMatched ?? outcomes.contains(.yes)
        return RuleExplanation(
            isMatched: isMatched, isUnknown: !isMatched && outcomes.contains(.gaveUp), entries: found,
            correlation: explained, unreadable: unreadable)
    }

    private func entry(_ view: RuleBench.View, _ asked: Set<String>, _ condition: ConditionNode?)
        -> RuleExplanation.Entry
    {
        let fields = FieldValues.all(view.fields, engine.catalog).filter { field in
            let isOwn = engine.catalog.id(of: field.name).map { engine.catalog[$0].isCanonical } ?? false
            return field.name != "message" && (isOwn || asked.contains(field.name))
        }
        return RuleExplanation.Entry(
            time: view.entry.timestamp, message: view.entry.message.text, fields: fields,
            rules: view.rules.map { engine.ruleSet.rules[$0].name }, condition: condition)
    }

    /// The fields that a condition asks for.
    private static func fields(of node: ConditionNode) -> Set<String> {
        var result = Set(node.children.flatMap { fields(of: $0) })
        if case .test(let test) = node.kind, let field = test.field { result.insert(field) }
        return result
    }
}
