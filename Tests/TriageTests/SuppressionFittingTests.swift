import Model
import Testing
import Triage

@Suite struct SuppressionFittingTests {
    struct Example: CustomTestStringConvertible {
        let name: String
        let suppression: Suppression
        var incident = Sample.incident("1f")
        var formerIDs: [String] = []
        let fits: Bool
        var testDescription: String { name }
    }

    private static let twoRules = Sample.incident("1f", rules: ["first_rule", "second_rule"])

    static let examples = [
        Example(name: "rule by name", suppression: Sample.suppression(rules: ["first_rule"]), fits: true),
        Example(name: "rule by id", suppression: Sample.suppression(rules: ["id-of-first_rule"]), fits: true),
        Example(name: "another rule", suppression: Sample.suppression(rules: ["second_rule"]), fits: false),
        Example(
            name: "one rule of two", suppression: Sample.suppression(rules: ["first_rule"]),
            incident: twoRules,
            fits: false),
        Example(
            name: "both rules", suppression: Sample.suppression(rules: ["second_rule", "id-of-first_rule"]),
            incident: twoRules, fits: true),
        Example(
            name: "no signal at all", suppression: Sample.suppression(rules: ["first_rule"]),
            incident: Sample.incident("1f", rules: []), fits: false),
        Example(
            name: "all users", suppression: Sample.suppression(users: ["bob", "alice", "x"]), fits: true),
        Example(name: "one user of two", suppression: Sample.suppression(users: ["alice"]), fits: false),
        Example(
            name: "nobody named", suppression: Sample.suppression(users: ["alice"]),
            incident: Sample.incident("1f", users: []), fits: false),
        Example(
            name: "another spelling of a user", suppression: Sample.suppression(users: ["e\u{301}"]),
            incident: Sample.incident("1f", users: ["\u{E9}"]), fits: false),
        Example(
            name: "cut id of a listed user", suppression: Sample.suppression(users: ["alice", "bob"]),
            incident: Sample.incident("1f", cutUsers: ["ali"]), fits: true),
        Example(
            name: "cut id of somebody else", suppression: Sample.suppression(users: ["alice", "bob"]),
            incident: Sample.incident("1f", cutUsers: ["carol-"]), fits: false),
        Example(
            name: "scope", suppression: Sample.suppression(scopes: ["request_id": ["req_0", "req_1"]]),
            fits: true),
        Example(
            name: "one scope of two",
            suppression: Sample.suppression(scopes: ["request_id": ["req_1"], "session_id": ["s"]]),
            fits: true
        ),
        Example(
            name: "same id in another scope",
            suppression: Sample.suppression(scopes: ["session_id": ["req_1"]]),
            fits: false),
        Example(name: "incident", suppression: Sample.suppression(incidents: ["1f"]), fits: true),
        Example(name: "another incident", suppression: Sample.suppression(incidents: ["2f"]), fits: false),
        Example(
            name: "former id", suppression: Sample.suppression(incidents: ["0f"]), formerIDs: ["0f"],
            fits: true),
        Example(
            name: "all lists fit",
            suppression: Sample.suppression(rules: ["first_rule"], users: ["alice", "bob"]), fits: true),
        Example(
            name: "one list of two fits",
            suppression: Sample.suppression(rules: ["first_rule"], users: ["alice"]), fits: false),
    ]

    @Test(arguments: examples)
    func fits(_ example: Example) {
        #expect(
            example.suppression.fits(example.incident, formerIDs: example.formerIDs) == example.fits)
    }
}
