import Model
import Pipeline
import Testing

@testable import RuleTools

/// Matches single entries as a worker does.
final class MatchBench {
    /// What an entry gives: the rules it matches and its ids by field, those that were cut under `NAME_cut`.
    struct Match {
        var rules: [Rule] = []
        var ids: [String: Set<String>] = [:]
    }

    private let bench: RuleBench
    /// The fields for ids of users and of what should belong to one user.
    private let idFields: [(id: FieldID, name: String)]

    init(_ engine: Engine) {
        bench = RuleBench(engine)
        idFields = engine.catalog.fields.enumerated().compactMap { index, field in
            let isID = field.kind != .plain || field.name.hasSuffix("_cut")
            return isID ? (FieldID(index: index), field.name) : nil
        }
    }

    func match(_ entry: String) -> Match {
        var match = Match()
        let reason = bench.look(at: entry) { view in
            match.rules = view.rules.map { bench.engine.ruleSet.rules[$0] }
            for field in idFields where view.fields.has(field.id) {
                match.ids[field.name] = Set(view.fields.values(of: field.id).map(\.bytes.text))
            }
        }
        #expect(reason == nil, "\(entry)")
        return match
    }
}
