import TestSupport

/// Detections, a correlation over them, and entries close enough in time for it to fire now and then.
struct RandomCorrelation {
    static let columns = ["kind", "g", "h", "who", "u", "w"]
    static let numberField = "v"

    private var random: SeededGenerator
    private var shape: CorrelationShape
    /// Strange values in one case of four only: they hide other differences.
    private let isStrange: Bool
    /// Seconds in the unit of the timespan.
    private let unit: Int
    /// Whether the counted field is named by an alias.
    private var countsAlias = false

    static func make(seed: UInt64, kind: CaseKind) -> OracleCase {
        var maker = Self(seed: seed, kind: kind)
        return maker.make()
    }

    init(seed: UInt64, kind: CaseKind) {
        random = SeededGenerator(seed: seed)
        shape = CorrelationShape(kind: kind)
        isStrange = random.below(4) == 0
        unit = random.pick([1, 1, 60, 3600])
    }

    private mutating func make() -> OracleCase {
        let ruleCount = ruleCount()
        let rules = (0..<ruleCount).map { Self.detection($0) }.joined()
        let correlation = correlation(ruleCount)
        var result = OracleCase(seed: random.seed)
        result.rules = rules + (random.below(20) == 0 ? damaged(correlation) : correlation)
        result.correlations["c"] = shape
        Self.complete(&result)
        result.entries = entries()
        return result
    }

    static func complete(_ result: inout OracleCase) {
        for name in columns { result.columns[name] = "TEXT" }
        // No type: numbers and texts stay what they are.
        result.columns[numberField] = "BLOB"
        result.idFields = ["g", "h", "who", "u", "w"]
    }

    // MARK: - Rules

    private static let kinds = [["x", "both"], ["y", "both"], ["z"], ["q"]]

    static func detection(_ number: Int) -> String {
        """
        title: r\(number)
        name: r\(number)
        logsource: {product: gcp}
        tags: [isolation.race-condition]
        detection: {s: {kind: [\(kinds[number].joined(separator: ", "))]}, condition: s}
        ---

        """
    }

    private mutating func ruleCount() -> Int {
        switch shape.kind {
        case .temporal, .temporalOrdered: 2 + random.below(2)
        case .expression: 2 + random.below(3)
        default: 1 + random.below(2)
        }
    }

    private mutating func correlation(_ ruleCount: Int) -> String {
        let timespan = 1 + random.below(5)
        shape.span = timespan * unit * 1000
        shape.groupBy = random.pick([
            ["g"], ["g"], ["g", "h"], ["h", "g"], ["who"], ["who", "h"], ["g", "h", "who"], [],
        ])
        let aliases = sources(ruleCount)
        shape.condition = condition(ruleCount)
        let type = shape.kind == .expression ? CaseKind.temporal : shape.kind
        var lines = ["title: c", "tags: [isolation.identity-conflict]", "correlation:", "  type: \(type)"]
        if shape.kind != .expression || random.below(2) == 0 {
            lines.append("  rules: [\((0..<ruleCount).map { "r\($0)" }.joined(separator: ", "))]")
        }
        lines.append("  timespan: \(timespan)\(unit == 1 ? "s" : unit == 60 ? "m" : "h")")
        if !shape.condition.isEmpty { lines.append("  condition: \(shape.condition)") }
        if !shape.groupBy.isEmpty { lines.append("  group-by: [\(shape.groupBy.joined(separator: ", "))]") }
        if !aliases.isEmpty { lines.append("  aliases: {\(aliases.joined(separator: ", "))}") }
        if random.below(4) == 0 { lines.append("  generate: true") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Makes the sources; returns the aliases that they have.
    private mutating func sources(_ ruleCount: Int) -> [String] {
        let hasValue = shape.kind == .valueCount || shape.isNumeric
        let hasGroupAlias = shape.groupBy.contains("who") && random.below(3) > 0
        let hasValueAlias = shape.kind == .valueCount && random.below(4) == 0
        for number in 0..<ruleCount {
            let alias = hasGroupAlias ? ["g", "h", "w", "who"][number] : "who"
            let value = shape.isNumeric ? Self.numberField : hasValueAlias ? ["u", "w"][number % 2] : "u"
            shape.sources.append(
                .init(
                    kinds: Self.kinds[number], groupFields: shape.groupBy.map { $0 == "who" ? alias : $0 },
                    valueField: hasValue ? value : nil))
        }
        func mapping(_ field: (CorrelationShape.Source) -> String) -> String {
            shape.sources.enumerated().map { "r\($0): \(field($1))" }.joined(separator: ", ")
        }
        var aliases: [String] = []
        if hasGroupAlias, let index = shape.groupBy.firstIndex(of: "who") {
            aliases.append("who: {\(mapping { $0.groupFields[index] })}")
        }
        if hasValueAlias { aliases.append("value: {\(mapping { $0.valueField ?? "" })}") }
        countsAlias = hasValueAlias
        return aliases
    }

    private mutating func condition(_ ruleCount: Int) -> String {
        switch shape.kind {
        case .expression: return expression(ruleCount)
        case .temporal:
            let comparison = random.pick(["", "", "gte", "gt", "eq", "lt", "lte", "neq"])
            return comparison.isEmpty ? "" : "{\(comparison): \(1 + random.below(ruleCount))}"
        case .temporalOrdered:
            return random.pick(["", "", "", "", "{gte: \(ruleCount)}", "{eq: \(ruleCount)}"])
        case .eventCount: return "{\(comparison()): \(1 + random.below(4))}"
        case .valueCount:
            return "{\(comparison()): \(1 + random.below(4)), field: \(countsAlias ? "value" : "u")}"
        default: return measure()
        }
    }

    private mutating func comparison() -> String {
        random.pick(["gte", "gte", "gte", "gt", "eq", "lt", "lte", "neq"])
    }

    private mutating func measure() -> String {
        let number = random.pick(["0", "1", "2", "3", "4", "5", "2.5", "0.5", "8", "-1"])
        let share = shape.kind == .valuePercentile ? ", percentile: \(random.pick([0, 25, 50, 75, 100]))" : ""
        return "{\(comparison()): \(number), field: \(Self.numberField)\(share)}"
    }

    /// Over all of the rules, of which some window's must be asked for.
    private mutating func expression(_ ruleCount: Int) -> String {
        let names = (0..<ruleCount).map { "r\($0)" }.shuffled(using: &random)
        let forms: [String]
        switch ruleCount {
        case 2: forms = ["A and not B", "A and B", "A or B", "not B and A", "(A or B) and not (A and B)"]
        case 3:
            forms = [
                "A and not (B or C)", "A and B and not C", "(A or B) and not C", "(A and not B) or C",
                "A and (B or not C)", "A or B and C", "A and not B and not C", "A and not (B and C)",
            ]
        default:
            forms = [
                "(A and not B) or (C and not D)", "A and B and not (C or D)", "(A or B) and (C or D)",
                "A and (B or C) and not D", "(A or B) and not (C and D)",
            ]
        }
        return zip(["A", "B", "C", "D"], names).reduce(random.pick(forms)) {
            $0.replacing($1.0, with: $1.1)
        }
    }

    /// With something in it that one or both of the engines refuse.
    private mutating func damaged(_ text: String) -> String {
        let (found, replacement) = random.pick([
            ("type: ", "type: no_"), ("rules: [r0", "rules: [nobody"), ("timespan: ", "timespan: 1h"),
            ("timespan: ", "timespan: 0"), ("condition: {", "condition: {banana: 2, "),
            ("condition: {", "condition: {gt: 0, lte: 9, "), ("condition: {", "condition: {gte: many, "),
            (", field: u", ""), ("  timespan: ", "  time: "), ("  condition: {", "  condition: [{"),
            (", percentile: ", ", percent: "), ("condition: r", "condition: nobody and r"),
        ])
        return text.replacing(found, with: replacement)
    }

    // MARK: - Entries

    private mutating func entries() -> [OracleEntry] {
        let count = 4 + random.below(24)
        // Of rules in order, ties hide much: in most cases there are none.
        let spread = shape.kind == .temporalOrdered && !isStrange ? count * 3 : 4 + random.below(60)
        let slots =
            shape.kind == .temporalOrdered && !isStrange ? Array(0..<spread).shuffled(using: &random) : []
        return (0..<count).map { number in
            entry(slot: slots.isEmpty ? random.below(spread) : slots[number])
        }
    }

    private mutating func entry(slot: Int) -> OracleEntry {
        var entry = OracleEntry()
        // Halves of the unit, so that distances of exactly the timespan are common.
        entry.time = random.below(25) == 0 ? nil : 1_700_000_000_000 + slot * 500 * unit
        // One that stands for two rules is a tie as well.
        let kinds = shape.kind == .temporalOrdered && !isStrange ? ["x", "y", "z"] : ["x", "y", "z", "both"]
        entry.fields["kind"] = .text(random.pick(["x", "x", "y", "q", "none"] + kinds))
        for (field, values) in [("g", ["1", "2"]), ("h", ["1", "3"]), ("who", ["p", "q"])] {
            entry.fields[field] = value(values)
        }
        entry.fields["u"] = value(["ann", "bob", "cyd", "dee"])
        entry.fields["w"] = value(["ann", "bob", "1", "2"])
        entry.fields[Self.numberField] = number()
        return entry
    }

    private mutating func value(_ usual: [String]) -> Cell? {
        let chance = random.below(isStrange ? 40 : 80)
        switch chance {
        case 0: return nil
        case 1: return .null
        case 2 where isStrange: return .text("")
        case 3 where isStrange: return .text(random.pick(usual).uppercased())
        case 4: return Int(usual[0]).map { .integer($0) } ?? .text(usual[0])
        default: return .text(random.pick(usual))
        }
    }

    private mutating func number() -> Cell? {
        switch random.below(isStrange ? 20 : 40) {
        case 0: return nil
        case 1: return .null
        case 2: return .text(random.pick(["x", "", "4 apples", "nan", "0x10", "1,5"]))
        case 3: return .boolean(true)
        case 4...7: return .text(random.pick(["3", "-2", "2.5", "4.0", "1e1"]))
        case 8...12: return .decimal(Double(random.below(20) - 4) / 2)
        default: return .integer(random.below(10) - 2)
        }
    }
}
