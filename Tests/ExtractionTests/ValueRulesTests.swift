import BuiltinPatterns
import Matching
import Model
import TestSupport
import Testing

@testable import Extraction

@Suite struct ValueRulesTests {
    /// One search for all patterns at once decides as the patterns one by one do.
    @Test func theScreenChangesNoVerdict() throws {
        let files = BuiltinPatterns.documents.filter { $0.path.contains("extract/") }
            .map { PatternFile(path: $0.path, text: $0.text) }
        var catalog = FieldCatalog()
        var literals = LiteralCatalog()
        let screened = try ExtractionSource(files, catalog: &catalog).compile(
            catalog: catalog, literals: &literals
        ).values
        var plain = ValueRules()
        plain.strips = screened.strips
        plain.placeholders = screened.placeholders
        plain.placeholdersOfAny = screened.placeholdersOfAny
        plain.damaged = screened.damaged
        plain.implausible = screened.implausible
        plain.cut = screened.cut
        let pieces = [
            "req_7bda", "user-3201", "alice", "XXXX", "XXX-XX", "***", "REDACTED", "[filtered]", "{", "int",
            "self.a",
            "user_id", "service:", "...", "…", "[truncated]", ".", ":", "None", "test", "12345", "é", "-1",
            "_", " ",
            "a.gserviceaccount.com", "projects/p/traces/",
        ]
        var generator = SeededGenerator()
        let seed = generator.seed
        let scratch = PatternScratch()
        var kinds: Set<ValueVerdict.Kind> = []
        for _ in 0..<3000 {
            var text = (0...generator.below(3)).map { _ in generator.pick(pieces) }.joined()
            let field = FieldID(index: generator.below(catalog.fields.count))
            text.withUTF8 { value in
                var failures = 0
                let fast = screened.judge(value, field: field, scratch: scratch, failures: &failures)
                let slow = plain.judge(value, field: field, scratch: scratch, failures: &failures)
                kinds.insert(fast.kind)
                #expect(
                    (fast.kind, fast.start, fast.end) == (slow.kind, slow.start, slow.end),
                    "'\(value.text)' of \(catalog[field].name), seed \(seed)")
            }
        }
        #expect(kinds.count == 3)
    }
}
