import GRDB
import Model

extension StoreTransaction {
    /// How far apart the findings of one incident may be.
    public var gap: Nanoseconds {
        get throws { try StoreSettings(database)["gap"] ?? 10 * .minute }
    }

    /// The ids of incidents with evidence at or after `first` and before `end`; nil for an open end. Those without a
    /// time may be of any stretch of time.
    public func incidents(from first: Timestamp?, before end: Timestamp?) throws -> [String] {
        try ids(
            "SELECT id FROM incident WHERE (last >= ? AND first < ?) OR last IS NULL ORDER BY id",
            [first?.nanoseconds ?? .min, end?.nanoseconds ?? .max])
    }

    /// The ids of incidents that ended before a time, and that a run from then on and before another time was the
    /// first to find, when an earlier run had read what came after them already.
    public func lateIncidents(endedBefore time: Timestamp, discoveredBefore end: Timestamp) throws -> [String]
    {
        try ids(
            """
            SELECT id FROM incident WHERE discovered >= ?1 AND discovered < ?2 AND last < ?1
            AND EXISTS (SELECT 1 FROM run WHERE run.started < discovered AND run.last > incident.last) ORDER BY id
            """, [time.nanoseconds, end.nanoseconds])
    }

    /// The ids of incidents that have an id; `kind` is `user` or the name of a scope.
    public func incidents(withID id: String, kind: String) throws -> [String] {
        try ids(
            "SELECT incident FROM id WHERE value = ? AND kind = ? ORDER BY incident",
            [KeptText.kept(id), kind])
    }

    /// What an incident is called now, by the name it has or had; nil where there is none.
    public func currentName(ofIncident id: String) throws -> String? {
        if try incident(id) != nil { return id }
        return try String.fetchOne(
            database, sql: "SELECT incident FROM former WHERE id = ?", arguments: [id])
    }

    /// An id and where it occurs.
    public struct IDRow: Sendable, Hashable {
        public let id: String
        /// How many incidents it is of.
        public let incidents: Int
        /// The last event time of those; nil where none has a time.
        public let lastSeen: Timestamp?
    }

    /// Ids of a kind that begin with a prefix, by bytes, those seen last first; and how many there are beyond `limit`.
    public func ids(ofKind kind: String, prefix: String, limit: Int) throws -> (rows: [IDRow], more: Int) {
        let prefix = KeptText.kept(prefix)
        return try ids(
            """
            FROM id JOIN incident ON incident.id = id.incident WHERE value >= ? AND value < ? AND kind = ?
            """, column: "value", [prefix, Self.end(ofPrefix: prefix), kind], limit: limit)
    }

    /// Ids that incidents have or had and that begin with a prefix, as `ids(ofKind:prefix:limit:)`.
    public func incidentIDs(prefix: String, limit: Int) throws -> (rows: [IDRow], more: Int) {
        let end = Self.end(ofPrefix: prefix)
        return try ids(
            """
            FROM (SELECT id, last FROM incident WHERE id >= ? AND id < ?
                UNION SELECT former.id, last FROM former JOIN incident ON incident.id = former.incident
                WHERE former.id >= ? AND former.id < ?)
            """, column: "id", [prefix, end, prefix, end], limit: limit)
    }

    /// Behind all texts that begin so, in the order of their bytes: nothing is greater than the last code point.
    private static func end(ofPrefix prefix: String) -> String { "\(prefix)\u{10FFFF}" }

    private func ids(
        _ source: String, column: String, _ arguments: [any DatabaseValueConvertible], limit: Int
    ) throws -> (rows: [IDRow], more: Int) {
        var rows: [IDRow] = []
        try forEachRow(
            """
            SELECT \(column), COUNT(*), MAX(last) AS latest \(source)
            GROUP BY \(column) ORDER BY latest DESC, \(column) LIMIT ?
            """, arguments + [limit]
        ) { row in
            rows.append(
                IDRow(
                    id: KeptText.shown(row[0]), incidents: row[1],
                    lastSeen: (row[2] as Int64?).map { Timestamp(nanoseconds: $0) }))
        }
        guard rows.count == limit else { return (rows, 0) }
        let all = try Int.fetchOne(
            database, sql: "SELECT COUNT(DISTINCT \(column)) \(source)",
            arguments: StatementArguments(arguments))
        return (rows, (all ?? limit) - rows.count)
    }

    /// The ids of incidents that name, instead of a user, the beginning of this one's id.
    public func incidents(withCutIDOf user: String) throws -> [String] {
        var found: Set<String> = []
        for end in user.unicodeScalars.indices.dropFirst() + [user.endIndex] {
            found.formUnion(try incidents(withID: String(user[..<end]), kind: Self.cutUser))
        }
        return found.sorted()
    }

    /// The ids that an incident had before earlier evidence of it was read.
    public func formerNames(ofIncident id: String) throws -> [String] {
        try ids("SELECT id FROM former WHERE incident = ? ORDER BY id", [id])
    }

    private func ids(_ sql: String, _ arguments: [any DatabaseValueConvertible]) throws -> [String] {
        var found: [String] = []
        try forEachRow(sql, arguments) { found.append($0[0]) }
        return found
    }

    // MARK: - What was read

    /// How many distinct entries each quarter of an hour has, in order; those without a time are left out.
    public func entriesByQuarter(from first: Timestamp?, before end: Timestamp?) throws -> [(
        start: Timestamp, entries: Int
    )] {
        var quarters: [(start: Timestamp, entries: Int)] = []
        try forEachRow(
            """
            SELECT quarter, SUM(entries) FROM identity WHERE quarter > ? AND quarter * ? >= ? AND quarter * ? < ?
            GROUP BY quarter ORDER BY quarter
            """,
            [
                Self.untimedQuarter, Self.quarter, first?.nanoseconds ?? .min, Self.quarter,
                end?.nanoseconds ?? .max,
            ]
        ) { row in
            quarters.append((Timestamp(nanoseconds: row[0] as Int64 * Self.quarter), row[1]))
        }
        return quarters
    }

    /// What the runs read that read entries of a stretch of time, summed; of `entries`, those of the stretch.
    public func ledger(from first: Timestamp?, before end: Timestamp?) throws -> Ledger {
        let stretch = [first?.nanoseconds ?? .min, end?.nanoseconds ?? .max]
        var ledger = Ledger()
        var starts: [Int64] = []
        try forEachRow("SELECT * FROM run WHERE \(Self.isInStretch) ORDER BY number", stretch) { row in
            starts.append(row["started"])
            ledger.add(Self.ledger(row))
        }
        if let start = starts.min(), let end = starts.max() {
            ledger.incompleteInputs += try count(
                "SELECT COUNT(*) FROM input WHERE is_incomplete AND read >= ? AND read <= ?", [start, end])
        }
        try addProblems(stretch, to: &ledger)
        // What was pruned is claimed no more.
        ledger.entries = try entriesByQuarter(from: first, before: end).reduce(0) { $0 + $1.entries }
        if first == nil, end == nil {
            ledger.entries += try count(
                "SELECT SUM(entries) FROM identity WHERE quarter = ?", [Self.untimedQuarter])
        }
        if ledger.entries == 0 {
            ledger.firstTimestamp = nil
            ledger.lastTimestamp = nil
        } else {
            ledger.firstTimestamp = [ledger.firstTimestamp, first].compactMap { $0 }.max()
        }
        return ledger
    }

    /// Whether a run read entries of a stretch of time. One that read none may have missed some.
    private static let isInStretch = "((last >= ? AND first < ?) OR last IS NULL)"

    /// Lists the problems of the latest runs, and counts those of the others.
    private func addProblems(_ stretch: [Int64], to ledger: inout Ledger) throws {
        var listed: [InputProblem] = []
        var kept = 0
        var latest: Int64?
        try forEachRow(
            """
            SELECT path, line, offset, reason, is_of_input, run FROM problem JOIN run ON run.number = problem.run
            WHERE \(Self.isInStretch) ORDER BY run DESC
            """, stretch
        ) { row in
            kept += 1
            guard listed.count < Ledger.problemLimit || row[5] == latest else { return }
            latest = row[5]
            listed.append(
                InputProblem(
                    kind: row[4] ? .input : .record, path: KeptText.shown(row[0]), line: row[1],
                    offset: row[2], reason: KeptText.shown(row[3])))
        }
        ledger.problems = Array(listed.sorted().prefix(Ledger.problemLimit))
        ledger.problemsOmitted += max(0, kept - ledger.problems.count)
    }

    private func count(_ sql: String, _ arguments: [Int64]) throws -> Int {
        try Int.fetchOne(database, sql: sql, arguments: StatementArguments(arguments)) ?? 0
    }

    private static func ledger(_ row: Row) -> Ledger {
        var ledger = Ledger()
        ledger.inputs = row["inputs"] as Int - (row["known_inputs"] as Int)
        ledger.incompleteInputs = row["incomplete_inputs"]
        ledger.skippedFiles = row["skipped_files"]
        ledger.bytesRead = row["bytes_read"]
        ledger.bytesDecoded = row["bytes_decoded"]
        ledger.entries = row["entries"]
        ledger.duplicates = row["duplicates"]
        ledger.malformed = row["malformed"]
        ledger.repaired = row["repaired"]
        ledger.withoutTimestamp = row["without_timestamp"]
        ledger.outOfRange = row["out_of_range"]
        ledger.regexLimitHits = row["regex_limit_hits"]
        ledger.evicted = row["evicted"]
        ledger.firstTimestamp = (row["first"] as Int64?).map { Timestamp(nanoseconds: $0) }
        ledger.lastTimestamp = (row["last"] as Int64?).map { Timestamp(nanoseconds: $0) }
        ledger.problemsOmitted = row["problems_omitted"]
        return ledger
    }
}
