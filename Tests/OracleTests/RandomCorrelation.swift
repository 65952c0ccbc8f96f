import TestSupport

/// Detections, a correlation over them, and entries close enough in time for it to fire now and then.
struct RandomCorrelation {
    private var random: SeededGenerator
    private var shape = CorrelationShape()
    /// Strange values in one case of four only: they hide other differences.
    private var isStrange = false
    /// Seconds in the unit of the timespan.
    private var unit = 1

    static func make(seed: UInt64) -> OracleCase {
        var maker = Self(random: SeededGenerator(seed: seed))
        return maker.make()
    }

    private mutating func make() -> OracleCase {
        var result = OracleCase(seed: random.seed)
        isStrange = random.below(4) == 0
        result.isCorrelation = true
        result.columns = Dictionary(
            uniqueKeysWithValues: ["kind", "g", "h", "who", "u", "v"].map { ($0, "TEXT") })
        let ruleCount = 1 + random.below(2)
        result.rules = (0..<ruleCount).map(detection).joined() + correlation(ruleCount)
        result.correlation = shape
        let spread = 4 + random.below(60)
        result.entries = (0..<(4 + random.below(24))).map { _ in entry(spread) }
        return result
    }

    private func detection(_ number: Int) -> String {
        let kinds = ["[x, both]", "[y, both]"]
        return """
            title: r\(number)
            name: r\(number)
            logsource: {product: gcp}
            detection: {s: {kind: \(kinds[number])}, condition: s}
            ---

            """
    }

    private mutating func correlation(_ ruleCount: Int) -> String {
        unit = random.pick([1, 1, 60, 3600])
        let timespan = 1 + random.below(5)
        shape.span = timespan * unit * 1000
        shape.comparison = random.pick(["gte", "gte", "gte", "gt", "eq", "lt", "lte", "neq"])
        shape.number = 1 + random.below(4)
        let isValueCount = random.below(2) == 0
        shape.valueField = isValueCount ? random.pick(["u", "u", "v"]) : nil
        shape.groupBy = random.pick([
            ["g"], ["g"], ["g", "h"], ["h", "g"], ["who"], ["who", "h"], ["g", "h", "who"], [],
        ])
        let isAliased = shape.groupBy.contains("who") && random.below(3) > 0
        let names =
            isAliased ? (0..<ruleCount).map { ["g", "h"][$0] } : Array(repeating: "who", count: ruleCount)
        shape.groupFields = names.map { name in shape.groupBy.map { $0 == "who" ? name : $0 } }
        let rules = (0..<ruleCount).map { "r\($0)" }
        let mapping = zip(rules, names).map { "\($0): \($1)" }.joined(separator: ", ")
        let field = shape.valueField.map { ", field: \($0)" } ?? ""
        var lines = [
            "title: c", "tags: [isolation.identity-conflict]", "correlation:",
            "  type: \(isValueCount ? "value_count" : "event_count")",
            "  rules: [\(rules.joined(separator: ", "))]",
            "  timespan: \(timespan)\(unit == 1 ? "s" : unit == 60 ? "m" : "h")",
            "  condition: {\(shape.comparison): \(shape.number)\(field)}",
        ]
        if !shape.groupBy.isEmpty { lines.append("  group-by: [\(shape.groupBy.joined(separator: ", "))]") }
        if isAliased { lines.append("  aliases: {who: {\(mapping)}}") }
        let text = lines.joined(separator: "\n") + "\n"
        return random.below(20) == 0 ? damaged(text) : text
    }

    /// With something in it that one or both of the engines refuse.
    private mutating func damaged(_ text: String) -> String {
        let (found, replacement) = random.pick([
            ("type: ", "type: no_"), ("rules: [r0", "rules: [nobody"), ("timespan: ", "timespan: 1h"),
            ("timespan: ", "timespan: 0"), ("condition: {", "condition: {banana: 2, "),
            ("condition: {", "condition: {gt: 0, lte: 9, "), ("condition: {", "condition: {gte: many, "),
            (", field: u", ""), ("  timespan: ", "  time: "), ("  condition: {", "  condition: [{"),
        ])
        return text.replacing(found, with: replacement)
    }

    private mutating func entry(_ spread: Int) -> OracleEntry {
        var entry = OracleEntry()
        // Halves of the unit, so that distances of exactly the timespan are common.
        entry.time = random.below(25) == 0 ? nil : 1_700_000_000_000 + random.below(spread) * 500 * unit
        entry.fields["kind"] = .text(random.pick(["x", "x", "y", "both", "none"]))
        for (field, values) in [("g", ["1", "2"]), ("h", ["1", "3"]), ("who", ["p", "q"])] {
            entry.fields[field] = value(values)
        }
        for field in ["u", "v"] { entry.fields[field] = value(["ann", "bob", "cyd", "dee"]) }
        return entry
    }

    private mutating func value(_ usual: [String]) -> Cell? {
        let chance = random.below(isStrange ? 40 : 80)
        switch chance {
        case 0: return nil
        case 1: return .null
        case 2 where isStrange && random.below(4) == 0: return .text("")
        case 3 where isStrange: return .text(random.pick(usual).uppercased())
        case 4: return Int(usual[0]).map { .integer($0) } ?? .text(usual[0])
        default: return .text(random.pick(usual))
        }
    }
}
