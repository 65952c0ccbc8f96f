import Documents
import Matching
import Model
import TestSupport
import Testing

@testable import Sigma

/// Gates save work and change nothing: random rules and entries, with gates and without, and by an evaluation
/// of the expressions as they were parsed.
@Suite struct GatePropertyTests {
    private static let words = [
        "manager", "duplicate user", "KELVIN", "isolation", "ab", "x", "leak 🚨 here", "straße", "a-b/c", "",
    ]
    private static let fields = ["message", "user_id", "severity", "request_id"]

    @Test(arguments: 0..<200)
    func gatedEqualsUngated(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rules = (0..<20).map { _ in Self.rule(&random) }
        let fixture = try Fixture(rules.map { PatternFile(path: "r.yml", text: $0) })
        for _ in 0..<40 {
            let entry = Self.entry(&random)
            let gated = fixture.match(entry)
            #expect(gated == fixture.matchUngated(entry), "seed \(seed): \(entry)")
            #expect(gated == gated.sorted())
        }
    }

    static func rule(_ random: inout SeededGenerator) -> String {
        let names = ["a", "b", "c"]
        let searches = names.map { "\($0): \(search(&random))" }.joined(separator: "\n")
        let conditions = [
            "a", "a and b", "a or b", "a and not b", "not a", "1 of them", "all of them",
            "a and (b or not c)",
            "not (a and b) and c", "a or not b", "not not a",
        ]
        let condition = conditions.randomElement(using: &random) ?? "a"
        return detectionRule("\(searches)\ncondition: \(condition)")
    }

    private static func search(_ random: inout SeededGenerator) -> String {
        let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in item(&random) }
        // A map for each, since a random map might name a field twice.
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return "[" + items.map { "{\($0)}" }.joined(separator: ", ") + "]"
        case 1: return "['\(word(&random))', {\(items[0])}]"
        default: return "{\(items[0])}"
        }
    }

    private static func word(_ random: inout SeededGenerator) -> String {
        words.randomElement(using: &random) ?? ""
    }

    private static func item(_ random: inout SeededGenerator) -> String {
        let field =
            Int.random(in: 0..<2, using: &random) == 0
            ? "message" : fields.randomElement(using: &random) ?? "f"
        let (one, two) = (word(&random), word(&random))
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return "\(field): '\(one)'"
        case 1: return "\(field)|contains: ['\(one)', '\(two)']"
        case 2: return "\(field)|contains|all: ['\(one)', '\(two)']"
        case 3: return "\(field)|startswith: '\(one)'"
        case 4: return "\(field)|endswith: '\(one)'"
        case 5: return "\(field): '*\(one)?*\(two)*'"
        case 6: return "\(field)|contains|cased: '\(one)'"
        case 7: return "\(field)|re: '\(one).*(\(two)|user)'"
        case 8: return "\(field)|re|i: '(manager|\(one)) '"
        case 9: return "\(field)|exists: \(Bool.random(using: &random))"
        case 10: return "\(field): null"
        case 11: return "\(field)|neq: '\(one)'"
        case 12: return "\(field)|fieldref: user_id"
        case 13: return "\(field)|gt: 5"
        case 14: return "\(field): 7"
        default: return "\(field)|contains|neq: '\(one)'"
        }
    }

    static func entry(_ random: inout SeededGenerator) -> TestEntry {
        var entry = TestEntry()
        let spellings = [
            "manager", "Duplicate User", "\u{212A}elvin", "i\u{17F}olation", "ISOLATION", "ab", "leak 🚨 here",
            "STRASSE",
            "straße", "x", "7", "",
        ]
        for field in fields where Int.random(in: 0..<3, using: &random) > 0 {
            let parts = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                spellings.randomElement(using: &random) ?? ""
            }
            let text = parts.joined(separator: Bool.random(using: &random) ? " " : "")
            entry.fields[field] = [Int.random(in: 0..<8, using: &random) == 0 ? .number("7") : .text(text)]
            if field != "message", Int.random(in: 0..<4, using: &random) == 0 {
                entry.fields[field]?.append(nil)
            }
        }
        entry.raw = entry.fields.map { "\"\($0.key)\": \"\($0.value.first?.string ?? "")\"" }.sorted().joined(
            separator: ", ")
        return entry
    }
}

@Suite struct GateTests {
    @Test(
        arguments: [
            ("{message|contains: Manager}", ["manager"], [], false),
            ("{message|contains: ['Foo bar', baz]}", ["foo bar", "baz"], [], false),
            ("{message|contains|all: [foo, longest]}", ["longest"], [], false),
            ("{message|contains: ab}", [], ["message"], false),
            ("{message: 'abc*defg?'}", ["defg"], [], false),
            ("{message|contains: '🚨 abc'}", [" abc"], [], false),
            ("{message|re: 'foo(bar|baz)'}", ["foobar", "foobaz"], [], false),
            ("{message|re: '[a-z]+'}", [], ["message"], false), ("{f: x}", [], ["f"], false),
            ("{f: null}", [], [], true), ("{f|exists: false}", [], [], true),
            ("{f|exists: true}", [], ["f"], false),
            ("{f: x, message|contains: abc}", ["abc"], [], false),
            ("[{f: x}, {message|contains: abc}]", ["abc"], ["f"], false),
            ("{f|neq: x}", [], [], true), ("keyword", [], [], true),
            ("{f|neq: x, g|exists: true}", [], ["g"], false),
            ("[{f: x}, kw]", [], [], true), ("{f|fieldref: g}", [], ["f"], false),
        ] as [(String, [String], [String], Bool)])
    func isDerived(search: String, literals: [String], fields: [String], isOpen: Bool) throws {
        let list = DiagnosticList(path: "r.yml")
        let text = "s: \(search)\ncondition: s"
        let node = try #require(try Document.parse(PatternFile(path: "r.yml", text: text)).first)
        let expression = try #require(DetectionParser(list: list).parse(node))
        let expected = Gate(
            literals: Set(literals.map { Array($0.utf8) }), fields: Set(fields), isOpen: isOpen)
        #expect(Gate(of: expression) == expected)
    }
}
