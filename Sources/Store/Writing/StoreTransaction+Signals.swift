import GRDB
import Model

import struct Foundation.Data

extension StoreTransaction {
    /// The signals of a key that reach into a stretch of time.
    public func signals(
        key: UInt64, isCorrelation: Bool, from first: Int64, to last: Int64
    ) throws -> [StoredSignal] {
        try signals(
            where: "key = ? AND is_correlation = ? AND first <= ? AND last >= ?",
            [Int64(bitPattern: key), isCorrelation, last, first])
    }

    /// The signals of incidents.
    public func signals(ofIncident id: String) throws -> [StoredSignal] {
        try signals(where: "incident = ?", [id])
    }

    private func signals(
        where condition: String, _ arguments: [(any DatabaseValueConvertible)?]
    ) throws -> [StoredSignal] {
        var found: [StoredSignal] = []
        var rules: [Int64: Rule] = [:]
        let columns = "number, incident, is_correlation, key, print, first, last, body"
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT \(columns) FROM signal WHERE \(condition) ORDER BY number"),
            arguments: StatementArguments(arguments))
        for row in rows {
            let body = try SignalBody(Array(row[7] as Data))
            for number in body.rules where rules[number] == nil { rules[number] = try rule(number) }
            found.append(try signal(row, body, rules: body.rules.compactMap { rules[$0] }))
        }
        return found
    }

    private func signal(_ row: Row, _ body: SignalBody, rules: [Rule]) throws -> StoredSignal {
        let number: Int64 = row[0]
        let (first, last): (Int64, Int64) = (row[5], row[6])
        let isTimed = first != Sighting.untimed
        let proof = try evidence(ofSignal: number, rules: rules.map(\.name).sorted())
        let signal = Signal(
            rules: rules, isCorrelation: row[2], users: body.users, cutUsers: body.cutUsers,
            scopes: body.scopes, services: body.services, revisions: body.revisions,
            firstSeen: isTimed ? Timestamp(nanoseconds: first) : nil,
            lastSeen: isTimed ? Timestamp(nanoseconds: last) : nil, count: body.count,
            evidenceCount: body.evidenceCount, evidence: proof.evidence, alsoDetected: proof.alsoDetected)
        var stored = StoredSignal(
            key: UInt64(bitPattern: row[3]), print: UInt64(bitPattern: row[4]), counted: body.counted,
            sightings: body.sightings, signal: signal)
        stored.number = number
        stored.incident = row[1]
        return stored
    }

    private func evidence(ofSignal number: Int64, rules: [String]) throws
        -> (evidence: [Evidence], alsoDetected: Set<EntryIdentity>)
    {
        var evidence: [Evidence] = []
        var alsoDetected: Set<EntryIdentity> = []
        try forEachRow(
            """
            SELECT is_also_detected, \(StoredEntry.columns) FROM evidence JOIN entry ON entry.number = evidence.entry
            WHERE evidence.signal = ? ORDER BY time, identity_high, identity_low
            """, [number]
        ) { row in
            let entry = try StoredEntry.evidence(row, offset: 1, rules: rules)
            evidence.append(entry)
            if row[0] { alsoDetected.insert(entry.identity) }
        }
        return (evidence, alsoDetected)
    }

    /// Adds a signal with its evidence; the result is its number.
    public func insert(_ stored: StoredSignal, links: [UInt64]) throws -> Int64 {
        let rules = try stored.signal.rules.map { try number(of: $0) }
        try execute(
            """
            INSERT INTO signal (incident, is_correlation, key, print, first, last, body) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                stored.incident, stored.signal.isCorrelation, Int64(bitPattern: stored.key),
                Int64(bitPattern: stored.print), stored.first, stored.last, Data(stored.body(rules: rules)),
            ])
        let signal = database.lastInsertedRowID
        for link in links {
            try execute(
                "INSERT OR IGNORE INTO link (hash, signal) VALUES (?, ?)", [Int64(bitPattern: link), signal])
        }
        for evidence in stored.signal.evidence {
            try execute(
                "INSERT OR IGNORE INTO evidence (signal, entry, is_also_detected) VALUES (?, ?, ?)",
                [signal, try put(evidence), stored.signal.alsoDetected.contains(evidence.identity)])
        }
        return signal
    }

    /// Removes a signal; what was evidence of nothing else goes with it.
    public func remove(_ stored: StoredSignal, links: [UInt64]) throws {
        for link in links {
            try execute(
                "DELETE FROM link WHERE hash = ? AND signal = ?", [Int64(bitPattern: link), stored.number])
        }
        try execute(
            """
            DELETE FROM entry WHERE number IN (SELECT entry FROM evidence WHERE signal = ?1)
            AND NOT EXISTS (SELECT 1 FROM evidence WHERE entry = entry.number AND signal <> ?1)
            """, [stored.number])
        try execute("DELETE FROM evidence WHERE signal = ?", [stored.number])
        try execute("DELETE FROM signal WHERE number = ?", [stored.number])
    }

    /// The incidents of signals that have one of the links and reach into a stretch of time.
    public func incidents(linkedBy links: [UInt64], from first: Int64, to last: Int64) throws -> Set<String> {
        var found: Set<String> = []
        for link in links {
            try forEachRow(
                """
                SELECT DISTINCT incident FROM link JOIN signal ON signal.number = link.signal
                WHERE link.hash = ? AND first <= ? AND last >= ?
                """, [Int64(bitPattern: link), last, first]
            ) { found.insert($0[0]) }
        }
        return found
    }

    /// Says to which incident a signal belongs.
    public func assign(signal number: Int64, to incident: String) throws {
        try execute("UPDATE signal SET incident = ? WHERE number = ?", [incident, number])
    }

    // MARK: - Rows that signals share

    /// The number of an entry's row. Where the same entry is there with other bytes, the smaller hash stays, so
    /// that it does not matter which was read first.
    private func put(_ evidence: Evidence) throws -> Int64 {
        let time = evidence.timestamp?.nanoseconds
        let key: [(any DatabaseValueConvertible)?] = [
            Int64(bitPattern: evidence.identity.high), Int64(bitPattern: evidence.identity.low), time,
        ]
        var known: (number: Int64, sha256: String)?
        try forEachRow(
            "SELECT number, sha256 FROM entry WHERE identity_high = ? AND identity_low = ? AND time IS ?", key
        ) { known = ($0[0], $0[1]) }
        if let known, known.sha256 <= evidence.sha256 { return known.number }
        try execute(
            """
            INSERT OR REPLACE INTO entry (\(StoredEntry.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                known?.number, time, key[0], key[1], evidence.severity.rawValue,
                KeptText.kept(evidence.message), evidence.service.map(KeptText.kept),
                evidence.revision.map(KeptText.kept), evidence.insertID.map(KeptText.kept), evidence.sha256,
                KeptText.kept(evidence.source.path), evidence.source.line, evidence.source.offset,
                Data(StoredEntry.ids(evidence)),
            ])
        return known?.number ?? database.lastInsertedRowID
    }

    private func rule(_ number: Int64) throws -> Rule? {
        var found: Rule?
        try forEachRow(
            """
            SELECT id, name, title, description, level, category, confidence, components, response FROM rule
            WHERE number = ?
            """, [number]
        ) { row in
            let components: String = row[7]
            found = Rule(
                id: row[0], name: row[1], title: row[2], description: row[3],
                level: Level(name: row[4]) ?? .informational, category: Category(rawValue: row[5]),
                isSignal: true, confidence: Confidence(rawValue: row[6]) ?? .possible,
                components: components.split(separator: "\n").map(String.init), response: row[8])
        }
        return found
    }

    private func number(of rule: Rule) throws -> Int64 {
        let values: [any DatabaseValueConvertible] = [
            rule.id, rule.name, rule.title, rule.description, rule.level.name, rule.category?.rawValue ?? "",
            rule.confidence.rawValue, rule.components.joined(separator: "\n"), rule.response,
        ]
        let columns = [
            "id", "name", "title", "description", "level", "category", "confidence", "components", "response",
        ]
        var known: Int64?
        let condition = columns.map { "\($0) = ?" }.joined(separator: " AND ")
        try forEachRow("SELECT number FROM rule WHERE \(condition)", values) { known = $0[0] }
        if let known { return known }
        try execute(
            "INSERT INTO rule (\(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        )
        return database.lastInsertedRowID
    }
}
