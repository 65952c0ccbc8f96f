import BuiltinPatterns
import Model
import Pipeline
import RuleTools
import Testing

@testable import Extraction

/// The shipped pack holds what its documents say of themselves: samples and the tests beside the rules.
@Suite struct PackTests {
    private static let files = BuiltinPatterns.documents.map { PatternFile(path: $0.path, text: $0.text) }

    private static func makeEngine() throws -> Engine {
        try Engine(
            extraction: files.filter { $0.path.hasPrefix("extract/") },
            rules: files.filter { $0.path.hasPrefix("rules/") }, checksSamples: true)
    }

    /// A pattern without a literal would be run on every message.
    @Test func everyPatternHasALiteral() throws {
        #expect(try Self.makeEngine().extraction.alwaysOpen.allSatisfy { $0 == 0 })
    }

    /// Every rule has a test that must match and one that must not, and all of them hold.
    @Test func itsTestsHold() throws {
        let engine = try Self.makeEngine()
        let results = try RuleTests(engine).run(
            Set(engine.ruleSet.listings.indices), requiresBothKinds: true)
        #expect(results.count > engine.ruleSet.listings.count)
        for result in results where result.problem != nil {
            Issue.record("\(result.path):\(result.mark.line): \(result.rule): \(result.problem ?? "")")
        }
    }
}
