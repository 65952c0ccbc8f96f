import Model
import Sigma
import Store

/// Brings what a store knows of the groups that a run met together with what the run adds.
///
/// Groups are cut into units by time: a unit ends where nothing follows for as long as the longest timespan of all
/// correlations. No window reaches over such a pause, so whatever changes, changes inside one unit.
struct UnitMerge {
    /// The state of the groups that the run met: old units within reach, and what is new.
    private(set) var correlator: Correlator
    /// The units of the store that are part of it.
    private(set) var known: [UInt64: [StoredUnit]] = [:]

    private let transaction: StoreTransaction
    private let reach: Nanoseconds
    /// By the index of the correlation its number in the store, and back.
    private let numbers: [Int]
    private let indices: [Int: Int]

    init(_ delta: Correlator, engine: Engine, transaction: StoreTransaction) throws {
        self.transaction = transaction
        reach = engine.ruleSet.longestTimespan
        numbers = try transaction.correlationNumbers(engine.ruleSet.correlationKeys(engine.catalog))
        indices = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
        correlator = delta
        guard try transaction.hasUnits else { return }
        let units = try engine.ruleSet.mixesGroups ? transaction.allUnits() : unitsInReach(of: delta)
        guard !units.isEmpty else { return }
        known = Dictionary(grouping: units, by: \.group)
        // What is stored goes first: of two sightings of one entry, the one that is there stays.
        correlator = Correlator(engine.ruleSet)
        for unit in units { add(unit) }
        correlator.merge(delta)
    }

    private func unitsInReach(of delta: Correlator) throws -> [StoredUnit] {
        var extents: [UInt64: (first: Timestamp, last: Timestamp)] = [:]
        delta.forEachFact { fact in
            let first = Timestamp(nanoseconds: fact.first.time)
            let last = Timestamp(nanoseconds: fact.last.time)
            let extent = extents[fact.group] ?? (first, last)
            extents[fact.group] = (min(extent.first, first), max(extent.last, last))
        }
        // In the order of the table: neighbours are on one page.
        let groups = extents.sorted { Int64(bitPattern: $0.key) < Int64(bitPattern: $1.key) }
        return try groups.flatMap { group, extent in
            try transaction.units(
                ofGroup: group, from: extent.first.advanced(by: -reach).nanoseconds,
                to: extent.last.advanced(by: reach).nanoseconds)
        }
    }

    private mutating func add(_ unit: StoredUnit) {
        for fact in unit.facts {
            guard let index = indices[fact.correlation] else { continue }
            correlator.add(
                CorrelationFact(
                    correlation: index, group: unit.group, value: fact.value,
                    first: KeptRecords.tagged(fact.first),
                    last: KeptRecords.tagged(fact.last), count: fact.count))
        }
    }

    // MARK: - Units to write

    /// The units that have to be written; their sightings still have handles. What they take the place of has to be
    /// removed before.
    /// - Parameter matches: What the correlator matches, to mark the units that signals come from.
    func changes(_ matches: [CorrelationMatch]) -> (old: [StoredUnit], new: [StoredUnit]) {
        let firsts = Dictionary(grouping: matches, by: \.groupHash).mapValues { $0.map(\.first.nanoseconds) }
        var old: [StoredUnit] = []
        var new: [StoredUnit] = []
        for (group, facts) in factsByGroup() {
            let before = known[group] ?? []
            // Rules that this run does not have may have left signals, too.
            let marks = (firsts[group] ?? []) + before.filter(\.hasSignals).map(\.first)
            let units = cut(facts, of: group, matches: marks)
            guard !before.isEmpty else {
                new += units
                continue
            }
            let unchanged = Set(units.map(UnitContent.init)).intersection(before.map(UnitContent.init))
            old += before.filter { !unchanged.contains(UnitContent($0)) }
            new += units.filter { !unchanged.contains(UnitContent($0)) }
        }
        return (old, new)
    }

    private func factsByGroup() -> [(UInt64, [StoredFact])] {
        var facts: [(group: UInt64, fact: StoredFact)] = []
        correlator.forEachFact { fact in
            facts.append(
                (
                    fact.group,
                    StoredFact(
                        correlation: numbers[fact.correlation], value: fact.value, first: fact.first,
                        last: fact.last, count: fact.count)
                ))
        }
        // Of correlations that these rules do not have: kept, for runs that have them.
        for unit in known.values.joined() {
            for var fact in unit.facts where indices[fact.correlation] == nil {
                fact.first = KeptRecords.tagged(fact.first)
                fact.last = KeptRecords.tagged(fact.last)
                facts.append((unit.group, fact))
            }
        }
        facts.sort { left, right in
            if left.group != right.group {
                return Int64(bitPattern: left.group) < Int64(bitPattern: right.group)
            }
            if left.fact.first != right.fact.first { return left.fact.first < right.fact.first }
            return (left.fact.correlation, left.fact.value) < (right.fact.correlation, right.fact.value)
        }
        var groups: [(UInt64, [StoredFact])] = []
        for (group, fact) in facts {
            if groups.last?.0 == group {
                groups[groups.count - 1].1.append(fact)
            } else {
                groups.append((group, [fact]))
            }
        }
        return groups
    }

    /// Cuts the facts of a group, which are sorted by time, where nothing follows within reach.
    private func cut(_ facts: [StoredFact], of group: UInt64, matches: [Int64]) -> [StoredUnit] {
        var units: [StoredUnit] = []
        var start = 0
        var end = facts[0].last.time
        for index in 1...facts.count {
            let border = Timestamp(nanoseconds: end).advanced(by: reach).nanoseconds
            if index < facts.count, facts[index].first.time <= border {
                end = max(end, facts[index].last.time)
                continue
            }
            let first = facts[start].first.time
            units.append(
                StoredUnit(
                    group: group, first: first, last: end,
                    hasSignals: matches.contains { first...end ~= $0 },
                    facts: facts[start..<index].sorted {
                        ($0.correlation, $0.value, $0.first) < ($1.correlation, $1.value, $1.first)
                    }))
            start = index
            if index < facts.count { end = facts[index].last.time }
        }
        return units
    }
}

/// What makes two units the same, whatever the handles of their sightings.
private struct UnitContent: Hashable {
    private let first: Int64
    private let hasSignals: Bool
    private let facts: [StoredFact]

    init(_ unit: StoredUnit) {
        first = unit.first
        hasSignals = unit.hasSignals
        facts = unit.facts
    }
}
