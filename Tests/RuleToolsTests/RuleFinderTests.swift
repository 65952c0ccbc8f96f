import RuleTools
import Testing

@Suite struct RuleFinderTests {
    private static func finder() throws -> RuleFinder {
        let names = ["request_conflict", "request", "route_failed"]
        let rules = names.enumerated().map { number, name in
            """
            title: t
            id: \(number)f0c1a2e-0000-4000-8000-000000000000
            name: \(name)
            logsource: {product: gcp}
            detection: {s: {message: x}, condition: s}
            """
        }
        return RuleFinder(try engine(rules.joined(separator: "\n---\n")).ruleSet.listings)
    }

    @Test(arguments: [("request", 1), ("request_", 0), ("ro", 2), ("2f0c", 2), ("route_failed", 2)])
    func findsByNameIDAndBeginning(text: String, expected: Int) throws {
        #expect(try Self.finder().find(text) == expected)
    }

    @Test(
        arguments: [
            ("re", .ambiguous(["request", "request_conflict"])),
            ("rote_failed", .unknown(suggestions: ["route_failed"])),
            ("conflict", .unknown(suggestions: ["request_conflict"])),
            ("zzz", .unknown(suggestions: [])),
        ] as [(String, RuleFinder.Problem)])
    func saysWhatMayBeMeant(text: String, expected: RuleFinder.Problem) throws {
        #expect(throws: expected) { try Self.finder().find(text) }
    }

    @Test(arguments: [("request*", [0, 1]), ("*_*", [0, 2]), ("request", [1]), ("re", [])])
    func selectsByPattern(pattern: String, expected: [Int]) throws {
        #expect(try Self.finder().select(pattern) == expected)
    }
}
