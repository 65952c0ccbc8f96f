import GRDB
import Model

import struct Foundation.Data

extension StoreTransaction {
    /// Forgets what ended before a time: incidents, the state of correlations, records, fingerprints, runs. An entry
    /// from before is not taken in again afterwards.
    public func prune(before time: Timestamp) throws {
        let limit = time.nanoseconds
        if let former = try prunedBefore, former >= time { return }
        var incidents: [String] = []
        let isOld = "last < ?1 OR (last IS NULL AND discovered < ?1)"
        try forEachRow("SELECT id FROM incident WHERE \(isOld)", [limit]) { incidents.append($0[0]) }
        for id in incidents {
            try removeSignals(ofIncident: id)
            try removeFormerNames(of: id)
            try remove(incident: id)
        }
        try execute("DELETE FROM link WHERE signal NOT IN (SELECT number FROM signal)")
        try execute("DELETE FROM unit WHERE last < ?", [limit])
        // Entries without a time have a quarter of their own, and stay.
        try execute(
            "DELETE FROM identity WHERE quarter > ? AND (quarter + 1) * ? <= ?",
            [Self.untimedQuarter, Self.quarter, limit])
        try execute("DELETE FROM problem WHERE run IN (SELECT number FROM run WHERE started < ?)", [limit])
        try execute("DELETE FROM run WHERE started < ?", [limit])
        try removeRecords(before: limit)
        try keepMarks(Self.markLimit)
        try StoreSettings(database).set("pruned_before", limit)
    }

    /// Marks of inputs that are kept; one that is forgotten is read again, and its entries are known.
    private static let markLimit = 100_000

    /// The stretch of event time whose fingerprints are kept together.
    public static let quarter: Nanoseconds = 15 * .minute

    /// The number of the quarter that entries without a time belong to.
    public static let untimedQuarter = Int64.min

    /// The number of the quarter that a time belongs to.
    public static func quarter(of time: Timestamp?) -> Int64 {
        guard let time else { return untimedQuarter }
        let (quotient, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: quarter)
        return rest < 0 ? quotient - 1 : quotient
    }

    private func removeSignals(ofIncident id: String) throws {
        let own = "(SELECT number FROM signal WHERE incident = ?1)"
        try execute(
            """
            DELETE FROM entry WHERE number IN (SELECT entry FROM evidence WHERE signal IN \(own))
            AND NOT EXISTS (SELECT 1 FROM evidence WHERE entry = entry.number AND signal NOT IN \(own))
            """, [id])
        try execute("DELETE FROM evidence WHERE signal IN \(own)", [id])
        try execute("DELETE FROM signal WHERE incident = ?1", [id])
    }

    /// Removes blocks of which nothing that is left shows a record.
    private func removeRecords(before limit: Int64) throws {
        var needed: Set<Int64> = []
        try forEachRow("SELECT facts FROM unit WHERE first < ?", [limit]) { row in
            for fact in try StoredUnit.facts(Array(row[0] as Data)) {
                needed.insert(RecordNumber.block(of: fact.first.handle))
                needed.insert(RecordNumber.block(of: fact.last.handle))
            }
        }
        try forEachRow("SELECT body FROM signal WHERE first < ?", [limit]) { row in
            for sighting in try SignalBody(Array(row[0] as Data)).sightings {
                needed.insert(RecordNumber.block(of: sighting.handle))
            }
        }
        let old = try Int64.fetchAll(
            database, sql: "SELECT block FROM record WHERE last < ?", arguments: [limit])
        for block in old where !needed.contains(block) {
            try execute("DELETE FROM record WHERE block = ?", [block])
        }
    }
}

/// The number of a record: its block's, and its place in that.
public enum RecordNumber {
    /// How many records a block may have.
    public static let blockSize = 1 << 12

    public static func make(block: Int64, index: Int) -> UInt64 { UInt64(block) << 12 | UInt64(index) }

    public static func block(of number: UInt64) -> Int64 { Int64(number >> 12) }

    public static func index(of number: UInt64) -> Int { Int(number & 0xFFF) }
}
