import TestSupport

/// Files of several documents: detections with filters, or with sections that `action: global` lends them.
struct RandomDocuments {
    private var maker: RandomDetection

    static func make(seed: UInt64, kind: CaseKind) -> OracleCase {
        var documents = Self(maker: RandomDetection(SeededGenerator(seed: seed), isCareful: true))
        let parts = kind == .filter ? documents.filtered() : documents.sharing()
        let text = parts.map { $0.joined(separator: "\n") }.joined(separator: "\n---\n") + "\n"
        return documents.maker.complete(text)
    }

    // MARK: - Filters

    private static let logsources = [
        "{product: gcp}", "{product: gcp, service: run}", "{product: gcp, category: web}",
        "{product: gcp, service: run, category: web}",
    ]

    private mutating func filtered() -> [[String]] {
        let count = 1 + maker.random.below(3)
        let rules = (0..<count).map { detection($0, logsource: maker.random.pick(Self.logsources)) }
        return rules + (0...maker.random.below(3)).map { filter($0, ruleCount: count) }
    }

    private static func id(_ number: Int) -> String { "0000000\(number)-0000-4000-8000-000000000000" }

    private mutating func detection(_ number: Int, logsource: String) -> [String] {
        [
            "title: t\(number)", "name: r\(number)", "id: \(Self.id(number))", "logsource: \(logsource)",
            "tags: [isolation.shared-state]", "detection:",
        ] + maker.section()
    }

    private mutating func filter(_ number: Int, ruleCount: Int) -> [String] {
        let target = maker.random.below(ruleCount)
        let rules = maker.random.pick([
            "any", "any", "any", "[]", "[r\(target)]", "r\(target)", "[\(Self.id(target))]",
            ruleCount > 1 || maker.random.below(12) == 0 ? "[r0, r1]" : "[r0]",
        ])
        let isForAny = rules == "any" || rules == "[]"
        // Most that list a rule are for all logs of the product, so that they cover it.
        let logsource =
            isForAny || maker.random.below(20) == 0
            ? maker.random.pick(Self.logsources + ["{service: run}", "{product: aws}"]) : "{product: gcp}"
        // Names that begin with _ are a divergence of their own.
        let names = ["selection", "selection_a", "only", "not-these"]
        return ["title: f\(number)", "logsource: \(logsource)", "filter:", "  rules: \(rules)"]
            + maker.section(names: names, isOneCondition: maker.random.below(30) > 0)
    }

    // MARK: - Global sections

    private mutating func sharing() -> [[String]] {
        var documents: [[String]] = []
        var number = 0
        for part in 0...maker.random.below(2) {
            if part > 0, maker.random.below(2) == 0 {
                documents.append(["action: reset"])
                documents.append(detection(number, logsource: "{product: gcp}"))
                number += 1
            }
            let hasIdentifier = maker.random.below(2) == 0
            documents.append(global(hasIdentifier: hasIdentifier))
            for _ in 0...maker.random.below(3) {
                documents.append(heir(number, inherited: hasIdentifier ? ["base"] : []))
                number += 1
            }
        }
        return documents
    }

    private mutating func global(hasIdentifier: Bool) -> [String] {
        var lines = ["action: global", "tags: [isolation.shared-state]", "logsource: {product: gcp}"]
        if maker.random.below(3) == 0 { lines.append("level: high") }
        if hasIdentifier { lines += ["detection:"] + maker.identifier("base") }
        return lines
    }

    private mutating func heir(_ number: Int, inherited: [String]) -> [String] {
        var lines = ["title: t\(number)", "name: r\(number)"]
        if maker.random.below(3) == 0 { lines.append("logsource: {service: run}") }
        // Set twice: refused, as implementations disagree on who wins.
        if maker.random.below(40) == 0 { lines.append("tags: [isolation.race-condition]") }
        if maker.random.below(40) == 0 { lines.append("action: \(maker.random.pick(["repeat", "sing"]))") }
        return lines + ["detection:"] + maker.section(inherited: inherited)
    }
}
