/// What is to be made. The same plan makes the same bytes, on every machine.
/// `entries` is at most 100 million, and at least `Workload.entriesPerIncident` times `incidents`.
public struct WorkloadPlan: Codable, Equatable, Sendable {
    /// What the entries are like.
    public enum Kind: String, Codable, Sendable {
        /// A day of a service, with failures here and there.
        case ordinary
        /// Every entry is a warning about a failure: the worst that can come.
        case alarms
    }

    public let kind: Kind
    public let entries: Int
    /// How many failures are planted, each kind in turn.
    public let incidents: Int
    public let seed: UInt64
    /// Raised when the same plan no longer makes the same bytes.
    public private(set) var generator = 1

    public init(_ kind: Kind = .ordinary, entries: Int, incidents: Int, seed: UInt64) {
        self.kind = kind
        self.entries = entries
        self.incidents = incidents
        self.seed = seed
    }
}

/// What was made, and what is to be found in it.
public struct WorkloadSummary: Codable, Equatable, Sendable {
    public internal(set) var entries = 0
    public internal(set) var bytes = 0
    /// The CRC-32 of all bytes, in eight hexadecimal digits, as `gzip -lv` shows it.
    public internal(set) var crc32 = ""
    public internal(set) var withoutSeverity = 0
    public internal(set) var withIDsInText = 0
    public internal(set) var requests = 0
    /// Connections; there are as many threads and runs.
    public internal(set) var connections = 0
    /// Planted failures by kind.
    public internal(set) var planted: [String: Int] = [:]

    /// How many different requests, connections, threads and runs there are.
    public var scopeIDs: Int { requests + 3 * connections }
}

/// Makes a day of a Cloud Run service's log: a million entries in a few seconds, in constant memory.
public struct Workload: ~Copyable {
    /// A failure leaves up to three entries; between two failures there must be ordinary ones.
    public static let entriesPerIncident = 10

    private let plan: WorkloadPlan
    private var random: SplitMix64
    private var sessions = Sessions()
    private var writer: EntryWriter
    private var checksum = CRC32()
    private var summary = WorkloadSummary()

    public init(_ plan: WorkloadPlan) {
        self.plan = plan
        random = SplitMix64(seed: plan.seed)
        writer = EntryWriter(random: &random)
    }

    /// Writes all entries, in pieces of `piece` whole lines; the last piece may have fewer.
    public consuming func generate<Failure: Error>(
        piece: Int, _ write: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> WorkloadSummary {
        var nextFailure = 0
        var written = 0
        while summary.entries < plan.entries {
            if nextFailure < plan.incidents, summary.entries >= place(of: nextFailure) {
                plant(nextFailure)
                nextFailure += 1
            } else if plan.kind == .alarms {
                addAlarm()
            } else {
                addOrdinary()
            }
            // A planted failure may carry a piece over its end by an entry or two.
            if summary.entries - written >= piece || summary.entries >= plan.entries {
                checksum.update(writer.buffer.bytes)
                summary.bytes += writer.buffer.count
                try write(writer.buffer.bytes)
                writer.buffer.removeAll()
                written = summary.entries
            }
        }
        summary.crc32 = checksum.text
        summary.requests = sessions.requestCount
        summary.connections = sessions.connectionCount
        return summary
    }

    /// The number of entries that stand before a failure.
    private func place(of failure: Int) -> Int {
        plan.entries * (2 * failure + 1) / (2 * plan.incidents)
    }

    /// Shares in percent: 54 name ids in the text, 7 in fields, 24 none; 10 are plain text, 5 front-end.
    private mutating func addOrdinary() {
        switch random.below(1000) {
        case ..<536: addOfRequest(Templates.ofRequest, .structured)
        case ..<540: addOfRequest(Templates.lookAlikes, .structured)
        case ..<610: addOfRequest(Templates.withFields, .structuredWithFields)
        case ..<850: addOfService(Templates.ofService, .structured)
        case ..<950: addOfService(Templates.access, .text)
        default: addOfService(Templates.frontEnd, .frontEnd)
        }
    }

    /// A warning about one user of ordinary traffic and another one.
    private mutating func addAlarm() {
        var scope = sessions.next(&random)
        scope.other = Identifiers.user(random.below(Sessions.userCount))
        add(pick(Templates.alarms), .structured, scope, ordinaryMoment())
        summary.withIDsInText += 1
    }

    private mutating func addOfRequest(_ templates: [Template], _ shape: EntryWriter.Shape) {
        let scope = sessions.next(&random)
        add(pick(templates), shape, scope, ordinaryMoment())
        if case .structured = shape { summary.withIDsInText += 1 }
    }

    private mutating func addOfService(_ templates: [Template], _ shape: EntryWriter.Shape) {
        add(pick(templates), shape, .none, ordinaryMoment())
    }

    private mutating func pick(_ templates: [Template]) -> Template {
        templates[random.below(templates.count)]
    }

    /// Instances write side by side: entries are nearly in order of time, not quite.
    private mutating func ordinaryMoment() -> Moment {
        now.later(by: random.below(40_000))
    }

    private mutating func add(
        _ template: Template, _ shape: EntryWriter.Shape, _ scope: Scope, _ moment: Moment
    ) {
        writer.write(template, shape, scope, at: moment, &random)
        summary.entries += 1
        if template.severity == nil { summary.withoutSeverity += 1 }
    }

    /// Failures have users of their own, so that no two of them are one incident.
    private mutating func plant(_ number: Int) {
        let kind = FailureKind.ofFailure(number)
        let user = Sessions.userCount + 2 * number
        var first = sessions.open(user: user)
        var second = sessions.open(user: user + 1)
        first.other = second.user
        second.request = first.request
        let start = now
        for (index, message) in kind.messages.enumerated() {
            add(message.template, .structured, message.byOther ? second : first, start.later(by: 400 * index))
        }
        summary.planted[kind.rawValue, default: 0] += 1
    }

    private var now: Moment {
        Moment(microseconds: summary.entries * Moment.span / plan.entries)
    }
}
