import Documents
import Model
import TestSupport
import Testing

@testable import Sigma

/// What the presence of fields says; that it says nothing wrong, `GatePropertyTests` shows.
@Suite struct PresenceTests {
    @Test(
        arguments: [
            ("{f|exists: true, g|exists: true}", "s", ["f", "g"], []),
            ("[{f|exists: true}, {g|exists: true}]", "s", [], nil),
            ("[{f|exists: true, g: x}, {f|exists: true}]", "s", ["f"], []),
            ("{f: x}", "s", ["f"], nil),
            ("{f: [x, y], g|exists: false}", "s", ["f"], nil),
            ("{f|exists: true, g|exists: false}", "s", ["f"], ["g"]),
            ("{f|exists: true, g: null}", "s", ["f"], ["g"]),
            ("{f: x}", "not s", [], ["f"]),
            ("{f: x, g: y, h: null}", "not s", [], ["f"]),
            ("[{f: x}, {g: y}]", "not s", [], ["f", "g"]),
            ("{f: null}", "not s", [], nil),
            ("{f|exists: false}", "not s", [], nil),
            ("{message|contains: abc}", "s", [], nil),
            ("{message|contains: abc}", "not s", [], nil),
            ("{message|exists: true}", "s", ["message"], []),
            ("keyword", "s", [], nil),
        ] as [(String, String, [String], [String]?)])
    func isDerived(search: String, condition: String, needs: [String], settledWithout: [String]?) throws {
        let list = DiagnosticList(path: "r.yml")
        let text = "s: \(search)\ncondition: \(condition)"
        let node = try #require(try Document.parse(PatternFile(path: "r.yml", text: text)).first)
        let expression = try #require(DetectionParser(list: list).parse(node))
        var catalog = FieldCatalog()
        let presence = Presence(of: expression, catalog: &catalog)
        func names(_ fields: Set<FieldID>) -> Set<String> { Set(fields.map { catalog[$0].name }) }
        #expect(names(presence.needs) == Set(needs))
        #expect(presence.settledWithout.map(names) == settledWithout.map(Set.init))
    }

    /// More fields and rules than one word holds.
    @Test func fieldsAndRulesOfSeveralWords() throws {
        let rules = (0..<150).map { number in
            detectionRule(
                "a: {f\(number)|exists: true, g\(number)|exists: true}\nb: {h\(number): x}\n"
                    + "condition: a and not b")
        }
        let fixture = try Fixture(rules.map { PatternFile(path: "r.yml", text: $0) })
        for number in [0, 63, 64, 149] {
            let pair: [String: [TestValue]] = ["f\(number)": ["1"], "g\(number)": [.null]]
            #expect(fixture.match(TestEntry(pair)) == [number])
            #expect(fixture.match(TestEntry(["f\(number)": ["1"]])) == [])
            #expect(fixture.match(TestEntry(pair.merging(["h\(number)": ["x"]]) { $1 })) == [])
            #expect(fixture.match(TestEntry(pair.merging(["h\(number)": ["y"]]) { $1 })) == [number])
        }
        #expect(fixture.match(TestEntry()) == [])
    }

    /// A list of texts is the same as a rule for each of them.
    @Test(arguments: 0..<60)
    func aListOfTextsIsEachOfThem(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = ["demo-", "Test", "k", "s", "ſ", "\u{212A}elvin", "é", "É", "a", "abc", "🚨", "7", ""]
        func word() -> String { words.randomElement(using: &random) ?? "" }
        let modifiers = ["", "|startswith", "|startswith|cased", "|cased"]
        let modifier = modifiers.randomElement(using: &random) ?? ""
        // Lists of one are no lists.
        let texts = (0..<(2 + random.below(4))).map { _ in word() }
        let list = texts.map { "'\($0)'" }.joined(separator: ", ")
        let searches = ["[\(list)]"] + texts.map { "'\($0)'" }
        let rules = searches.map { detectionRule("s: {user_id\(modifier): \($0)}\ncondition: s") }
        let fixture = try Fixture(rules.map { PatternFile(path: "r.yml", text: $0) })
        for _ in 0..<40 {
            let values = (0..<(1 + random.below(2))).map { _ in
                let text = word() + (Bool.random(using: &random) ? word() : "")
                return TestValue.text(Bool.random(using: &random) ? text : text.uppercased())
            }
            let found = fixture.match(TestEntry(["user_id": values]))
            #expect(found.contains(0) == (found.last ?? 0 > 0), "seed \(seed): \(list) \(values)")
        }
    }
}
