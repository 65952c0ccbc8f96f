import BuiltinPatterns
import Model
import Pipeline
import RuleTools
import Testing

@testable import Extraction
@testable import Sigma

/// The shipped pack holds what its documents say of themselves: samples and the tests beside the rules.
@Suite struct PackTests {
    private static let files = BuiltinPatterns.documents

    private static func makeEngine() throws -> Engine {
        try Engine(
            extraction: files.filter { $0.path.hasPrefix("extract/") },
            rules: files.filter { $0.path.hasPrefix("rules/") }, checksSamples: true)
    }

    /// A pattern without a literal would be run on every message.
    @Test func everyPatternHasALiteral() throws {
        #expect(try Self.makeEngine().extraction.seeds.always.isEmpty)
    }

    /// The rules that run over every entry keep intervals of time, not entries: a correlation that asks when they
    /// fire would make them keep all.
    @Test func conflictsAreCheap() throws {
        let ruleSet = try Self.makeEngine().ruleSet
        let bases = Set(ruleSet.rules.indices.filter { ruleSet.rules[$0].name.hasPrefix("entry_") })
        let onBases = ruleSet.correlations.filter { $0.sources.contains { bases.contains($0.rule) } }
        #expect(onBases.count > 10)
        for correlation in onBases {
            #expect(correlation.isCompact, "\(ruleSet.rules[correlation.rule].name)")
        }
        let waiting = ChainPlan(ruleSet).onDemand.map { ruleSet.rules[ruleSet.correlations[$0].rule].name }
        #expect(waiting.contains("request_in_two_services"))
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
