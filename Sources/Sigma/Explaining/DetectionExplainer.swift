import Matching
import Model

/// Tells of a detection which parts of its condition an entry meets.
///
/// Each part is compiled as a detection of its own and evaluated by the evaluator that finds matches, so that
/// what is told is what happens.
public final class DetectionExplainer {
    /// The condition, before any entry.
    public let outline: ConditionNode
    private let evaluator: Evaluator
    private let catalog: FieldCatalog
    private let hits = LiteralHits(literalCount: 0)
    private let scratch = PatternScratch()

    /// For the detection or filter with this number among the listings; nil for correlations.
    ///
    /// `catalog` is the one that the rules were loaded with, or a larger one.
    public init?(_ ruleSet: RuleSet, listing number: Int, catalog: FieldCatalog) {
        guard let expression = ruleSet.listings[number].expression else { return nil }
        var builder = OutlineBuilder(compiler: Compiler(catalog: catalog, literals: LiteralCatalog()))
        outline = builder.add(expression, names: [])
        evaluator = Evaluator(builder.compiler.program, trustsHits: false)
        self.catalog = catalog
    }

    /// The condition with what came of each part.
    public func explain(_ table: FieldTable) -> ConditionNode { explain(outline, table) }

    private func explain(_ node: ConditionNode, _ table: FieldTable) -> ConditionNode {
        var result = node
        result.outcome = ConditionNode.Outcome(evaluator.evaluate(rule: node.number, table, hits))
        result.children = node.children.map { explain($0, table) }
        if case .test(let test) = node.kind { addValues(of: test, table, to: &result) }
        return result
    }

    private func addValues(of test: ConditionTest, _ table: FieldTable, to node: inout ConditionNode) {
        guard let name = test.field, let field = catalog.id(of: name) else {
            node.evidence = test.regex.flatMap { matched($0, table.raw) }
            return
        }
        node.values = table.values(of: field).map(\.shownText)
        guard node.outcome == .yes else { return }
        if let regex = test.regex {
            node.evidence = table.values(of: field).lazy.compactMap { self.matched(regex, $0.bytes) }.first
        } else if node.values.count > 1 {
            node.evidence = passingValue(of: node, field, table)
        }
    }

    /// The text that a regular expression matches.
    private func matched(_ regex: RegexValue, _ value: Bytes) -> String? {
        guard let pattern = try? Pattern(regex.source, options: regex.options),
            case .match = pattern.firstMatch(in: value, scratch: scratch), let range = scratch.range(0)
        else { return nil }
        return value.slice(range.lowerBound, range.count).text
    }

    /// The first of several values that passes by itself.
    private func passingValue(of node: ConditionNode, _ field: FieldID, _ table: FieldTable) -> String? {
        let single = FieldTable(fieldCount: table.fieldCount)
        for value in table.values(of: field) {
            single.reset()
            single.raw = table.raw
            for other in 0..<table.fieldCount where other != field.index {
                let id = FieldID(index: other)
                for value in table.values(of: id) { single.append(value, to: id) }
            }
            single.append(value, to: field)
            if evaluator.evaluate(rule: node.number, single, hits) == .yes { return value.shownText }
        }
        return nil
    }
}

/// Builds the tree of a condition, and compiles each node of it.
private struct OutlineBuilder {
    var compiler: Compiler

    mutating func add(_ expression: SearchExpression, names: [String]) -> ConditionNode {
        if case .named(let name, let part) = expression { return add(part, names: names + [name]) }
        let number = compiler.program.roots.count
        compiler.add(expression)
        switch expression {
        case .all(let parts): return node(names, .all, parts, number)
        case .any(let parts): return node(names, .any, parts, number)
        case .not(let part): return node(names, .not, [part], number)
        case .test(let field, .oneOf(let forms)):
            return node(names, .any, forms.map { .test(field: field, $0) }, number)
        case .test(let field, let value):
            let regex = if case .regex(let regex) = value { regex } else { nil as RegexValue? }
            let test = ConditionTest(field: field, expectation: value.expectation, regex: regex)
            return ConditionNode(names: names, kind: .test(test), number: number)
        case .named(_, let part): return add(part, names: names)
        }
    }

    private mutating func node(
        _ names: [String], _ kind: ConditionNode.Kind, _ parts: [SearchExpression], _ number: Int
    ) -> ConditionNode {
        var children: [ConditionNode] = []
        for part in parts { children.append(add(part, names: [])) }
        return ConditionNode(names: names, kind: kind, children: children, number: number)
    }
}

extension FieldValue {
    /// The value as people read it.
    var shownText: String {
        switch kind {
        case .null: "null"
        case .object: "an object"
        default: bytes.text
        }
    }
}
