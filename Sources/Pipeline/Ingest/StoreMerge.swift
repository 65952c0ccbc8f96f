import Incidents
import Model
import Sigma
import Store

/// One portion of a run, brought into the store in one change.
struct StoreMerge {
    /// What a portion came to.
    struct Changes {
        var ledger = Ledger()
        var knownInputs = 0
        var incidents: [IncidentChange] = []
    }

    private(set) var changes = Changes()
    private var outcome: ScanOutcome
    private let engine: Engine
    private let transaction: StoreTransaction
    private let started: Timestamp
    private let records: KeptRecords

    init(_ outcome: ScanOutcome, engine: Engine, transaction: StoreTransaction, started: Timestamp) throws {
        self.outcome = outcome
        self.engine = engine
        self.transaction = transaction
        self.started = started
        records = KeptRecords(outcome, stored: StoredRecords(transaction))
    }

    mutating func run(gap: Nanoseconds) throws {
        try addIdentities()
        let units = try UnitMerge(outcome.state.correlator, engine: engine, transaction: transaction)
        let all = units.correlator.finish()
        let matches = all.filter { engine.ruleSet.rules[$0.rule].isSignal }
        var signals = SignalChanges(engine: engine, transaction: transaction)
        try signals.unite(outcome.state.signals)
        try signals.compare(matches, with: units.known)
        let resolver = EvidenceResolver(engine: engine, records: records)
        let resolved = resolver.signals(signals.episodes, signals.matches)
        let changed = units.changes(matches)
        var keeper = RecordKeeper(records: records, transaction: transaction)
        try keeper.keep(Self.sightings(changed.new, signals))
        for unit in changed.old { try transaction.remove(unit) }
        for unit in changed.new { try transaction.put(keeper.stored(unit)) }
        var incidents = IncidentMerge(transaction: transaction, gap: gap, started: started)
        try incidents.replace(signals.removed, with: Self.stored(signals, resolved, keeper))
        changes.incidents = incidents.changes
        outcome.addLosses(lostRecords: resolver.lostRecords)
        try writeBooks()
    }

    private func addIdentities() throws {
        var added: [Int64: [UInt64]] = [:]
        for worker in outcome.workers { added.merge(worker.identities) { $0 + $1 } }
        for quarter in added.keys.sorted() {
            try transaction.add(fingerprints: added[quarter] ?? [], toQuarter: quarter)
        }
    }

    private static func sightings(_ units: [StoredUnit], _ signals: SignalChanges) -> [Sighting] {
        units.flatMap { $0.facts.flatMap { [$0.first, $0.last] } } + signals.episodes.flatMap(\.sightings)
            + signals.matches.flatMap(\.sightings)
    }

    /// The new signals in the form in which they are kept, without those that their records do not bear out.
    private static func stored(
        _ signals: SignalChanges, _ resolved: [Signal?], _ keeper: RecordKeeper
    ) -> [StoredSignal] {
        let episodes = zip(signals.episodes, resolved).compactMap { episode, signal in
            signal.map {
                StoredSignal(
                    key: signals.key(of: episode), print: signals.print(of: episode),
                    counted: episode.counted,
                    sightings: episode.sightings.map(keeper.stored), signal: $0)
            }
        }
        let matches = zip(signals.matches, resolved.dropFirst(signals.episodes.count)).compactMap {
            match, signal in
            signal.map {
                StoredSignal(
                    key: signals.key(of: match), print: signals.print(of: match), counted: match.count,
                    sightings: match.sightings.map(keeper.stored), signal: $0)
            }
        }
        return episodes + matches
    }

    private mutating func writeBooks() throws {
        changes.ledger = outcome.ledger
        changes.knownInputs = outcome.read.count(where: \.outcome.isKnown)
        // The former ones first: two copies of a file may have the same mark.
        for mark in outcome.read.compactMap(\.outcome.resumed) { try transaction.remove(mark: mark.kept) }
        var ledger = outcome.ledger
        for (input, outcome) in outcome.read {
            let path = self.outcome.names[input]
            // Of a file without any whole record there is no mark; that it was not read is remembered by its name.
            let unread = outcome.isIncomplete && path != "-" ? "unread \(path)" : nil
            guard let mark = outcome.mark?.kept ?? unread else { continue }
            if outcome.isIncomplete { ledger.incompleteInputs -= 1 }
            try transaction.put(
                mark: mark, path: path, read: started, isIncomplete: outcome.isIncomplete)
        }
        try transaction.insert(
            StoredRun(started: started, knownInputs: changes.knownInputs, ledger: ledger))
    }
}
