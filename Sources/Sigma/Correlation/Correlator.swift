import Model

/// Gathers the matches of detections, and finds the groups of them that correlation rules match.
///
/// A pure state: it can be kept for each segment of the input, merged in any order and any tree, and gives the
/// same result. Of ids it keeps hashes only.
public struct Correlator: Sendable {
    /// An entry whose fields have several values takes part in every combination, up to this many.
    public static let combinationLimit = 64

    let correlations: [Correlation]
    /// For each correlation, whether its state is an `EpisodeTable`.
    let forms: [Bool]
    private let routes: CorrelationRoutes
    let plan: ChainPlan
    /// For each correlation, the index of its state among those of its form.
    let slots: [Int]
    /// Copied before it is changed where another correlator holds it, too.
    private(set) var tables: CorrelatorTables
    /// How often an entry had more combinations than the limit; each repeat of an entry counts once.
    public private(set) var cutCombinations = 0
    private var isCut = false
    // Kept between calls, so that nothing is allocated for an entry.
    private var groupHashes: ContiguousArray<UInt64> = []
    private var valueHashes: ContiguousArray<UInt64> = []
    private var fieldHashes: ContiguousArray<UInt64> = []
    private var combined: ContiguousArray<UInt64> = []

    public init(_ ruleSet: RuleSet) {
        self.init(ruleSet, keepsEvents: false)
    }

    /// `keepsEvents` makes it keep every event of every correlation, where intervals of time would do.
    init(_ ruleSet: RuleSet, keepsEvents: Bool) {
        correlations = ruleSet.correlations
        forms = correlations.map { !keepsEvents && $0.isCompact }
        routes = CorrelationRoutes(ruleSet, isCompact: forms)
        plan = ChainPlan(ruleSet)
        slots = CorrelationRoutes.slots(forms)
        let spans = zip(correlations, forms).filter(\.1).map(\.0.timespan)
        tables = CorrelatorTables(spans: spans, logCount: correlations.count - spans.count)
    }

    /// The hash of one value, as it is counted.
    public static func valueHash(of value: Bytes) -> UInt64 { Hashing.hash(value) }

    /// The hash of a group by its values, in the order of `group-by`.
    public static func groupHash(of values: [Bytes]) -> UInt64 {
        values.reduce(emptyGroup) { combine($0, valueHash(of: $1)) }
    }

    /// The hash of the group that has no values: that of all entries.
    public static let emptyGroup: UInt64 = 0x243F_6A88_85A3_08D3

    static func combine(_ state: UInt64, _ hash: UInt64) -> UInt64 {
        Hashing.mix(state &+ 0x9E37_79B9_7F4A_7C15, hash ^ 0xD6E8_FEB8_6659_FD93)
    }

    /// Takes note that an entry matched a detection rule. The rules of one entry are to be told one after the
    /// other. Entries without a time are ignored; those without a value of a group-by field belong to no group,
    /// where null and the empty text are no values.
    ///
    /// `countsOnce` is false for a repeat of an entry that was counted before: it is not counted again, but
    /// may show a smaller place where the entry stood.
    public mutating func observe(rule: Int, fields: FieldTable, sighting: Sighting, countsOnce: Bool) {
        guard sighting.time != Sighting.untimed else { return }
        let range = routes.range(of: rule)
        guard !range.isEmpty else { return }
        ownTables()
        for index in range {
            let route = routes[index]
            if route.isCompact, tables.episodes[route.slot].isLatest(sighting) { continue }
            if observeSingle(route, fields, sighting, countsOnce: countsOnce) { continue }
            isCut = false
            collect(routes.groupFields(of: route), from: fields, combining: true)
            swap(&groupHashes, &combined)
            if groupHashes.isEmpty { continue }
            collectValues(route, fields)
            if valueHashes.isEmpty { continue }
            if isCut, countsOnce { cutCombinations += 1 }
            record(route, sighting, countsOnce: countsOnce)
        }
    }

    private mutating func ownTables() {
        if !isKnownUniquelyReferenced(&tables) { tables = tables.copy() }
    }

    /// The common case, without any array: every field has one value. False where one has several.
    private mutating func observeSingle(
        _ route: CorrelationRoutes.Route, _ fields: FieldTable, _ sighting: Sighting, countsOnce: Bool
    ) -> Bool {
        var group = Self.emptyGroup
        for position in routes.groupFields(of: route) {
            switch Self.singleHash(fields, routes.field(position)) {
            case .none: return true
            case .several: return false
            case .one(let hash): group = Self.combine(group, hash)
            }
        }
        if route.value == .number { return observeSingleNumber(route, group, fields, sighting) }
        var value: UInt64 = route.valueCount > 1 ? Self.emptyGroup : Self.constantValue(route)
        for position in routes.valueFields(of: route) {
            switch Self.singleHash(fields, routes.field(position)) {
            case .none: return true
            case .several: return false
            case .one(let hash): value = route.valueCount > 1 ? Self.combine(value, hash) : hash
            }
        }
        add(route, group: group, value: value, sighting, count: countsOnce ? 1 : 0)
        return true
    }

    private mutating func observeSingleNumber(
        _ route: CorrelationRoutes.Route, _ group: UInt64, _ fields: FieldTable, _ sighting: Sighting
    ) -> Bool {
        var values = fields.values(of: routes.field(route.fieldStart + route.groupCount))
        guard let first = values.next() else { return true }
        guard values.next() == nil else { return false }
        guard let bits = Self.numberBits(of: first) else { return true }
        add(route, group: group, value: bits, sighting, count: 1)
        return true
    }

    /// The bits of a value that is a number, or the text of one; nil for all others.
    private static func numberBits(of value: FieldValue) -> UInt64? {
        guard value.kind == .number || value.kind == .string, let number = NumberLiteral(value.bytes),
            number.double.isFinite
        else { return nil }
        // Zero has one form only.
        return (number.double + 0).bitPattern
    }

    /// The value of events that have none of their own.
    private static func constantValue(_ route: CorrelationRoutes.Route) -> UInt64 {
        route.value == .rule ? UInt64(route.index) : 0
    }

    private mutating func collectValues(_ route: CorrelationRoutes.Route, _ fields: FieldTable) {
        guard route.value == .number else {
            collect(routes.valueFields(of: route), from: fields, combining: route.valueCount > 1)
            swap(&valueHashes, &combined)
            if route.valueCount == 0 { valueHashes[0] = Self.constantValue(route) }
            return
        }
        valueHashes.removeAll(keepingCapacity: true)
        for value in fields.values(of: routes.field(route.fieldStart + route.groupCount)) {
            guard let bits = Self.numberBits(of: value), !valueHashes.contains(bits) else { continue }
            valueHashes.append(bits)
        }
    }

    private enum SingleHash {
        case none, several
        case one(UInt64)
    }

    /// The hash of a field's only value; null and the empty text are no values.
    @inline(__always)
    private static func singleHash(_ fields: FieldTable, _ field: FieldID) -> SingleHash {
        var values = fields.values(of: field)
        guard let first = values.next() else { return .none }
        guard values.next() == nil else { return .several }
        // `valueHash` of the value, which several correlations ask for.
        return first.kind == .null || first.bytes.isEmpty ? .none : .one(fields.firstHash(of: field))
    }

    @inline(__always)
    private mutating func add(
        _ route: CorrelationRoutes.Route, group: UInt64, value: UInt64, _ sighting: Sighting, count: UInt32
    ) {
        if route.isCompact {
            tables.episodes[route.slot].add(
                group: group, value: value, first: sighting, last: sighting, count: count)
        } else {
            tables.logs[route.slot].add(group: group, value: value, sighting)
        }
    }

    private mutating func record(_ route: CorrelationRoutes.Route, _ sighting: Sighting, countsOnce: Bool) {
        for group in groupHashes {
            for (position, value) in valueHashes.enumerated() {
                // The entry is counted with the first of its values only: those of one group are united in one
                // match anyway.
                add(route, group: group, value: value, sighting, count: countsOnce && position == 0 ? 1 : 0)
            }
        }
    }

    /// Leaves the hashes of the fields' values in `combined`: of all combinations, or of a single field's
    /// values as they are. Ascending and without repeats.
    private mutating func collect(_ range: Range<Int>, from fields: FieldTable, combining: Bool) {
        combined.removeAll(keepingCapacity: true)
        combined.append(Self.emptyGroup)
        for position in range {
            fieldHashes.removeAll(keepingCapacity: true)
            for value in fields.values(of: routes.field(position))
            where value.kind != .null && !value.bytes.isEmpty {
                let hash = Self.valueHash(of: value.bytes)
                if !fieldHashes.contains(hash) { fieldHashes.append(hash) }
            }
            if fieldHashes.isEmpty {
                combined.removeAll(keepingCapacity: true)
                return
            }
            if fieldHashes.count > 1 { fieldHashes.sort() }
            combineFields(combining: combining)
        }
    }

    private mutating func combineFields(combining: Bool) {
        guard combining else {
            swap(&combined, &fieldHashes)
            if combined.count > Self.combinationLimit {
                isCut = true
                combined.removeLast(combined.count - Self.combinationLimit)
            }
            return
        }
        if combined.count == 1, fieldHashes.count == 1 {
            combined[0] = Self.combine(combined[0], fieldHashes[0])
            return
        }
        if combined.count * fieldHashes.count > Self.combinationLimit { isCut = true }
        var product: ContiguousArray<UInt64> = []
        for state in combined {
            for hash in fieldHashes where product.count < Self.combinationLimit {
                product.append(Self.combine(state, hash))
            }
        }
        combined = product
    }

    /// Takes over all that another correlator of the same rules has noted.
    public mutating func merge(_ other: Correlator) {
        ownTables()
        tables.merge(other.tables)
        cutCombinations += other.cutCombinations
    }

    /// Visits every sighting in the state; an entry that takes part in several ways is visited several times.
    public mutating func updateSightings(_ body: (inout Sighting) -> Void) {
        ownTables()
        tables.updateSightings(body)
    }

    /// Forgets everything, but keeps the room for it.
    public mutating func reset() {
        ownTables()
        tables.reset()
        cutCombinations = 0
    }

    mutating func addRun(_ slot: Int, _ fact: CorrelationFact) {
        ownTables()
        tables.episodes[slot].add(
            group: fact.group, value: fact.value, first: fact.first, last: fact.last, count: fact.count)
    }

    mutating func addEvent(_ slot: Int, _ fact: CorrelationFact) {
        ownTables()
        tables.logs[slot].add(group: fact.group, value: fact.value, fact.first)
    }
}
