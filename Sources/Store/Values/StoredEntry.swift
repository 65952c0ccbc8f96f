import GRDB
import Model

import struct Foundation.Data

/// Evidence as a row of the table `entry`.
enum StoredEntry {
    static let columns =
        "number, time, identity_high, identity_low, severity, message, service, revision, insert_id, sha256, path, line, offset, ids"

    /// What is only shown, not searched for.
    static func ids(_ evidence: Evidence) -> [UInt8] {
        var writer = ByteWriter()
        writer.texts(evidence.users)
        writer.texts(evidence.cutUsers)
        writer.lists(evidence.scopes)
        writer.number(evidence.flows.count)
        for flow in evidence.flows {
            writer.text(flow.from)
            writer.text(flow.to)
            writer.flag(flow.isDirected)
        }
        return writer.bytes
    }

    /// The evidence of a row whose columns are those above, behind `offset` others.
    static func evidence(_ row: Row, offset: Int, rules: [String]) throws -> Evidence {
        var reader = ByteReader(Array(row[offset + 13] as Data))
        let users = try reader.texts()
        let cutUsers = try reader.texts()
        let scopes = try reader.lists()
        let flows = try flows(from: &reader)
        return Evidence(
            timestamp: (row[offset + 1] as Int64?).map { Timestamp(nanoseconds: $0) },
            severity: Severity(rawValue: row[offset + 4]) ?? .default, rules: rules,
            message: KeptText.shown(row[offset + 5]),
            users: users,
            cutUsers: cutUsers, scopes: scopes, service: text(row[offset + 6]),
            revision: text(row[offset + 7]),
            flows: flows, insertID: text(row[offset + 8]), sha256: row[offset + 9],
            identity: EntryIdentity(
                high: UInt64(bitPattern: row[offset + 2]), low: UInt64(bitPattern: row[offset + 3])),
            source: EvidenceSource(
                path: KeptText.shown(row[offset + 10]), line: row[offset + 11], offset: row[offset + 12]))
    }

    private static func text(_ kept: String?) -> String? { kept.map(KeptText.shown) }

    private static func flows(from reader: inout ByteReader) throws(ByteReader.Damaged) -> [DataFlow] {
        var flows: [DataFlow] = []
        for _ in 0..<(try reader.count()) {
            let (from, to) = (try reader.text(), try reader.text())
            let isDirected = try reader.flag()
            let flow = isDirected ? DataFlow(from: from, to: to) : DataFlow(between: from, and: to)
            flow.map { flows.append($0) }
        }
        return flows
    }
}
