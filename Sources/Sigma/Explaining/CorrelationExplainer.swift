import Model

/// Tells of a correlation what it makes of entries: which of them take part, in which groups, and how near
/// their windows come to what it asks for.
///
/// The verdict is that of the correlator that finds matches; the windows are walked by the same code.
public final class CorrelationExplainer {
    private let ruleSet: RuleSet
    private let rule: Int
    private let index: Int
    private let correlation: Correlation
    private let outline: CorrelationOutline
    private let catalog: FieldCatalog
    private var correlator: Correlator
    /// Keeps the events that the other one sums up.
    private var events: Correlator
    private var groupTexts: [UInt64: [String]] = [Correlator.emptyGroup: []]
    private var valueTexts: [UInt64: String] = [:]
    private var matched: [Int: [Int]] = [:]
    private var missing: [CorrelationExplanation.Missing] = []
    private var untimed: [Int] = []

    /// Nil where the rule is no correlation.
    public init?(_ ruleSet: RuleSet, rule: Int, catalog: FieldCatalog) {
        guard let index = ruleSet.correlations.firstIndex(where: { $0.rule == rule }),
            let outline = CorrelationOutline(ruleSet.listings[rule])
        else { return nil }
        self.outline = outline
        self.ruleSet = ruleSet
        self.rule = rule
        self.index = index
        self.catalog = catalog
        correlation = ruleSet.correlations[index]
        correlator = Correlator(ruleSet)
        events = Correlator(ruleSet, keepsEvents: true)
    }

    /// Takes note of an entry: its number, and the detections that match it.
    public func observe(
        _ entry: Int, rules: [Int], fields: FieldTable, identity: UInt64, time: Timestamp?, countsOnce: Bool
    ) {
        for source in correlation.sources where rules.contains(source.rule) {
            matched[source.rule, default: []].append(entry)
            noteMissing(source, entry, fields)
        }
        guard let time else {
            if correlation.sources.contains(where: { rules.contains($0.rule) }) { untimed.append(entry) }
            return
        }
        let sighting = Sighting(
            time: time.nanoseconds, identity: identity, place: UInt64(entry), handle: UInt64(entry) + 1,
            isDetection: false)
        for rule in rules {
            for input in ruleSet.inputs[rule] { noteTexts(input.source, fields) }
            correlator.observe(rule: rule, fields: fields, sighting: sighting, countsOnce: countsOnce)
            events.observe(rule: rule, fields: fields, sighting: sighting, countsOnce: countsOnce)
        }
    }

    private func noteMissing(_ source: Correlation.Source, _ entry: Int, _ fields: FieldTable) {
        let names = (source.groupBy + source.values).filter { texts($0, fields).isEmpty }
            .map { catalog[$0].name }
        guard !names.isEmpty, missing.last?.entry != entry else { return }
        missing.append(CorrelationExplanation.Missing(entry: entry, fields: names))
    }

    /// Remembers what stands behind the hashes that this entry may give.
    private func noteTexts(_ source: Correlation.Source, _ fields: FieldTable) {
        for texts in combinations(source.groupBy, fields) {
            groupTexts[Correlator.groupHash(ofTexts: texts)] = texts
        }
        guard correlation.metric == .values, !source.values.isEmpty else { return }
        for texts in combinations(source.values, fields) {
            valueTexts[Correlator.countedHash(ofTexts: texts)] = texts.joined(separator: ", ")
        }
    }

    private func combinations(_ ids: [FieldID], _ fields: FieldTable) -> [[String]] {
        ids.reduce([[]]) { result, id in
            let texts = texts(id, fields)
            return Array(
                result.lazy.flatMap { head in texts.map { head + [$0] } }.prefix(Correlator.combinationLimit))
        }
    }

    private func texts(_ id: FieldID, _ fields: FieldTable) -> [String] {
        fields.values(of: id).filter { $0.kind != .null && !$0.bytes.isEmpty }.map(\.bytes.text)
    }

    // MARK: - The end

    /// What came of all entries.
    public func finish() -> CorrelationExplanation {
        let matches = correlator.finish(includingBases: true)
        var groups: [CorrelationExplanation.Group] = []
        events.forEachGroup(of: index) { groups.append(group($0)) }
        return CorrelationExplanation(
            outline: outline, isMatched: matches.contains { $0.rule == rule },
            bases: bases(matches), missing: missing, untimed: untimed,
            groups: groups.filter(\.fires).sorted(by: Self.precedes)
                + groups.filter { !$0.fires }.sorted(by: Self.precedes))
    }

    private static func precedes(
        _ left: CorrelationExplanation.Group, _ right: CorrelationExplanation.Group
    ) -> Bool {
        left.values.lexicographicallyPrecedes(right.values)
    }

    /// In the order of the correlation's list.
    private func bases(_ matches: [CorrelationMatch]) -> [CorrelationExplanation.Base] {
        let sources = correlation.sources.map { source in
            (source.index, source.rule, matched[source.rule] ?? [])
        }
        let children = correlation.children.map { child in
            let sightings = matches.filter { $0.rule == child.rule }.flatMap(\.sightings)
            return (child.index, child.rule, Set(sightings.map { Int($0.place) }).sorted())
        }
        return (sources + children).sorted { $0.0 < $1.0 }.map {
            CorrelationExplanation.Base(name: ruleSet.rules[$0.1].name, entries: $0.2)
        }
    }

    private func group(_ events: ArraySlice<EventLog.Event>) -> CorrelationExplanation.Group {
        let entries = Set(events.map(\.sighting.handle).filter { $0 > 0 }.map { Int($0) - 1 })
        return CorrelationExplanation.Group(
            values: groupTexts[events.first?.group ?? 0] ?? [], entries: entries.sorted(),
            fires: !correlation.firings(events).isEmpty, nearest: nearest(events),
            seen: correlation.metric.eventValue == .rule ? values(of: events) : [])
    }

    /// Of windows that are equally near, the one with the most events; of those, the first.
    private func nearest(_ events: ArraySlice<EventLog.Event>) -> CorrelationExplanation.Window? {
        var best: (window: Range<Int>, measured: Double, distance: Double)?
        correlation.forEachWindow(events) { window, _, measured in
            let distance = correlation.condition.distance(measured)
            if let known = best, (known.distance, -known.window.count) <= (distance, -window.count) { return }
            best = (window, measured, distance)
        }
        guard let best, let last = events[best.window].last else { return nil }
        return CorrelationExplanation.Window(
            first: Timestamp(nanoseconds: events[best.window.lowerBound].sighting.time),
            last: Timestamp(nanoseconds: last.sighting.time), measured: best.measured,
            values: values(of: events[best.window]))
    }

    private func values(of events: ArraySlice<EventLog.Event>) -> [String] {
        switch correlation.metric.eventValue {
        case .none, .number: return []
        case .hash: return Set(events.map(\.value)).compactMap { valueTexts[$0] }.sorted()
        case .rule:
            let names = Dictionary(
                (correlation.sources.map { ($0.index, $0.rule) }
                    + correlation.children.map { ($0.index, $0.rule) }).map { ($0, ruleSet.rules[$1].name) },
                uniquingKeysWith: { first, _ in first })
            return Set(events.map { Int($0.value) }).sorted().compactMap { names[$0] }
        }
    }
}
