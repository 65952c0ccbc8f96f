import Testing

@testable import Sigma

@Suite struct ConditionTests {
    /// Identifiers that are true, and the answer.
    @Test(
        arguments: [
            ("a", ["a"], true), ("a", ["b"], false), ("a and b", ["a"], false),
            ("a and b", ["a", "b"], true),
            ("a or b", ["b"], true), ("not a", [], true), ("not a", ["a"], false), ("not not a", ["a"], true),
            ("a or b and c", ["a"], true), ("a or b and c", ["b"], false), ("(a or b) and c", ["a"], false),
            ("not a and b", ["b"], true), ("not (a and b)", ["b"], true), ("not a or b", ["a", "b"], true),
            ("1 of sel_*", ["sel_2"], true), ("any of sel_*", ["sel_1"], true), ("1 of sel_*", ["a"], false),
            ("all of sel_*", ["sel_1"], false), ("all of sel_*", ["sel_1", "sel_2"], true),
            ("1 of them", ["a"], true), ("1 of them", ["_hidden"], false), ("1 of _*", ["_hidden"], true),
            ("a and not 1 of sel_*", ["a"], true), ("a and not 1 of sel_*", ["a", "sel_1"], false),
            ("1 of *_1", ["sel_1"], true), ("all of a", ["a"], true), ("1 of s*l*2", ["sel_2"], true),
            // Keywords inside names, and names that are keywords elsewhere.
            ("notable", ["notable"], true), ("order", ["order"], true),
            ("android and order", ["android", "order"], true),
            ("not notable", ["notable"], false), ("all", ["all"], true), ("any or 1", ["1"], true),
            ("of", ["of"], true),
            ("a-b", ["a-b"], true), ("them", ["them"], true), ("( a )and(b)", ["a", "b"], true),
            ("a\n and\n b", ["a", "b"], true),
        ] as [(String, [String], Bool)])
    func evaluates(condition: String, holding: [String], expected: Bool) throws {
        let names = [
            "a", "b", "c", "sel_1", "sel_2", "_hidden", "notable", "order", "android", "all", "any", "1",
            "of", "a-b",
            "them",
        ]
        let searches = names.map { "'\($0)': {f: '\($0)'}" }.joined(separator: "\n")
        let quoted = condition.replacing("\n", with: "\\n")
        let fixture = try Fixture(detectionRule(searches + "\ncondition: \"\(quoted)\""))
        let entry = TestEntry(["f": holding.map { .text($0) }])
        #expect(!fixture.match(entry).isEmpty == expected)
        #expect(!fixture.matchUngated(entry).isEmpty == expected)
    }

    @Test func listOfConditionsIsOr() throws {
        let fixture = try Fixture(detectionRule("a: {f: 1}\nb: {f: 2}\nc: {f: 3}\ncondition: [a and c, b]"))
        #expect(fixture.match(TestEntry(["f": [2]])) == [0])
        #expect(fixture.match(TestEntry(["f": [1]])) == [])
        #expect(fixture.match(TestEntry(["f": [1, 3]])) == [0])
    }

    @Test func missingFieldIsTrueBehindNot() throws {
        let fixture = try Fixture(detectionRule("s: {f: x}\ncondition: not s"))
        #expect(fixture.match(TestEntry()) == [0])
    }
}
