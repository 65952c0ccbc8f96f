import Crypto
import Decoding
import Extraction
import Incidents
import Matching
import Model
import Sigma

/// Turns what the state holds (hashes and places) into signals with words: reads the kept records again.
final class EvidenceResolver {
    private let engine: Engine
    /// By the number of the worker.
    private let spools: [Int: EvidenceSpool]
    private let names: InputNames
    private let decoder: EntryDecoder
    private let extractor: Extractor
    private let hits: LiteralHits
    private let table: FieldTable
    private var known: [Sighting: Resolved] = [:]

    /// An entry read again, with the ids by field that correlations compare.
    private struct Resolved {
        var evidence: Evidence
        var values: [FieldID: [String]]
    }

    /// Nil where memory is short.
    init?(engine: Engine, workers: [WorkerResult], names: InputNames) {
        guard let decoder = EntryDecoder() else { return nil }
        self.engine = engine
        spools = Dictionary(uniqueKeysWithValues: workers.map { ($0.number, $0.spool) })
        self.names = names
        self.decoder = decoder
        extractor = Extractor(engine.extraction)
        hits = LiteralHits(literalCount: engine.scanner.literalCount)
        table = FieldTable(fieldCount: engine.catalog.fields.count)
    }

    // MARK: - Signals

    /// The signal of an episode of detections; nil where none of its records can be read back.
    func signal(_ episode: SignalEpisode) -> Signal? {
        let rules = episode.rules.map { engine.ruleSet.rules[$0] }
        let names = rules.map(\.name).sorted()
        let evidence = episode.sightings.compactMap { resolve($0)?.evidence }.map { evidence in
            var copy = evidence
            copy.rules = names
            return copy
        }
        guard let first = evidence.first else { return nil }
        return Signal(
            rules: rules, isCorrelation: false, users: first.users, cutUsers: first.cutUsers,
            scopes: first.scopes, services: [first.service].compactMap { $0 },
            revisions: [first.revision].compactMap { $0 }, firstSeen: episode.first, lastSeen: episode.last,
            count: episode.count, evidenceCount: episode.count, evidence: evidence, alsoDetected: [])
    }

    /// The signal of a correlation; nil where the records do not bear it out in full: the state compares
    /// hashes, and nobody is accused by a collision of those.
    func signal(_ match: CorrelationMatch) -> Signal? {
        let rule = engine.ruleSet.rules[match.rule]
        let resolved = match.sightings.compactMap { sighting in resolve(sighting).map { (sighting, $0) } }
        guard let group = groupValues(match, resolved.map(\.1)) else { return nil }
        let counted = countedValues(match, resolved.map(\.1))
        guard match.valueHashes.isEmpty || counted.hashes == match.valueHashes.count else { return nil }
        var people = People(catalog: engine.catalog)
        for (field, value) in group { people.add(value, field: field) }
        for counted in counted.values { people.add(counted.text, field: counted.field) }
        let evidence = resolved.map { pair in
            var copy = pair.1.evidence
            copy.rules = [rule.name]
            return copy
        }
        return Signal(
            rules: [rule], isCorrelation: true, users: people.users.sorted(), cutUsers: [],
            scopes: people.scopes.mapValues { $0.sorted() },
            services: Set(evidence.compactMap(\.service)).sorted(),
            revisions: Set(evidence.compactMap(\.revision)).sorted(), firstSeen: match.first,
            lastSeen: match.last, count: match.count, evidenceCount: match.evidenceCount, evidence: evidence,
            alsoDetected: Set(resolved.filter(\.0.isDetection).map(\.1.evidence.identity)))
    }

    /// The values of the group-by fields, which every entry must have; nil where one lacks them.
    private func groupValues(_ match: CorrelationMatch, _ entries: [Resolved]) -> [(FieldID, String)]? {
        guard let first = entries.first else { return nil }
        let candidates = combinations(match.group.map { field in first.values[field] ?? [] })
        let group = candidates.first { Correlator.groupHash(ofTexts: $0) == match.groupHash }
        guard let group else { return nil }
        let named = Array(zip(match.group, group))
        let isInAll = entries.allSatisfy { entry in
            named.allSatisfy { entry.values[$0.0]?.contains($0.1) == true }
        }
        return isInAll ? named : nil
    }

    private func combinations(_ lists: [[String]]) -> [[String]] {
        lists.reduce([[]]) { heads, list in heads.flatMap { head in list.map { head + [$0] } } }
    }

    /// The distinct values that were counted, and how many of the hashes they account for.
    private func countedValues(_ match: CorrelationMatch, _ entries: [Resolved]) -> (
        values: Set<FieldText>, hashes: Int
    ) {
        let wanted = Set(match.valueHashes)
        var found: Set<UInt64> = []
        var values: Set<FieldText> = []
        for entry in entries {
            for field in match.valueFields {
                for value in entry.values[field] ?? [] {
                    let hash = Correlator.valueHash(ofText: value)
                    guard wanted.contains(hash) else { continue }
                    found.insert(hash)
                    values.insert(FieldText(field: field, text: value))
                }
            }
        }
        return (values, found.count)
    }

    // MARK: - Entries

    private func resolve(_ sighting: Sighting) -> Resolved? {
        if let found = known[sighting] { return found }
        guard let spool = spools[Int(sighting.handle >> 56)],
            let record = spool.record(at: sighting.handle & 0xFF_FFFF_FFFF_FFFF)
        else { return nil }
        var found: Resolved?
        let padded = record.bytes + [UInt8](repeating: 0, count: EntryDecoder.padding)
        padded.withUnsafeBufferPointer { buffer in
            _ = decoder.decode(buffer.slice(0, record.bytes.count)) { entry in
                guard found == nil, entry.identity.high == sighting.identity else { return }
                found = describe(entry, record)
            }
        }
        known[sighting] = found
        return found
    }

    private func describe(_ entry: LogEntry, _ record: EvidenceSpool.Record) -> Resolved {
        engine.scanner.scan(entry.message, into: hits)
        extractor.extract(entry, hits: hits, into: table)
        var people = People(catalog: engine.catalog)
        for idField in engine.extraction.idFields {
            for value in table.values(of: idField.field) { people.add(value.bytes.text, field: idField.field) }
        }
        let cut = engine.extraction.cutUserFields.flatMap { table.values(of: $0).map(\.bytes.text) }
        let evidence = Evidence(
            timestamp: entry.timestamp, severity: entry.severity, rules: [], message: entry.message.text,
            users: people.users.sorted(), cutUsers: Set(cut).sorted(),
            scopes: people.scopes.mapValues { $0.sorted() },
            service: engine.extraction.service.flatMap { table.first($0)?.bytes.text },
            revision: engine.extraction.revision.flatMap { table.first($0)?.bytes.text },
            insertID: entry.insertID.isEmpty ? nil : entry.insertID.text, sha256: Self.sha256(record.bytes),
            identity: entry.identity,
            source: EvidenceSource(path: names[record.input], line: record.line, offset: record.offset))
        return Resolved(evidence: evidence, values: correlatedValues())
    }

    private func correlatedValues() -> [FieldID: [String]] {
        var values: [FieldID: [String]] = [:]
        for field in engine.ruleSet.correlatedFields {
            values[field] = table.values(of: field).map(\.bytes.text)
        }
        return values
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in SHA256.hash(data: bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A value with its field.
private struct FieldText: Hashable {
    var field: FieldID
    var text: String
}

/// Ids sorted into users and scopes by the kinds of their fields.
private struct People {
    let catalog: FieldCatalog
    var users: Set<String> = []
    var scopes: [String: Set<String>] = [:]

    init(catalog: FieldCatalog) {
        self.catalog = catalog
    }

    mutating func add(_ value: String, field: FieldID) {
        switch catalog[field].kind {
        case .user: users.insert(value)
        case .scope(let name): scopes[name, default: []].insert(value)
        case .plain: break
        }
    }
}
