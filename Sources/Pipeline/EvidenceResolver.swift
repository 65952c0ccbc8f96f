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
    private let records: KeptRecords
    private let decoder: EntryDecoder
    private let extractor: Extractor
    private let hits: LiteralHits
    private let table: FieldTable
    private let correlations: [Int: Correlation]
    private let correlatedFields: Set<FieldID>
    private var known: [EntryPlace: Resolved] = [:]
    /// Records that cannot be read back, or are not any more what they were: what they prove cannot be told.
    private(set) var lostRecords = 0

    /// An entry read again, with the ids by field that correlations compare.
    private struct Resolved {
        var evidence: Evidence
        var values: [FieldID: [String]]
    }

    init(engine: Engine, records: KeptRecords) {
        self.engine = engine
        self.records = records
        decoder = EntryDecoder(paths: engine.extraction.paths)
        extractor = Extractor(engine.extraction)
        hits = LiteralHits(literalCount: engine.scanner.literalCount)
        table = FieldTable(fieldCount: engine.catalog.fields.count)
        let all = engine.ruleSet.correlations
        correlations = Dictionary(uniqueKeysWithValues: all.map { ($0.rule, $0) })
        correlatedFields = Set(all.flatMap { $0.counted.union($0.groupings).joined() })
    }

    // MARK: - Signals

    /// The signals of episodes, then of matches; nil where the records do not bear one out.
    func signals(_ episodes: [SignalEpisode], _ matches: [CorrelationMatch]) -> [Signal?] {
        readRecords(episodes.flatMap(\.sightings) + matches.flatMap(\.sightings))
        return episodes.map { signal($0) } + matches.map { signal($0) }
    }

    /// The signal of an episode of detections; nil where none of its records can be read back.
    private func signal(_ episode: SignalEpisode) -> Signal? {
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
    private func signal(_ match: CorrelationMatch) -> Signal? {
        guard let correlation = correlations[match.rule] else { return nil }
        let rule = engine.ruleSet.rules[match.rule]
        let resolved = match.sightings.compactMap { sighting in resolve(sighting).map { (sighting, $0) } }
        let entries = resolved.map(\.1)
        guard let group = groupValues(match, correlation, entries),
            let counted = countedValues(match, correlation, entries)
        else { return nil }
        var people = People(catalog: engine.catalog)
        for value in group + counted { people.add(value.text, field: value.field) }
        let evidence = entries.map { entry in
            var copy = entry.evidence
            copy.rules = [rule.name]
            return copy
        }
        return Signal(
            rules: [rule], isCorrelation: true, users: people.users, cutUsers: [], scopes: people.scopes,
            services: ExactText.union([evidence.compactMap(\.service)]),
            revisions: ExactText.union([evidence.compactMap(\.revision)]), firstSeen: match.first,
            lastSeen: match.last, count: match.count, evidenceCount: match.evidenceCount, evidence: evidence,
            alsoDetected: Set(resolved.filter(\.0.isDetection).map(\.1.evidence.identity)))
    }

    /// The values that make the group, which must be the same ones in every entry.
    private func groupValues(
        _ match: CorrelationMatch, _ correlation: Correlation, _ entries: [Resolved]
    ) -> [FieldText]? {
        var group: [FieldText]?
        for entry in entries {
            let found = correlation.groupings.lazy.compactMap { fields in
                self.combinations(fields, in: entry).first { combination in
                    Correlator.groupHash(ofTexts: combination.map(\.text)) == match.groupHash
                }
            }.first
            guard let found else { return nil }
            if let group, !Self.areSame(group, found) { return nil }
            group = group ?? found
        }
        return group
    }

    /// Whether the texts are the same bytes; the fields may be named differently by different rules.
    private static func areSame(_ left: [FieldText], _ right: [FieldText]) -> Bool {
        left.map { ExactText($0.text) } == right.map { ExactText($0.text) }
    }

    private func combinations(_ fields: [FieldID], in entry: Resolved) -> [[FieldText]] {
        fields.reduce([[]]) { heads, field in
            heads.flatMap { head in
                (entry.values[field] ?? []).map { head + [FieldText(field: field, text: $0)] }
            }
        }
    }

    /// The different values that were counted; nil where the entries show fewer than were.
    private func countedValues(
        _ match: CorrelationMatch, _ correlation: Correlation, _ entries: [Resolved]
    ) -> [FieldText]? {
        let wanted = Set(match.valueHashes)
        var found: [FieldText: UInt64] = [:]
        for entry in entries {
            for combination in correlation.counted.flatMap({ combinations($0, in: entry) }) {
                let hash = Correlator.countedHash(ofTexts: combination.map(\.text))
                guard wanted.contains(hash) else { continue }
                for value in combination { found[value] = hash }
            }
        }
        guard correlation.counted.isEmpty || Set(found.values) == wanted else { return nil }
        return found.keys.sorted()
    }

    // MARK: - Entries

    /// An entry of a record.
    private struct EntryPlace: Hashable {
        /// Of the record (`Sighting.place`).
        let place: UInt64
        let identity: UInt64
    }

    private func resolve(_ sighting: Sighting) -> Resolved? {
        known[EntryPlace(place: sighting.place, identity: sighting.identity)]
    }

    /// Reads the records of all sightings back, each once; one may hold many entries.
    private func readRecords(_ sightings: [Sighting]) {
        var wanted: [UInt64: Set<UInt64>] = [:]
        for sighting in sightings { wanted[sighting.place, default: []].insert(sighting.identity) }
        records.read(sightings) { place, record in
            let identities = wanted[place] ?? []
            if let record { read(record, place, identities) }
            let isWhole = identities.allSatisfy { known[EntryPlace(place: place, identity: $0)] != nil }
            if !isWhole { lostRecords += 1 }
        }
    }

    /// Takes the wanted entries out of a record.
    private func read(_ record: KeptRecords.Record, _ place: UInt64, _ identities: Set<UInt64>) {
        let sha256 = Self.sha256(record.bytes)
        let padded = record.bytes + [UInt8](repeating: 0, count: EntryDecoder.padding)
        padded.withUnsafeBufferPointer { buffer in
            _ = decoder.decode(buffer.slice(0, record.bytes.count)) { entry in
                let place = EntryPlace(place: place, identity: entry.identity.high)
                guard identities.contains(place.identity), known[place] == nil else { return }
                known[place] = describe(entry, record, sha256: sha256)
            }
        }
    }

    private func describe(_ entry: LogEntry, _ record: KeptRecords.Record, sha256: String) -> Resolved {
        engine.scanner.scan(entry.message, into: hits)
        extractor.extract(entry, hits: hits, into: table)
        var people = People(catalog: engine.catalog)
        for idField in engine.extraction.idFields {
            for value in table.values(of: idField.field) {
                people.add(value.bytes.text, field: idField.field)
            }
        }
        let cut = engine.extraction.cutUserFields.flatMap { table.values(of: $0).map(\.bytes.text) }
        let evidence = Evidence(
            timestamp: entry.timestamp, severity: entry.severity, rules: [], message: entry.message.text,
            users: people.users, cutUsers: ExactText.union([cut]), scopes: people.scopes,
            service: engine.extraction.service.flatMap { table.first($0)?.bytes.text },
            revision: engine.extraction.revision.flatMap { table.first($0)?.bytes.text },
            flows: EntryFlows.of(table, engine.extraction),
            insertID: entry.insertID.isEmpty ? nil : entry.insertID.text, sha256: sha256,
            identity: entry.identity,
            source: record.source)
        return Resolved(evidence: evidence, values: correlatedValues())
    }

    private func correlatedValues() -> [FieldID: [String]] {
        var values: [FieldID: [String]] = [:]
        for field in correlatedFields {
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
private struct FieldText: Hashable, Comparable {
    let field: FieldID
    private let exact: ExactText

    var text: String { exact.text }

    init(field: FieldID, text: String) {
        self.field = field
        exact = ExactText(text)
    }

    static func < (left: FieldText, right: FieldText) -> Bool {
        (left.field, left.exact) < (right.field, right.exact)
    }
}

/// Ids sorted into users and scopes by the kinds of their fields; compared as bytes.
private struct People {
    private let catalog: FieldCatalog
    private var allUsers: Set<ExactText> = []
    private var allScopes: [String: Set<ExactText>] = [:]

    init(catalog: FieldCatalog) {
        self.catalog = catalog
    }

    var users: [String] { allUsers.sorted().map(\.text) }
    var scopes: [String: [String]] { allScopes.mapValues { $0.sorted().map(\.text) } }

    mutating func add(_ value: String, field: FieldID) {
        switch catalog[field].kind {
        case .user: allUsers.insert(ExactText(value))
        case .scope(let name): allScopes[name, default: []].insert(ExactText(value))
        case .plain: break
        }
    }
}
