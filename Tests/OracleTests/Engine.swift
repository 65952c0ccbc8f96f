import Matching
import Model
import Sigma

/// crosstalk's own engine, with the rules of one case.
final class Engine {
    /// What a rule comes to.
    struct Findings {
        /// Of a detection: the entries it matches.
        var rows: [Int] = []
        /// Of a correlation.
        var matches: [CorrelationMatch] = []
    }

    let ruleSet: RuleSet
    private let catalog: FieldCatalog
    private let table: FieldTable
    private let scanner: LiteralScanner
    private let hits: LiteralHits
    private let matcher: RuleMatcher
    private var buffers: [UnsafeMutableBufferPointer<UInt8>] = []

    init(_ rules: String) throws(Diagnostics) {
        var catalog = FieldCatalog()
        var literals = LiteralCatalog()
        ruleSet = try RuleSet.load(
            [PatternFile(path: "case.yml", text: rules)], catalog: &catalog, literals: &literals)
        self.catalog = catalog
        table = FieldTable(fieldCount: catalog.fields.count)
        scanner = LiteralScanner(literals)
        hits = LiteralHits(literalCount: literals.count)
        matcher = RuleMatcher(ruleSet)
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
    }

    /// By title, what the rules that count as signals find.
    func run(_ entries: [OracleEntry]) -> [String: Findings] {
        var correlator = Correlator(ruleSet)
        var found = [Findings](repeating: Findings(), count: ruleSet.rules.count)
        for (index, entry) in entries.enumerated() {
            fill(entry)
            let sighting = Sighting(
                time: entry.time.map { Int64($0) * 1_000_000 } ?? Sighting.untimed,
                identity: UInt64(index), place: UInt64(index), handle: 0, isDetection: false)
            for rule in matcher.match(table, hits: hits).map(Int.init) {
                found[rule].rows.append(index)
                correlator.observe(rule: rule, fields: table, sighting: sighting, countsOnce: true)
            }
        }
        for match in correlator.finish() { found[match.rule].matches.append(match) }
        let signals = ruleSet.rules.indices.filter { ruleSet.rules[$0].isSignal }
        return Dictionary(signals.map { (ruleSet.rules[$0].title, found[$0]) }) { first, _ in first }
    }

    private func fill(_ entry: OracleEntry) {
        for buffer in buffers { buffer.deallocate() }
        buffers = []
        table.reset()
        for (name, cell) in entry.fields {
            // Fields that no rule asks for are not in the table.
            guard let field = catalog.id(of: name) else { continue }
            table.append(FieldValue(kind: cell.kind, bytes: bytes(cell.string)), to: field)
        }
        table.raw = bytes(entry.raw)
        scanner.scan(table.first(catalog.message)?.bytes ?? Bytes(start: nil, count: 0), into: hits)
    }

    private func bytes(_ text: String) -> Bytes {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count + 1)
        _ = buffer.initialize(from: text.utf8)
        buffers.append(buffer)
        return Bytes(start: buffer.baseAddress, count: text.utf8.count)
    }
}

extension Cell {
    fileprivate var kind: FieldValue.Kind {
        switch self {
        case .text: .string
        case .integer, .decimal: .number
        case .boolean: .boolean
        case .null: .null
        }
    }
}
