import Matching
import Model
import Testing

@testable import Sigma

@Suite struct RuleSetTests {
    private static let pair = """
        title: base title
        id: 5b1c2d3e-0000-4000-8000-000000000001
        name: base
        description: what it means
        level: LEVEL
        logsource: {product: x}
        detection: {s: {request_id|exists: true, user_id|exists: true}, condition: s}
        ---
        title: conflict
        level: high
        tags: [isolation.identity-conflict]
        correlation:
          type: value_count
          rules: [base]
          group-by: [request_id]
          timespan: 1h
          condition: {gte: 2, field: user_id}
          generate: GENERATE
        """

    @Test(
        arguments: [
            ("medium", "false", false), ("critical", "false", false), ("medium", "true", true),
            ("informational", "true", true), ("informational", "false", false),
        ] as [(String, String, Bool)])
    func basesOfCorrelationsAreSignalsOnlyWhereGenerated(level: String, generate: String, expected: Bool)
        throws
    {
        let text = Self.pair.replacing("LEVEL", with: level).replacing("GENERATE", with: generate)
        let withTag =
            expected
            ? text.replacing("level: \(level)", with: "level: \(level)\ntags: [isolation.race-condition]")
            : text
        let rules = try Fixture(withTag).ruleSet
        #expect(rules.rules.map(\.isSignal) == [expected, true])
        #expect(rules.rules[0].category == (expected ? .raceCondition : .identityConflict))
        #expect(rules.rules.map(\.name) == ["base", "conflict"])
        #expect(rules.rules.map(\.id) == ["5b1c2d3e-0000-4000-8000-000000000001", "conflict"])
        #expect(rules.rules[0].title == "base title")
        #expect(rules.rules[0].description == "what it means")
        #expect([rules.feedsCorrelation(0), rules.feedsCorrelation(1)] == [true, false])
        #expect(rules.correlations.map(\.rule) == [1])
        #expect(rules.correlations[0].isCompact)
        #expect(rules.correlations[0].timespan == .hour)
    }

    @Test(
        arguments: [("informational", false), ("low", true), ("critical", true), (nil, true)]
            as [(String?, Bool)])
    func detectionsAreSignalsFromLowUpwards(level: String?, expected: Bool) throws {
        let text = detectionRule("s: {f: x}\ncondition: s") + (level.map { "\nlevel: \($0)" } ?? "")
        let rule = try #require(try Fixture(text).ruleSet.rules.first)
        #expect(rule.isSignal == expected)
        #expect(rule.level == level.flatMap(Level.init(name:)) ?? .medium)
    }

    @Test func rulesAreNumberedInOrderAndMatchesAscend() throws {
        let texts = (0..<130).map { detectionRule("s: {f|contains: 'x'}\ncondition: s", title: "t\($0)") }
        let fixture = try Fixture(texts.map { PatternFile(path: "r.yml", text: $0) })
        #expect(fixture.ruleSet.rules.map(\.title) == (0..<130).map { "t\($0)" })
        #expect(fixture.match(TestEntry(["f": ["axb"]])) == Array(0..<130))
        #expect(fixture.match(TestEntry(["f": ["ab"]])) == [])
    }

    @Test func nothingIsNumberedWhereARuleIsWrong() {
        var catalog = FieldCatalog()
        var literals = LiteralCatalog()
        let good = PatternFile(
            path: "a.yml", text: detectionRule("s: {new_field: x, message|contains: literal}\ncondition: s"))
        let bad = PatternFile(path: "b.yml", text: "title: t\n")
        #expect(throws: Diagnostics.self) {
            _ = try RuleSet.load([good, bad], catalog: &catalog, literals: &literals)
        }
        #expect(catalog.id(of: "new_field") == nil)
        #expect(literals.count == 0)
    }

    @Test func customKeysAreKept() throws {
        let text =
            detectionRule("s: {f: x}\ncondition: s")
            + "\ncrosstalk: {a: [b]}\ntests: []\nmine: {x: 1}\nauthor: me"
        #expect(try Fixture(text).ruleSet.rules.count == 1)
    }

    @Test func aRegexThatGivesUpIsNoAnswer() throws {
        let hard = "re: '^(a+)+$'"
        let text = [
            "s: {f|\(hard)}\ncondition: s", "s: {f|\(hard)}\ncondition: not s",
            "s: {f|\(hard)}\nt: {f|startswith: a}\ncondition: s or t",
            "s: {f|\(hard)}\nt: {f: b}\ncondition: s and t", "t: {f|startswith: a}\ncondition: t",
        ].map { detectionRule($0) }.joined(separator: "\n---\n")
        let fixture = try Fixture(text)
        let entry = TestEntry(["f": [.text(String(repeating: "a", count: 40) + "!")]])
        #expect(fixture.match(entry) == [2, 4])
        #expect(fixture.limitHits == [0: 1, 1: 1])
        _ = fixture.match(entry)
        #expect(fixture.limitHits == [0: 2, 1: 2])
    }
}
