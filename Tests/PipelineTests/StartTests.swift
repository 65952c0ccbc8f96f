import BuiltinPatterns
import Matching
import Model
import Pipeline
import Testing

@testable import Extraction
@testable import Sigma

/// How little is done before the first entry, counted: times would depend on the machine.
@Suite struct StartTests {
    /// The pack with texts that nobody can parse.
    private static func makeEngine() throws -> Engine {
        let files = try BuiltinPatterns.documents.map {
            PatternFile(path: $0.path, text: "[not YAML", packed: try #require($0.packed))
        }
        return try Engine(
            extraction: files.filter { $0.path.hasPrefix("extract/") },
            rules: files.filter { $0.path.hasPrefix("rules/") }, checksSamples: false)
    }

    private static func patterns(of engine: Engine) -> [Pattern] {
        engine.extraction.patterns.map(\.pattern) + engine.ruleSet.program.patterns
    }

    @Test func emptyInputParsesNoYAMLAndTranslatesNoPattern() throws {
        let engine = try Self.makeEngine()
        let report = try engine.scan([])
        #expect(report.incidents.isEmpty)
        #expect(Self.patterns(of: engine).count > 100)
        #expect(Self.patterns(of: engine).count(where: \.isUsed) == 0)
    }

    @Test func onlyPatternsThatAreNeededAreTranslated() throws {
        let engine = try Self.makeEngine()
        _ = try engine.scan([#"{"insertId":"1","textPayload":"request for user_id=ann-1 done"}"#])
        let used = Self.patterns(of: engine).count(where: \.isUsed)
        #expect(used > 0)
        #expect(used < 20)
    }
}
