import TestSupport

/// Detections, and entries some of which match them.
struct RandomDetection {
    var random: SeededGenerator
    /// Whether there may be anything that both engines refuse: files of several documents have enough of that.
    private let isCareful: Bool
    private(set) var items: [TestItem] = []

    init(_ random: SeededGenerator, isCareful: Bool = false) {
        self.random = random
        self.isCareful = isCareful
    }

    static func make(seed: UInt64) -> OracleCase {
        var maker = Self(SeededGenerator(seed: seed))
        let lines = ["title: t", "logsource: {product: gcp}", "tags: [isolation.shared-state]", "detection:"]
        let rules = (lines + maker.section()).joined(separator: "\n") + "\n"
        return maker.complete(rules)
    }

    /// The case of rules that were made, with entries for all of their items.
    mutating func complete(_ rules: String) -> OracleCase {
        var result = OracleCase(seed: random.seed)
        result.rules = rules
        for field in RandomItem.textFields + [RandomItem.timeField, RandomItem.addressField] {
            result.columns[field] = "TEXT"
        }
        for field in RandomItem.numberFields { result.columns[field] = "NUMERIC" }
        result.entries = (0..<14).map { _ in entry() }
        result.items = items
        return result
    }

    private static let names = [
        "sel", "selection_a", "selection_b", "filter-x", "_hidden", "order", "notable",
    ]

    /// The lines of a detection section; with `isOneCondition`, its condition is no list. Search identifiers
    /// that the section has from elsewhere are `inherited`.
    mutating func section(
        names: [String] = names, isOneCondition: Bool = false, inherited: [String] = []
    ) -> [String] {
        let own = Array(names.shuffled(using: &random).prefix(1 + random.below(4)))
        let lines = own.flatMap { identifier($0) }
        return lines + conditions(own + inherited, isOneCondition: isOneCondition)
    }

    // MARK: - Rule

    mutating func identifier(_ name: String) -> [String] {
        switch random.below(10) {
        case ..<6:
            return ["  \(name):"] + map(indent: 4)
        case ..<9:
            var lines = ["  \(name):"]
            for _ in 0...random.below(3) {
                let map = map(indent: 6)
                lines.append("    - " + map[0].dropFirst(6))
                lines += map.dropFirst()
            }
            return lines
        default:
            let words = (0...random.below(2)).map { _ in Words.word(&random) }
            let values = words.map { Words.quoted(Words.pattern(for: $0, &random)) }
            items.append(TestItem(values: values, seeds: words.map { .text($0) }))
            return ["  \(name):"] + values.map { "    - \($0)" }
        }
    }

    private mutating func map(indent: Int) -> [String] {
        var keys: Set<String> = []
        var lines: [String] = []
        for _ in 0...random.below(3) {
            let item = RandomItem.make(&random, isCareful: isCareful)
            let key = ([item.field] + item.modifiers).joined(separator: "|")
            // Keywords have no name: a map of one that has no modifier says nothing.
            guard key != "", keys.insert(key).inserted else { continue }
            items.append(item)
            let value =
                item.values.count == 1 ? item.values[0] : "[\(item.values.joined(separator: ", "))]"
            lines.append("\(String(repeating: " ", count: indent))'\(key)': \(value)")
        }
        if lines.isEmpty {
            items.append(TestItem(field: "a", values: ["'alice'"], seeds: [.text("alice")]))
            lines.append("\(String(repeating: " ", count: indent))a: 'alice'")
        }
        return lines
    }

    private mutating func conditions(_ names: [String], isOneCondition: Bool) -> [String] {
        if isOneCondition || random.below(12) > 0 { return ["  condition: " + condition(names, depth: 0)] }
        return ["  condition:"] + (0..<2).map { _ in "    - " + condition(names, depth: 1) }
    }

    private mutating func condition(_ names: [String], depth: Int) -> String {
        switch random.below(depth > 2 ? 7 : 14) {
        case ..<5: return random.pick(names)
        case 5:
            // A pattern that selects nothing is an error of both.
            let patterns = ["sel*", "selection_*", "_*", "*_a", "order"].filter { pattern in
                !isCareful && random.below(30) == 0 || names.contains { Self.selects(pattern, $0) }
            }
            return random.pick(["1 of ", "all of ", "any of "]) + random.pick(["them", "*"] + patterns)
        case 6: return random.pick(names)
        case 7, 8: return "not " + operand(names, depth)
        case 9...11: return operand(names, depth) + " and " + operand(names, depth)
        case 12: return operand(names, depth) + " or " + operand(names, depth)
        default:
            return "not " + random.pick(names) + " and " + operand(names, depth) + " or " + random.pick(names)
        }
    }

    private static func selects(_ pattern: String, _ name: String) -> Bool {
        if pattern.hasSuffix("*") { return name.hasPrefix(pattern.dropLast()) }
        return pattern.hasPrefix("*") ? name.hasSuffix(pattern.dropFirst()) : name == pattern
    }

    private mutating func operand(_ names: [String], _ depth: Int) -> String {
        let inner = condition(names, depth: depth + 1)
        return random.below(3) == 0 || inner.contains(" of ") ? inner : "(\(inner))"
    }

    // MARK: - Entries

    private mutating func entry() -> OracleEntry {
        var entry = OracleEntry()
        for field in RandomItem.textFields {
            if let cell = cell(field, other: .text(Words.word(&random))) { entry.fields[field] = cell }
        }
        for field in RandomItem.numberFields {
            if let cell = cell(field, other: .integer(random.below(12) - 2)) { entry.fields[field] = cell }
        }
        if random.below(5) > 0 {
            entry.fields[RandomItem.timeField] = .text(RandomItem.timeText(&random))
            entry.fields[RandomItem.addressField] = .text(RandomItem.addressText(&random))
        }
        let keywords = items.filter(\.field.isEmpty).flatMap(\.seeds)
        entry.raw = "{" + Words.word(&random) + " " + Words.variant(of: Words.word(&random), &random) + "}"
        if !keywords.isEmpty, random.below(2) == 0 { entry.raw += random.pick(keywords).string }
        return entry
    }

    /// Near to what the rule asks of the field, more often than not; nil for missing.
    private mutating func cell(_ field: String, other: Cell) -> Cell? {
        let seeds = items.filter { $0.field == field }.flatMap(\.seeds)
        switch random.below(20) {
        case 0, 1: return nil
        case 2: return field == "message" ? nil : .null
        case 3: return .text("")
        case 4:
            return field == "message" ? other : random.pick([.boolean(true), .boolean(false), .integer(5)])
        case 5..<13 where !seeds.isEmpty: return random.pick(seeds)
        case 13..<17 where !seeds.isEmpty:
            let seed = random.pick(seeds)
            if case .text(let text) = seed { return .text(Words.variant(of: text, &random)) }
            return seed
        default: return other
        }
    }
}
