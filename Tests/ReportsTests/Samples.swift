import Model
import Reports

/// Keeps what a report writes.
struct Collector: ReportSink {
    private(set) var bytes: [UInt8] = []
    private(set) var pieces = 0

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        self.bytes += bytes
        pieces += 1
    }
}

/// Takes nothing, like a full disk.
struct FullDisk: ReportSink {
    struct Full: Error {}

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        throw Full()
    }
}

enum Sample {
    static let tool = ReportTool(name: "crosstalk", version: "1.2.3")

    static func json(_ report: Report) throws -> String {
        var sink = Collector()
        try JSONReport.writeDocument(report, tool: tool, to: &sink)
        return sink.text
    }

    static func lines(_ report: Report) throws -> String {
        var sink = Collector()
        try JSONReport.writeLines(report, to: &sink)
        return sink.text
    }

    static func text(_ report: Report, width: Int = 80, color: Bool = false) throws -> String {
        var sink = Collector()
        try TextReport.write(report, options: .init(width: width, color: color), to: &sink)
        return sink.text
    }

    static func time(_ text: String) -> Timestamp? { Timestamp(rfc3339: text) }

    static let conflict = Rule(
        id: "6c0d", name: "request-two-users", title: "One request carried two users",
        description:
            "Entries of one request name\nmore than one user, e.g. by a shared context. Nothing warned.",
        level: .critical, category: .identityConflict, isSignal: true, confidence: .confirmed,
        components: ["router", "manager"], response: "Read both\naccounts.")
    static let manager = Rule(
        id: "91aa", name: "manager-twice", title: "A manager was created twice", description: "",
        level: .medium, category: nil, isSignal: true)

    static func evidence(
        _ time: String?, rules: [String], message: String, users: [String], cutUsers: [String] = [],
        flows: [DataFlow] = [], insertID: String? = nil, path: String = "exports/a.json", line: Int = 1
    ) -> Evidence {
        Evidence(
            timestamp: time.flatMap(self.time), severity: .warning, rules: rules, message: message,
            users: users,
            cutUsers: cutUsers, scopes: ["request_id": ["req_1"]], service: "chat", revision: "chat-001",
            flows: flows, insertID: insertID, sha256: "ab12",
            identity: EntryIdentity(high: UInt64(line), low: 0),
            source: EvidenceSource(path: path, line: line, offset: line * 100))
    }

    static var incident: Incident { incident() }

    static func incident(
        id: String = "00c0ffee00c0ffee", level: Level = .critical, users: [String] = ["alice", "bob"],
        scopes: [String: [String]] = ["request_id": ["req_1"], "connection_id": []],
        title: String = "One request carried two users: alice, bob", flows: [DataFlow]? = nil,
        evidence: [Evidence]? = nil
    ) -> Incident {
        let flow = [DataFlow(from: "alice", to: "bob")].compactMap { $0 }
        let first = time("2025-09-14T02:05:00Z")
        let last = time("2025-09-14T02:06:05.25Z")
        return Incident(
            id: id, level: level, title: title,
            categories: [.identityConflict], status: .new, users: users,
            cutUsers: ["demo-use"], scopes: scopes, services: ["chat"], revisions: ["chat-001"],
            flows: flows ?? flow, firstSeen: first, lastSeen: last, count: 4,
            signals: [
                .init(rule: conflict, count: 3, firstSeen: first, lastSeen: last),
                .init(rule: manager, count: 1, firstSeen: first, lastSeen: first),
            ],
            evidence: evidence ?? [
                self.evidence(
                    "2025-09-14T02:05:00Z", rules: ["manager-twice", "request-two-users"],
                    message: "Manager exists for alice", users: ["alice"], cutUsers: ["demo-use"],
                    insertID: "x1"),
                self.evidence(
                    "2025-09-14T02:06:05.25Z", rules: ["request-two-users"],
                    message: "Routed \"event\" to bob", users: ["bob"], flows: flow, line: 7),
            ])
    }

    static var ledger: Ledger {
        var ledger = Ledger()
        ledger.inputs = 2
        ledger.incompleteInputs = 1
        ledger.bytesRead = 1234
        ledger.bytesDecoded = 56_789_012
        ledger.entries = 40_112
        ledger.malformed = 12
        ledger.firstTimestamp = time("2025-09-14T00:00:00Z")
        ledger.lastTimestamp = time("2025-09-15T01:30:00Z")
        ledger.problems = [
            InputProblem(path: "exports/b.json.gz", line: 7, offset: 1234, reason: "the stream ends early"),
            InputProblem(path: "gone.json", line: nil, offset: nil, reason: "no such file"),
        ]
        return ledger
    }

    static var report: Report { Report(ledger: ledger, incidents: [incident]) }

    /// A report of one incident with one piece of evidence.
    static func reporting(message: String) -> Report {
        let evidence = evidence(nil, rules: ["request-two-users"], message: message, users: [])
        return Report(ledger: Ledger(), incidents: [incident(evidence: [evidence])])
    }

    /// A report with the text wherever logs and paths may bring it in.
    static func hostile(_ text: String, path: String? = nil) -> Report {
        let path = path ?? text
        var ledger = Ledger()
        ledger.problems = [InputProblem(path: path, line: 1, offset: 1, reason: text)]
        let evidence = evidence(nil, rules: ["manager-twice"], message: text, users: [text], path: path)
        let incident = incident(
            users: [text, "x" + text], scopes: ["request_id": [text], "z": ["1" + text]],
            title: "One request: \(text)", evidence: [evidence])
        return Report(ledger: ledger, incidents: [incident])
    }
}
