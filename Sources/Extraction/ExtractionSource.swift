import Documents
import Matching
import Model

/// Extraction documents that are read but not compiled: rules are read in between, as they may name fields.
///
/// 1. `init` reads the files and puts their fields into the catalogue; 2. rules add theirs; 3. `compile`.
public struct ExtractionSource: Sendable {
    private let documents: [ExtractionDocument]

    /// Reads the documents; throws all that is wrong with them.
    public init(_ files: [PatternFile], catalog: inout FieldCatalog) throws(Diagnostics) {
        var documents: [ExtractionDocument] = []
        var problems: [Diagnostic] = []
        for file in files {
            let list = DiagnosticList(path: file.path)
            documents += ExtractionDocument.parse(file, list: list)
            problems += list.all
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.init(documents, catalog: &catalog)
    }

    init(_ documents: [ExtractionDocument], catalog: inout FieldCatalog) {
        for field in documents.flatMap(\.fields) {
            catalog.define(field.name, kind: field.kind)
            if field.kind == .user { catalog.define(CutField.name(for: field.name), kind: .plain) }
        }
        catalog.add(documents.flatMap(\.spellings))
        self.documents = documents
    }

    /// Where the patterns for messages can match, which their text alone tells: another thread can find it out
    /// while the rules are read.
    public func patternSeeds() -> PatternSeeds {
        var shapes = Shapes()
        // What is wrong with a shape is reported when the documents are compiled.
        var problems: [Diagnostic] = []
        for document in documents { shapes.add(document.shapes, problems: &problems) }
        let texts = documents.flatMap(\.patterns).map { shapes.expand($0.pattern.text).expanded }
        return PatternSeeds(of: texts)
    }

    /// Compiles the documents for a catalogue that holds the fields of the rules too.
    /// - Parameter seeds: What is known of the patterns already.
    public func compile(
        catalog: FieldCatalog, literals: inout LiteralCatalog, seeds: PatternSeeds = PatternSeeds()
    ) throws(Diagnostics) -> ExtractionPlan {
        try ExtractionPlan(documents, catalog: catalog, literals: &literals, seeds: seeds)
    }

    /// Tries each pattern, alone, on its samples. Returns what came out otherwise than it should.
    public func checkSamples(catalog: FieldCatalog) throws(Diagnostics) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        for document in documents {
            for rule in document.patterns where !rule.samples.isEmpty {
                let found = try SampleRun(rule, among: documents, catalog: catalog)
                problems += rule.samples.compactMap { found.check($0) }
            }
        }
        return problems
    }
}

/// One pattern with the value rules of all documents, to be run on its samples.
private struct SampleRun {
    private let plan: ExtractionPlan
    private let extractor: Extractor
    private let table: FieldTable

    init(_ rule: ExtractionDocument.Rule, among documents: [ExtractionDocument], catalog: FieldCatalog)
        throws(Diagnostics)
    {
        var reduced = documents
        for index in reduced.indices { reduced[index].patterns = [] }
        reduced.append(ExtractionDocument(patterns: [rule]))
        var literals = LiteralCatalog()
        plan = try ExtractionPlan(reduced, catalog: catalog, literals: &literals)
        extractor = Extractor(plan)
        table = FieldTable(fieldCount: catalog.fields.count)
    }

    func check(_ sample: ExtractionDocument.Sample) -> Diagnostic? {
        let found = fields(of: sample.text)
        let expected = sample.fields.mapValues { $0.sorted() }.filter { !$0.value.isEmpty }
        guard found != expected else { return nil }
        return Diagnostic(
            path: sample.place.path, line: sample.place.line, column: sample.place.column,
            problem: "the pattern finds \(describe(found)) in this sample, not \(describe(expected))",
            advice: "mend the pattern, or what the sample expects", check: .sample)
    }

    private func fields(of text: String) -> [String: [String]] {
        var copy = text
        return copy.withUTF8 { bytes in
            extractor.runAllPatterns(on: bytes, into: table)
            var result: [String: [String]] = [:]
            for (index, field) in plan.catalog.fields.enumerated() where field.isCanonical {
                let values = table.values(of: FieldID(index: index)).map(\.bytes.text)
                if !values.isEmpty { result[field.name] = values.sorted() }
            }
            return result
        }
    }

    private func describe(_ fields: [String: [String]]) -> String {
        let parts = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: ","))" }
        return parts.isEmpty ? "nothing" : parts.joined(separator: " ")
    }
}
