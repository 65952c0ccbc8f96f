import GRDB
import Model

import struct Foundation.Data

/// One change of a store, or one look into it; valid inside `Store.write` and `Store.read` only.
public struct StoreTransaction {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Runs a statement that is prepared once for the connection.
    func execute(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// Calls `body` with each row of a query that is prepared once for the connection.
    func forEachRow(
        _ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = [], _ body: (Row) throws -> Void
    ) throws {
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let row = try rows.next() { try body(row) }
    }

    // MARK: - Settings

    /// Entries before this time were pruned and are not taken in again; nil before the first pruning.
    public var prunedBefore: Timestamp? {
        get throws { try StoreSettings(database)["pruned_before"].map { Timestamp(nanoseconds: $0) } }
    }

    /// The numbers by which the store knows correlations, for each of their definitions.
    public func correlationNumbers(_ definitions: [String]) throws -> [Int] {
        try definitions.map { definition in
            try execute("INSERT OR IGNORE INTO correlation (definition) VALUES (?)", [definition])
            return try Int.fetchOne(
                database, sql: "SELECT number FROM correlation WHERE definition = ?", arguments: [definition])
                ?? 0
        }
    }

    // MARK: - Entries that were read

    /// The fingerprints of the entries of a quarter of an hour.
    public func fingerprints(ofQuarter quarter: Int64) throws -> [UInt64] {
        var all: [UInt64] = []
        try forEachRow("SELECT fingerprints FROM identity WHERE quarter = ?", [quarter]) { row in
            all += Self.words(row[0])
        }
        return all
    }

    /// Adds fingerprints that the quarter does not have. Parts are joined before there are too many to read.
    public func add(fingerprints: [UInt64], toQuarter quarter: Int64) throws {
        var added = fingerprints
        let parts = try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM identity WHERE quarter = ?", arguments: [quarter])
        if let parts, parts >= Self.partLimit {
            added += try self.fingerprints(ofQuarter: quarter)
            try execute("DELETE FROM identity WHERE quarter = ?", [quarter])
        }
        added.sort()
        try execute(
            "INSERT INTO identity (quarter, entries, fingerprints) VALUES (?, ?, ?)",
            [quarter, added.count, Self.data(added)])
    }

    private static let partLimit = 16

    private static func words(_ data: Data) -> [UInt64] {
        data.withUnsafeBytes { bytes in
            (0..<(bytes.count / 8)).map {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
            }
        }
    }

    private static func data(_ words: [UInt64]) -> Data {
        words.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    // MARK: - The state of correlations

    /// Whether the store knows any group at all.
    public var hasUnits: Bool {
        get throws { try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM unit)") ?? false }
    }

    /// The units of a group that reach into a stretch of time.
    public func units(ofGroup group: UInt64, from first: Int64, to last: Int64) throws -> [StoredUnit] {
        var units: [StoredUnit] = []
        try forEachRow(
            "SELECT grp, first, last, has_signals, facts FROM unit WHERE grp = ? AND first <= ? AND last >= ?",
            [Int64(bitPattern: group), last, first]
        ) { units.append(try Self.unit($0)) }
        return units
    }

    /// All units of all groups.
    public func allUnits() throws -> [StoredUnit] {
        var units: [StoredUnit] = []
        try forEachRow("SELECT grp, first, last, has_signals, facts FROM unit") {
            units.append(try Self.unit($0))
        }
        return units
    }

    private static func unit(_ row: Row) throws -> StoredUnit {
        StoredUnit(
            group: UInt64(bitPattern: row[0]), first: row[1], last: row[2], hasSignals: row[3],
            facts: try StoredUnit.facts(Array(row[4] as Data)))
    }

    /// Adds a unit, or takes the place of the one of its group that begins at the same time.
    public func put(_ unit: StoredUnit) throws {
        try execute(
            "INSERT OR REPLACE INTO unit (grp, first, last, has_signals, facts) VALUES (?, ?, ?, ?, ?)",
            [
                Int64(bitPattern: unit.group), unit.first, unit.last, unit.hasSignals,
                Data(unit.encodedFacts),
            ])
    }

    public func remove(_ unit: StoredUnit) throws {
        try execute(
            "DELETE FROM unit WHERE grp = ? AND first = ?", [Int64(bitPattern: unit.group), unit.first])
    }

    // MARK: - Records

    /// Keeps a block of records under its number. `last` is the event time of the last of them.
    public func put(records block: [UInt8], number: Int64, last: Int64) throws {
        try execute(
            "INSERT INTO record (block, last, data) VALUES (?, ?, ?)", [number, last, Data(block)])
    }

    /// The first number that no block of records has.
    public func nextRecordBlock() throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT IFNULL(MAX(block), 0) + 1 FROM record") ?? 1
    }

    /// A block of records; nil where there is none of that number.
    public func records(inBlock block: Int64) throws -> [UInt8]? {
        try Data.fetchOne(database, sql: "SELECT data FROM record WHERE block = ?", arguments: [block]).map {
            Array($0)
        }
    }
}
