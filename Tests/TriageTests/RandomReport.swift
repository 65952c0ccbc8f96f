import Model
import Reports
import TestSupport

/// Reports of chance, with everything that JSON can say of one.
struct RandomReport {
    private var chance: SeededGenerator

    init(seed: UInt64) {
        chance = SeededGenerator(seed: seed)
    }

    mutating func report() -> Report {
        Report(ledger: ledger(), incidents: (0..<chance.below(4)).map { _ in incident() }, context: context())
    }

    private mutating func context() -> ReportContext {
        var context = ReportContext()
        context.since = time()
        context.until = time()
        if context.since != nil { context.zone = Zone(name: text(), changes: []) }
        context.baseline = chance.below(2) == 0 ? nil : text()
        context.madeAt = time()
        if chance.below(2) == 0 {
            var figures = ReportFigures()
            for level in Level.allCases { figures.active[level] = chance.below(10) }
            (figures.new, figures.ongoing, figures.resolved) = (
                chance.below(9), chance.below(9), chance.below(9)
            )
            (figures.suppressed, figures.users, figures.evidence) = (
                chance.below(9), chance.below(9), chance.below(9)
            )
            context.previous = figures
        }
        context.suppressions = (0..<chance.below(3)).map { _ in
            SuppressionUse(
                suppression: suppression(), isExpired: chance.below(2) == 0, incidents: chance.below(9))
        }
        return context
    }

    private mutating func suppression() -> Suppression {
        Suppression(
            rules: texts(), users: texts(), scopes: scopes(), incidents: texts(), reason: text(),
            author: text(), expires: time() ?? Timestamp(nanoseconds: 0), place: text())
    }

    private mutating func flows() -> [DataFlow] {
        (0..<chance.below(3)).compactMap { _ in
            let (one, other) = (text(), text())
            return chance.below(2) == 0 ? DataFlow(from: one, to: other) : DataFlow(between: one, and: other)
        }
    }

    private mutating func ledger() -> Ledger {
        var ledger = Ledger()
        ledger.inputs = chance.below(10)
        ledger.incompleteInputs = chance.below(10)
        ledger.skippedFiles = chance.below(10)
        ledger.bytesRead = chance.below(1 << 40)
        ledger.bytesDecoded = chance.below(1 << 40)
        ledger.entries = chance.below(1000)
        ledger.duplicates = chance.below(1000)
        ledger.malformed = chance.below(1000)
        ledger.repaired = chance.below(1000)
        ledger.withoutTimestamp = chance.below(1000)
        ledger.outOfRange = chance.below(1000)
        ledger.regexLimitHits = chance.below(1000)
        ledger.evicted = chance.below(1000)
        ledger.firstTimestamp = time()
        ledger.lastTimestamp = time()
        ledger.problemsOmitted = chance.below(10)
        ledger.problems = (0..<chance.below(3)).map { _ in
            InputProblem(
                path: text(), line: number(), offset: number(), reason: text())
        }
        return ledger
    }

    private mutating func incident() -> Incident {
        let rules = (0...chance.below(3)).map { _ in rule() }
        let evidence = (0..<chance.below(4)).map { _ in self.evidence(rules) }
        var incident = Incident(
            id: text(), level: chance.pick(Level.allCases), title: text(),
            categories: [chance.pick(Category.allCases)], status: chance.pick(IncidentStatus.allCases),
            users: texts(), cutUsers: texts(), scopes: scopes(), services: texts(), revisions: texts(),
            flows: flows(), firstSeen: time(), lastSeen: time(), count: evidence.count + chance.below(3),
            signals: rules.map {
                .init(rule: $0, count: chance.below(10), firstSeen: time(), lastSeen: time())
            },
            evidence: evidence)
        if incident.status == .suppressed { incident.suppression = suppression() }
        return incident
    }

    private mutating func rule() -> Rule {
        Rule(
            id: text(), name: text(), title: text(), description: text(), level: chance.pick(Level.allCases),
            category: chance.below(2) == 0 ? nil : chance.pick(Category.allCases),
            isSignal: true, confidence: chance.pick(Confidence.allCases), components: texts(),
            response: text())
    }

    private mutating func evidence(_ rules: [Rule]) -> Evidence {
        Evidence(
            timestamp: time(), severity: chance.pick(Severity.allCases), rules: [chance.pick(rules).name],
            message: text(), users: texts(), cutUsers: texts(), scopes: scopes(), service: text(),
            revision: chance.below(2) == 0 ? nil : text(),
            flows: flows(), insertID: chance.below(2) == 0 ? nil : text(), sha256: text(),
            identity: EntryIdentity(high: chance.next(), low: 0),
            source: EvidenceSource(path: text(), line: chance.below(100), offset: chance.below(1 << 40)))
    }

    private mutating func scopes() -> [String: [String]] {
        Dictionary((0..<chance.below(3)).map { _ in (text(), texts()) }) { first, _ in first }
    }

    private mutating func texts() -> [String] { (0..<chance.below(3)).map { _ in text() } }

    private mutating func text() -> String {
        let pieces = [
            "a", "Z", "0", " ", "\"", "\\", "\n", "\u{0}", "é", "e\u{301}", "\u{202E}", "𝄞", "/", "{",
        ]
        return (0...chance.below(6)).map { _ in chance.pick(pieces) }.joined()
    }

    private mutating func number() -> Int? { chance.below(2) == 0 ? nil : chance.below(1000) }

    private mutating func time() -> Timestamp? {
        chance.below(4) == 0
            ? nil : Timestamp(nanoseconds: Int64.random(in: -1 << 60...1 << 62, using: &chance))
    }
}

/// Keeps what a report writes.
struct Collector: ReportSink {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        self.bytes += bytes
    }

    static func document(_ report: Report) throws -> [UInt8] {
        var sink = Collector()
        try JSONReport.writeDocument(report, tool: ReportTool(name: "crosstalk", version: "1"), to: &sink)
        return sink.bytes
    }

    static func lines(_ report: Report) throws -> [UInt8] {
        var sink = Collector()
        try JSONReport.writeLines(report, to: &sink)
        return sink.bytes
    }
}
