import Incidents
import Model
import Sigma
import Store

/// Which signals a run takes out of a store and which it puts in, before they have words.
struct SignalChanges {
    private(set) var removed: [StoredSignal] = []
    private(set) var episodes: [SignalEpisode] = []
    private(set) var matches: [CorrelationMatch] = []

    private let engine: Engine
    private let transaction: StoreTransaction
    /// By the number of a correlation's rule, a hash of its definition.
    private let definitions: [Int: UInt64]
    /// A hash of each rule's id.
    private let ruleHashes: [UInt64]
    /// By its id, the number of each rule.
    private let numbers: [String: Int]

    init(engine: Engine, transaction: StoreTransaction) {
        self.engine = engine
        self.transaction = transaction
        let keys = engine.ruleSet.correlationKeys(engine.catalog).map { Hashing.hash($0) }
        definitions = Dictionary(uniqueKeysWithValues: zip(engine.ruleSet.correlations.map(\.rule), keys))
        ruleHashes = engine.ruleSet.rules.map { Hashing.hash($0.id) }
        numbers = Dictionary(
            engine.ruleSet.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Detections

    /// Unites the episodes of a run with those of the store that they touch.
    mutating func unite(_ delta: SignalTable) throws {
        var table = delta
        var before: [StoredSignal] = []
        var seen: Set<Int64> = []
        for episode in delta.finish() {
            let reach = SignalReach(first: episode.first, last: episode.last, gap: delta.gap)
            for stored in try transaction.signals(
                key: key(of: episode), isCorrelation: false, from: reach.from, to: reach.to)
            where seen.insert(stored.number).inserted {
                guard let known = known(stored, ids: episode.ids) else { continue }
                before.append(stored)
                table.add(known)
            }
        }
        let after = table.finish()
        let unchanged = Set(after.map { print(of: $0) }).intersection(before.map(\.print))
        episodes = after.filter { !unchanged.contains(print(of: $0)) }
        removed += before.filter { !unchanged.contains($0.print) }
    }

    /// A stored signal as the episode it was made of; nil where its rules are not among the rules.
    private func known(_ stored: StoredSignal, ids: UInt64) -> SignalEpisode? {
        let rules = stored.signal.rules.compactMap { numbers[$0.id] }.sorted()
        guard rules.count == stored.signal.rules.count else { return nil }
        return SignalEpisode(
            rules: rules, ids: ids, first: stored.signal.firstSeen, last: stored.signal.lastSeen,
            counted: stored.counted, sightings: stored.sightings.map(KeptRecords.tagged))
    }

    func key(of episode: SignalEpisode) -> UInt64 {
        // The ids of rules, not their numbers, which other rules shift.
        let rules = episode.rules.map { ruleHashes[$0] }.sorted().reduce(1) {
            Hashing.mix($0 ^ 0xA076_1D64_78BD_642F, $1)
        }
        return Hashing.mix(rules, episode.ids ^ 0xE703_7ED1_A0B4_28DB)
    }

    func print(of episode: SignalEpisode) -> UInt64 {
        let start = Hashing.mix(key(of: episode), UInt64(episode.counted) ^ 0x8EBC_6AF0_9C88_C6E3)
        return Self.hash(episode.sightings, start: start)
    }

    // MARK: - Correlations

    /// Compares what the correlations match now with what the store has of the same units.
    mutating func compare(_ found: [CorrelationMatch], with known: [UInt64: [StoredUnit]]) throws {
        var stretches = known.values.joined().filter(\.hasSignals).map { ($0.group, $0.first, $0.last) }
        // Chains that take all groups together have no unit of their own.
        if engine.ruleSet.mixesGroups { stretches.append((Correlator.emptyGroup, .min, .max)) }
        var before: [StoredSignal] = []
        var seen: Set<Int64> = []
        for (group, first, last) in stretches {
            for definition in definitions.values {
                before += try transaction.signals(
                    key: Self.key(group: group, definition: definition), isCorrelation: true, from: first,
                    to: last
                ).filter { seen.insert($0.number).inserted }
            }
        }
        let prints = Set(before.map(\.print))
        let now = found.map { print(of: $0) }
        matches = zip(found, now).filter { !prints.contains($0.1) }.map(\.0)
        let unchanged = prints.intersection(now)
        removed += before.filter { !unchanged.contains($0.print) }
    }

    func key(of match: CorrelationMatch) -> UInt64 {
        Self.key(group: match.groupHash, definition: definitions[match.rule] ?? 0)
    }

    private static func key(group: UInt64, definition: UInt64) -> UInt64 {
        Hashing.mix(group ^ 0x9E37_79B9_7F4A_7C15, definition ^ 0xD6E8_FEB8_6659_FD93)
    }

    func print(of match: CorrelationMatch) -> UInt64 {
        let parts = [UInt64(match.count), UInt64(match.evidenceCount)] + match.valueHashes
        let start = parts.reduce(key(of: match)) {
            Hashing.mix($0 ^ 0x8EBC_6AF0_9C88_C6E3, $1 &+ 0x9E37_79B9_7F4A_7C15)
        }
        return Self.hash(match.sightings, start: start)
    }

    private static func hash(_ sightings: [Sighting], start: UInt64) -> UInt64 {
        sightings.reduce(start) { state, sighting in
            let time = UInt64(bitPattern: sighting.time) ^ (sighting.isDetection ? 0x5899_65CC_7537_4CC3 : 0)
            return Hashing.mix(state ^ time, sighting.identity ^ 0xA076_1D64_78BD_642F)
        }
    }
}
