import Decoding
import Extraction
import Matching
import Model
import Pipeline
import Sigma

/// Looks at single entries as a scan does: the same decoder, extractor and matcher, one after the other.
public final class RuleBench {
    /// What is known of an entry while `look` has it at hand.
    struct View {
        let entry: LogEntry
        let fields: FieldTable
        /// The detections that match.
        let rules: [Int]
        /// The detections of which that is not known, as a regular expression hit its limit.
        let unknown: [Int]
    }

    let engine: Engine
    private let decoder: EntryDecoder
    private let extractor: Extractor
    private let matcher: RuleMatcher
    private let hits: LiteralHits
    private let table: FieldTable

    public init(_ engine: Engine) {
        self.engine = engine
        decoder = EntryDecoder(paths: engine.extraction.paths)
        extractor = Extractor(engine.extraction)
        matcher = RuleMatcher(engine.ruleSet)
        hits = LiteralHits(literalCount: engine.scanner.literalCount)
        table = FieldTable(fieldCount: engine.catalog.fields.count)
    }

    /// Hands each entry of a JSON text to `body`; says why there is none.
    @discardableResult
    func look(at json: String, _ body: (View) -> Void) -> String? {
        let count = json.utf8.count
        let padded = Array(json.utf8) + [UInt8](repeating: 0, count: EntryDecoder.padding)
        let outcome = padded.withUnsafeBufferPointer { buffer in
            decoder.decode(buffer.slice(0, count)) { entry in
                engine.scanner.scan(entry.message, into: hits)
                extractor.extract(entry, hits: hits, into: table)
                let before = matcher.limitHits
                let rules = matcher.match(table, hits: hits).map(Int.init)
                let unknown = matcher.limitHits.filter { before[$0.key] != $0.value }.keys.sorted()
                body(View(entry: entry, fields: table, rules: rules, unknown: unknown))
            }
        }
        if outcome.entries > 0 { return nil }
        return outcome.isOwnReport ? "a report of crosstalk, which is no log" : outcome.reason ?? "no entry"
    }

    /// The rules that match entries together, correlations included, and the detections of which that is not
    /// known of some entry.
    func rules(matching entries: [String]) -> (matching: Set<Int>, unknown: Set<Int>) {
        var correlator = Correlator(engine.ruleSet)
        var found: Set<Int> = []
        var unknown: Set<Int> = []
        var known: Set<EntryIdentity> = []
        for entry in entries {
            look(at: entry) { view in
                found.formUnion(view.rules)
                unknown.formUnion(view.unknown)
                let isNew = known.insert(view.entry.identity).inserted
                let sighting = Sighting(
                    time: view.entry.timestamp?.nanoseconds ?? Sighting.untimed,
                    identity: view.entry.identity.high, place: 0, handle: 0, isDetection: false)
                for rule in view.rules {
                    correlator.observe(
                        rule: rule, fields: view.fields, sighting: sighting, countsOnce: isNew)
                }
            }
        }
        return (found.union(correlator.finish(includingBases: true).map(\.rule)), unknown)
    }

    /// The values that the fields of an entry have, by name.
    func fields(of entry: String) -> [String: [String]] {
        var result: [String: [String]] = [:]
        look(at: entry) { view in
            for field in FieldValues.all(view.fields, engine.catalog) { result[field.name] = field.values }
        }
        return result
    }
}

/// A field of an entry, and its values as text.
public struct FieldValues: Sendable, Hashable {
    public let name: String
    public let values: [String]

    /// The fields that have values, in the order of the catalogue.
    static func all(_ table: FieldTable, _ catalog: FieldCatalog) -> [FieldValues] {
        catalog.fields.indices.compactMap { index in
            let values = table.values(of: FieldID(index: index)).filter { $0.kind != .null }.map(\.bytes.text)
            return values.isEmpty ? nil : FieldValues(name: catalog.fields[index].name, values: values)
        }
    }
}
