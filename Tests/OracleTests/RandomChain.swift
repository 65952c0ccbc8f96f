import TestSupport

/// Correlations over correlations: each of those below is over one detection, and reports by itself too.
struct RandomChain {
    private var random: SeededGenerator
    private let unit = 1000
    private var shapes: [String: CorrelationShape] = [:]

    static func make(seed: UInt64) -> OracleCase {
        var maker = Self(random: SeededGenerator(seed: seed))
        return maker.make()
    }

    private mutating func make() -> OracleCase {
        var result = OracleCase(seed: random.seed)
        let groupBy = random.pick([["g"], ["g"], ["g", "h"], []])
        let count = 1 + random.below(2)
        let below = (0..<count).map { child($0, groupBy: groupBy) }
        result.rules =
            (0...2).map { RandomCorrelation.detection($0) }.joined() + below.joined()
            + parent(count, groupBy: groupBy)
        result.correlations = shapes
        RandomCorrelation.complete(&result)
        let spread = 20 + random.below(80)
        result.entries = (0..<(6 + random.below(24))).map { _ in entry(spread) }
        return result
    }

    private func document(_ title: String, _ section: String) -> String {
        "title: \(title)\nname: \(title)\ntags: [isolation.race-condition]\ncorrelation: {\(section)}\n"
    }

    private func fields(_ groupBy: [String]) -> String {
        groupBy.isEmpty ? "" : ", group-by: [\(groupBy.joined(separator: ", "))]"
    }

    private mutating func child(_ number: Int, groupBy: [String]) -> String {
        let timespan = 1 + random.below(4)
        let forms: [(CaseKind, String)] = [
            (.eventCount, "{gte: 2}"), (.eventCount, "{eq: 2}"), (.eventCount, "{gte: 1}"),
            (.valueCount, "{gte: 2, field: u}"), (.valueCount, "{gte: 3, field: u}"),
            (.temporal, "{gte: 1}"), (.valueSum, "{gte: 4, field: v}"),
        ]
        let (kind, condition) = random.pick(forms)
        let field = kind == .valueCount ? "u" : kind == .valueSum ? "v" : nil
        var shape = CorrelationShape(kind: kind)
        shape.sources = [
            .init(kinds: [["x", "both"], ["y", "both"]][number], groupFields: groupBy, valueField: field)
        ]
        shape.groupBy = groupBy
        shape.span = timespan * unit
        shape.condition = condition
        shapes["c\(number)"] = shape
        return document(
            "c\(number)",
            "type: \(kind), rules: [r\(number)], timespan: \(timespan)s, condition: \(condition)"
                + fields(groupBy)) + "---\n"
    }

    private mutating func parent(_ count: Int, groupBy: [String]) -> String {
        let kind: CaseKind = random.pick([.temporal, .temporalOrdered, .temporalOrdered, .eventCount])
        var rules = (0..<count).map { "c\($0)" }
        if kind != .eventCount || random.below(3) == 0 { rules.append("r2") }
        rules.shuffle(using: &random)
        let condition = kind == .eventCount ? ", condition: {gte: \(1 + random.below(3))}" : ""
        let groups = random.below(4) == 0 ? [] : groupBy
        let timespan = 3 + random.below(20)
        var shape = CorrelationShape(kind: kind)
        shape.sources = rules.map {
            $0 == "r2" ? .init(kinds: ["z"], groupFields: groups) : .init(child: $0, groupFields: groups)
        }
        shape.groupBy = groups
        shape.span = timespan * unit
        shapes["top"] = shape
        // Fields that matches below do not have are refused.
        let other = random.below(25) == 0 ? ["who"] : groups
        return document(
            "top",
            "type: \(kind), rules: [\(rules.joined(separator: ", "))], timespan: \(timespan)s, generate: true"
                + condition + fields(other))
    }

    private mutating func entry(_ spread: Int) -> OracleEntry {
        var entry = OracleEntry()
        entry.time = 1_700_000_000_000 + random.below(spread) * 500
        entry.fields["kind"] = .text(random.pick(["x", "x", "y", "y", "z", "both", "none"]))
        for (field, values) in [("g", ["1", "2"]), ("h", ["1", "3"]), ("u", ["ann", "bob", "cyd"])] {
            entry.fields[field] = random.below(30) == 0 ? nil : .text(random.pick(values))
        }
        entry.fields["v"] = .integer(random.below(6))
        return entry
    }
}
