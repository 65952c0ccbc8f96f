import Model
import Testing

@testable import Sigma

/// A construct of the Sigma specification: rules, entries, and what they come to.
struct Construct: Sendable, CustomTestStringConvertible {
    /// An entry a number of seconds after the first.
    struct Timed: Sendable {
        let second: Int64
        let fields: [String: [TestValue]]
        var raw = ""
    }

    /// Where the specification describes it.
    let name: String
    let rules: String
    var entries: [Timed] = []
    /// The title of each rule that reports by itself → the positions of the entries that each of its matches
    /// holds; a detection has a match for each entry.
    let expected: [String: [[Int]]]

    var testDescription: String { name }

    func found() throws -> [String: [[Int]]] {
        let fixture = try Fixture(rules)
        var state = Correlator(fixture.ruleSet)
        let rules = fixture.ruleSet.rules
        var found = [[[Int]]](repeating: [], count: rules.count)
        for (index, entry) in entries.enumerated() {
            let sighting = Sighting(
                time: entry.second * .second, identity: UInt64(index), place: 0, handle: 0, isDetection: false
            )
            for rule in fixture.match(TestEntry(entry.fields, raw: entry.raw)) {
                found[rule].append([index])
                state.observe(rule: rule, fields: fixture.table, sighting: sighting, countsOnce: true)
            }
        }
        for match in state.finish() { found[match.rule].append(match.sightings.map { Int($0.identity) }) }
        let signals = rules.indices.filter { rules[$0].isSignal }
        return Dictionary(
            uniqueKeysWithValues: signals.map { (rules[$0].title, found[$0].sorted { $0[0] < $1[0] }) })
    }

    /// A detection section over entries with these fields: those at `matching` match.
    static func detection(
        _ name: String, _ section: String, _ entries: [[String: TestValue]], _ matching: [Int]
    )
        -> Construct
    {
        Construct(
            name: name, rules: detectionRule(section), entries: entries.map { timed(0, $0) },
            expected: ["t": matching.map { [$0] }])
    }

    static func timed(_ second: Int64, _ fields: [String: TestValue]) -> Timed {
        Timed(second: second, fields: fields.mapValues { [$0] })
    }

    /// A correlation over the rules `failure`, `signin` and `export`, which look at `action`.
    static func correlation(
        _ name: String, _ lines: String, _ entries: [(Int64, [String: TestValue])], _ matches: [[Int]]
    ) -> Construct {
        let bases = ["failure", "signin", "export"].map { action in
            """
            title: \(action)
            name: \(action)
            logsource: {product: shop}
            tags: [isolation.shared-state]
            detection: {selection: {action: \(action)}, condition: selection}
            ---

            """
        }
        let others = ["failure", "signin", "export"].filter { !lines.contains($0) }
        let body = lines.split(separator: "\n").map { "  \($0)\n" }.joined()
        var expected = ["top": matches]
        for rule in others {
            expected[rule] = entries.indices.filter { entries[$0].1["action"] == .text(rule) }.map { [$0] }
        }
        return Construct(
            name: name,
            rules: bases.joined() + "title: top\ntags: [isolation.shared-state]\ncorrelation:\n\(body)",
            entries: entries.map { timed($0.0, $0.1) }, expected: expected)
    }
}

/// Every construct of the specification's texts, with rules and entries of our own.
@Suite struct SpecificationTests {
    @Test(
        arguments: Construct.detections + Construct.modifiers + Construct.correlations + Construct.documents)
    func construct(_ construct: Construct) throws {
        #expect(try construct.found() == construct.expected)
    }

    /// What the specification forbids, and where.
    @Test(
        arguments: [
            ("s: {a: [one, null]}\ncondition: s", "5:16: null cannot stand in a list of values"),
            ("s: {a: x}", "5:3: 'detection' needs 'condition'"),
            (
                "s: {a: x}\ncondition: s | count() > 5",
                "6:16: aggregations behind '|' are no longer part of Sigma"
            ),
            ("s: {a: x}\ncondition: s AND s", "6:16: 'AND' is no operator"),
            ("s: {a: x}\ncondition: 2 of s*", "6:16: only '1', 'any' and 'all' can stand before 'of'"),
            ("s: {a: x}\ncondition: 1 of t*", "6:19: no search identifier matches 't*'"),
            ("s: {}\ncondition: s", "5:6: 's' is empty"),
            ("s: {a|re: '(?=x)'}\ncondition: s", "5:14: regex-not-portable: a lookahead (?=…)"),
            (
                "s: {a|cidr: 10.0.0.1/8}\ncondition: s",
                "5:15: the network '10.0.0.1/8' has bits set behind its prefix"
            ),
            ("s: {a|expand: '%x%'}\ncondition: s", "5:9: placeholders ('expand') cannot be filled in here"),
            ("s: {a: x, a: y}\ncondition: s", "5:13: the key 'a' is already at 5:7"),
        ])
    func refused(section: String, problem: String) {
        #expect(problems(detectionRule(section)).first == problem)
    }
}
