import Decoding
import Extraction
import Incidents
import Input
import Matching
import Model
import Sigma

/// Looks at the entries of segments, one after the other, on one thread.
final class SegmentWorker {
    /// The records that its sightings point to and that cannot be read again, or surely will be shown.
    private let spool = EvidenceSpool()
    private let engine: Engine
    private let options: ScanOptions
    private let identities: IdentitySet
    /// Where entries of earlier runs are known; nil where there were none.
    private let log: IdentityLog?
    private let names: InputNames
    private let decoder: EntryDecoder
    private let extractor: Extractor
    private let matcher: RuleMatcher
    /// The work of rules and patterns; nil where nobody asked for it.
    private let profiles: (rules: WorkProfile, patterns: WorkProfile)?
    private let hits: LiteralHits
    private let table: FieldTable
    private let ids: EntryIDs
    /// Counts entries by time; nil where nobody asked for it.
    private let coverage: CoverageCounter?
    private let isSignal: [Bool]
    private let signalRules: UnsafeMutablePointer<Int32>
    /// What the current segment has shown. Behind a pointer, as a class's stored variables are checked for
    /// overlapping access each time.
    private let state: UnsafeMutablePointer<ScanState>
    /// By record of the current segment: whether it is kept.
    private var isKept: [Bool] = []

    init(
        engine: Engine, options: ScanOptions, identities: IdentitySet, names: InputNames,
        history: IdentityHistory? = nil
    ) {
        log = history.map(IdentityLog.init)
        self.engine = engine
        self.options = options
        self.identities = identities
        self.names = names
        profiles =
            options.measuresWork
            ? (
                WorkProfile(count: engine.ruleSet.rules.count) { MonotonicClock.now },
                WorkProfile(count: engine.extraction.patternCount) { MonotonicClock.now }
            ) : nil
        decoder = EntryDecoder(paths: engine.extraction.paths)
        extractor = Extractor(engine.extraction, profile: profiles?.patterns)
        matcher = RuleMatcher(engine.ruleSet, profile: profiles?.rules)
        hits = LiteralHits(literalCount: engine.scanner.literalCount)
        table = FieldTable(fieldCount: engine.catalog.fields.count)
        ids = EntryIDs(engine.extraction)
        coverage = options.coverage.map { CoverageCounter($0, engine.extraction) }
        isSignal = engine.ruleSet.rules.map(\.isSignal)
        signalRules = .allocate(capacity: max(1, isSignal.count))
        signalRules.initialize(repeating: 0, count: max(1, isSignal.count))
        state = .allocate(capacity: 1)
        state.initialize(to: ScanState(engine: engine, options: options))
    }

    deinit {
        signalRules.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Looks at all records of a segment and adds what they say to `total`.
    func process(_ segment: Segment, into total: SharedState) {
        let records = segment.records
        decoder.prepare(segment.content)
        for index in 0..<records.count {
            let record = records[index]
            switch record.kind {
            case .json: decode(segment, record)
            case .broken(let reason): addMalformed(reason.text, segment, record)
            }
        }
        keepEvidence(segment)
        total.merge(state.pointee)
        state.pointee.reset()
    }

    private func decode(_ segment: Segment, _ record: RecordRange) {
        let outcome = decoder.decode(segment.bytes(of: record)) { entry in
            see(
                entry, place: Sighting.place(input: segment.input, offset: segment.offset(of: record)),
                handle: RecordHandle.make(record))
        }
        if outcome.isRepaired { state.pointee.counts.repaired += outcome.entries }
        if let reason = outcome.reason {
            addMalformed(reason, segment, record, count: outcome.malformed)
        }
        if outcome.isOwnReport {
            addProblem("a report of crosstalk, which is no log; passed over", segment, record)
        }
    }

    private func addMalformed(_ reason: String, _ segment: Segment, _ record: RecordRange, count: Int = 1) {
        state.pointee.counts.malformed += count
        addProblem("no log entry: \(reason); skipped", segment, record)
    }

    private func addProblem(_ reason: String, _ segment: Segment, _ record: RecordRange) {
        state.pointee.counts.problems.append(
            InputProblem(
                kind: .record, path: names[segment.input], line: record.line,
                offset: segment.offset(of: record),
                reason: reason))
    }

    // MARK: - One entry

    private func see(_ entry: LogEntry, place: UInt64, handle: UInt64) {
        guard isInRange(entry.timestamp) else {
            state.pointee.counts.outOfRange += 1
            return
        }
        let fingerprint = identities.prepare(entry.identity)
        engine.scanner.scan(entry.message, into: hits)
        extractor.extract(entry, hits: hits, into: table)
        let isNew = log?.insert(fingerprint, at: entry.timestamp) ?? identities.insert(fingerprint)
        count(entry, isNew: isNew)
        if isNew, let coverage, let time = entry.timestamp {
            coverage.see(table, time: time, counts: &state.pointee.counts.coverage)
        }
        let matched = matcher.match(table, hits: hits)
        guard !matched.isEmpty else { return }
        let signalCount = selectSignals(matched)
        let sighting = Sighting(
            time: entry.timestamp?.nanoseconds ?? Sighting.untimed, identity: entry.identity.high,
            place: place, handle: handle, isDetection: signalCount > 0)
        if signalCount > 0 {
            state.pointee.signals.observe(
                rules: UnsafeBufferPointer(start: signalRules, count: signalCount), ids: ids.hash(table),
                sighting: sighting, countsOnce: isNew)
        }
        guard entry.timestamp != nil else { return }
        for rule in matched {
            state.pointee.correlator.observe(
                rule: Int(rule), fields: table, sighting: sighting, countsOnce: isNew)
        }
    }

    private func isInRange(_ timestamp: Timestamp?) -> Bool {
        guard let timestamp else { return true }
        if let since = options.since, timestamp < since { return false }
        if let until = options.until, timestamp >= until { return false }
        return true
    }

    private func count(_ entry: LogEntry, isNew: Bool) {
        guard isNew else {
            state.pointee.counts.duplicates += 1
            return
        }
        state.pointee.counts.entries += 1
        if let timestamp = entry.timestamp {
            state.pointee.counts.see(timestamp)
        } else {
            state.pointee.counts.withoutTimestamp += 1
        }
    }

    /// Collects those of the matched rules that are signals; returns how many.
    private func selectSignals(_ matched: UnsafeBufferPointer<Int32>) -> Int {
        var count = 0
        for rule in matched where isSignal[Int(rule)] {
            signalRules[count] = rule
            count += 1
        }
        return count
    }

    // MARK: - The end of a segment

    /// Keeps records that sightings still point to: those of signals, nearly all of which are shown, and where the
    /// input cannot be read again those of correlations too, of which nearly none is.
    private func keepEvidence(_ segment: Segment) {
        var count = 0
        let keep = { (sighting: inout Sighting) in
            if count == 0 { self.clearKept(segment.records.count) }
            guard let index = segment.index(ofRecordAt: Sighting.offset(of: sighting.place)),
                !self.isKept[index]
            else { return }
            self.isKept[index] = true
            count += 1
        }
        state.pointee.signals.updateSightings(keep)
        if !segment.isRecallable { state.pointee.correlator.updateSightings(keep) }
        guard count > 0 else { return }
        for index in isKept.indices where isKept[index] {
            let record = segment.records[index]
            spool.append(
                segment.bytes(of: record), input: segment.input, line: record.line,
                offset: segment.offset(of: record))
        }
    }

    private func clearKept(_ count: Int) {
        isKept.removeAll(keepingCapacity: true)
        isKept.append(contentsOf: repeatElement(false, count: count))
    }

    /// What is left of it after the last segment.
    var result: WorkerResult {
        var limits = LimitHits()
        for (index, count) in extractor.limitHits {
            limits.add("the pattern '\(engine.extraction.patternSource(index))'", count)
        }
        limits.add("a pattern for placeholders, damaged or cut ids", extractor.valueLimitHits)
        for (rule, count) in matcher.limitHits {
            limits.add("the rule '\(engine.ruleSet.rules[rule].name)'", count)
        }
        let profile = profiles.map { WorkerProfile(rules: $0.rules.rows, patterns: $0.patterns.rows) }
        log?.flush()
        return WorkerResult(
            spool: spool, limits: limits, profile: profile, identities: log?.added ?? [:])
    }
}

/// How often patterns gave up, by what they belong to.
struct LimitHits: Sendable {
    private(set) var counts: [String: Int] = [:]

    mutating func add(_ owner: String, _ count: Int) {
        if count > 0 { counts[owner, default: 0] += count }
    }

    mutating func merge(_ other: LimitHits) {
        counts.merge(other.counts) { $0 + $1 }
    }

    var total: Int { counts.values.reduce(0, +) }
}
