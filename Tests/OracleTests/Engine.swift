import Matching
import Model
import Sigma

/// crosstalk's own engine, with the rules of one case.
final class Engine {
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

    /// The entries that the only rule matches.
    func matches(_ entries: [OracleEntry]) -> [Int] {
        entries.indices.filter { index in
            fill(entries[index])
            return !matcher.match(table, hits: hits).isEmpty
        }
    }

    /// What the correlations find in the entries.
    func correlate(_ entries: [OracleEntry]) -> [CorrelationMatch] {
        var correlator = Correlator(ruleSet)
        for (index, entry) in entries.enumerated() {
            fill(entry)
            let sighting = Sighting(
                time: entry.time.map { Int64($0) * 1_000_000 } ?? Sighting.untimed,
                identity: UInt64(index), place: UInt64(index), handle: 0, isDetection: false)
            for rule in matcher.match(table, hits: hits) {
                correlator.observe(rule: Int(rule), fields: table, sighting: sighting, countsOnce: true)
            }
        }
        return correlator.finish()
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
