import Incidents
import Model
import Store

/// Builds those incidents of a store anew whose signals changed.
///
/// Incidents that were apart can only be joined by a signal that is new. So what may change is the incidents that
/// lose a signal, and those that share a user, a scope id or an entry with a new one and are close to it in time.
struct IncidentMerge {
    private let transaction: StoreTransaction
    private let gap: Nanoseconds
    private let started: Timestamp
    /// The incidents that were written.
    private(set) var changes: [IncidentChange] = []

    init(transaction: StoreTransaction, gap: Nanoseconds, started: Timestamp) {
        self.transaction = transaction
        self.gap = gap
        self.started = started
    }

    /// Takes signals out, puts others in, and writes the incidents they make.
    mutating func replace(_ removed: [StoredSignal], with added: [StoredSignal]) throws {
        guard !removed.isEmpty || !added.isEmpty else { return }
        var touched = Set(removed.map(\.incident))
        for stored in added { touched.formUnion(try incidents(linkedTo: stored.signal)) }
        let gone = Set(removed.map(\.number))
        var before: [StoredSignal] = []
        for id in touched.sorted() { before += try transaction.signals(ofIncident: id) }
        let kept = before.filter { !gone.contains($0.number) }
        for stored in before where gone.contains(stored.number) {
            try transaction.remove(stored, links: IncidentBuilder.links(of: stored.signal))
        }
        let discovered = try discoveries(touched)
        for id in touched { try transaction.remove(incident: id) }
        let all = kept + added
        let homes = Homes(before)
        var names: [(former: Set<String>, now: String)] = []
        for (incident, members) in IncidentBuilder.members(all.map(\.signal), gap: gap) {
            let former = Set(members.flatMap { homes.incidents(of: all[$0]) })
            let known = former.compactMap { discovered[$0] }.min()
            try write(incident, members.map { all[$0] }, discovered: known ?? started)
            changes.append(
                IncidentChange(incident: incident, former: former, isNew: known == nil || known == started))
            names.append((former, incident.id))
        }
        // Once all are written: a name that one of them has is no former name of another.
        for (former, now) in names {
            for id in former.sorted() where try transaction.incident(id) == nil {
                try transaction.rename(incident: id, to: now)
            }
        }
    }

    private func incidents(linkedTo signal: Signal) throws -> Set<String> {
        let reach = SignalReach(first: signal.firstSeen, last: signal.lastSeen, gap: gap)
        return try transaction.incidents(
            linkedBy: IncidentBuilder.links(of: signal), from: reach.from, to: reach.to)
    }

    private func discoveries(_ ids: Set<String>) throws -> [String: Timestamp] {
        var discovered: [String: Timestamp] = [:]
        for id in ids { discovered[id] = try transaction.incident(id)?.discovered }
        return discovered
    }

    private func write(_ incident: Incident, _ members: [StoredSignal], discovered: Timestamp) throws {
        try transaction.insert(incident, discovered: discovered)
        for member in members {
            if member.number == 0 {
                var copy = member
                copy.incident = incident.id
                _ = try transaction.insert(copy, links: IncidentBuilder.links(of: member.signal))
            } else if member.incident != incident.id {
                try transaction.assign(signal: member.number, to: incident.id)
            }
        }
    }
}

/// An incident as a run left it.
struct IncidentChange {
    let incident: Incident
    /// The incidents whose place it takes; it may be one of them itself.
    let former: Set<String>
    /// Whether nobody knew of it before the run.
    let isNew: Bool
}

/// To which incidents signals belonged: their own, or that of the signals whose place they take.
private struct Homes {
    private var byKey: [UInt64: Set<String>] = [:]

    init(_ before: [StoredSignal]) {
        for stored in before { byKey[stored.key, default: []].insert(stored.incident) }
    }

    func incidents(of stored: StoredSignal) -> Set<String> {
        stored.number != 0 ? [stored.incident] : byKey[stored.key] ?? []
    }
}
