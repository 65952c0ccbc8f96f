import GRDB
import Model

extension StoreTransaction {
    /// What the store remembers of an incident besides its signals.
    public struct IncidentRow: Sendable, Hashable {
        public let id: String
        public let first: Int64?
        public let last: Int64?
        /// The start of the run that found it first.
        public let discovered: Timestamp
    }

    /// The row of an incident; nil where there is none of exactly this id.
    public func incident(_ id: String) throws -> IncidentRow? {
        var found: IncidentRow?
        try forEachRow("SELECT id, first, last, discovered FROM incident WHERE id = ?", [id]) { row in
            found = IncidentRow(
                id: row[0], first: row[1], last: row[2], discovered: Timestamp(nanoseconds: row[3]))
        }
        return found
    }

    /// Adds an incident and its ids.
    public func insert(_ incident: Incident, discovered: Timestamp) throws {
        try execute(
            """
            INSERT INTO incident (id, level, title, first, last, entries, discovered) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                incident.id, incident.level.rawValue, KeptText.kept(incident.title),
                incident.firstSeen?.nanoseconds,
                incident.lastSeen?.nanoseconds, incident.count, discovered.nanoseconds,
            ])
        // It may have had this name before.
        try execute("DELETE FROM former WHERE id = ?", [incident.id])
        for user in incident.users { try insert(id: user, kind: Self.user, of: incident) }
        for user in incident.cutUsers { try insert(id: user, kind: Self.cutUser, of: incident) }
        for (name, ids) in incident.scopes {
            for id in ids { try insert(id: id, kind: name, of: incident) }
        }
    }

    /// The kinds of ids that are no scopes' names: users, and the beginnings of their ids that logs cut.
    public static let user = "user"
    public static let cutUser = "cut user"

    private func insert(id: String, kind: String, of incident: Incident) throws {
        try execute(
            "INSERT INTO id (value, kind, incident) VALUES (?, ?, ?)", [KeptText.kept(id), kind, incident.id])
    }

    /// Removes an incident, its ids and nothing of its signals.
    public func remove(incident id: String) throws {
        try execute("DELETE FROM id WHERE incident = ?", [id])
        try execute("DELETE FROM incident WHERE id = ?", [id])
    }

    /// Remembers that an incident, and all that were known under names that led to it, now has another name.
    public func rename(incident former: String, to id: String) throws {
        guard former != id else { return }
        try execute("UPDATE former SET incident = ? WHERE incident = ?", [id, former])
        try execute("INSERT OR REPLACE INTO former (id, incident) VALUES (?, ?)", [former, id])
    }

    /// Forgets the former names that lead to an incident.
    public func removeFormerNames(of id: String) throws {
        try execute("DELETE FROM former WHERE incident = ?", [id])
    }
}
