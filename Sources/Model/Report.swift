/// All that a run has to say; schema `crosstalk.report/1`.
public struct Report: Sendable {
    public let ledger: Ledger
    /// Sorted by level, highest first, then by time and id.
    public let incidents: [Incident]
    public let context: ReportContext

    public init(ledger: Ledger, incidents: [Incident], context: ReportContext = ReportContext()) {
        self.ledger = ledger
        self.incidents = incidents
        self.context = context
    }

    /// What it comes to in numbers.
    public var figures: ReportFigures { ReportFigures(incidents) }
}

/// What a report is about and what it was compared with.
public struct ReportContext: Sendable {
    /// The stretch of event time; nil where that end is open.
    public var since: Timestamp?
    public var until: Timestamp?
    /// The zone in which days begin and times are shown to people.
    public var zone = Zone.utc
    /// The figures of the stretch of the same length before it; nil where they are not known.
    public var previous: ReportFigures?
    /// Every suppression that was given, in the order of its file, used or not.
    public var suppressions: [SuppressionUse] = []
    /// The report that it was compared with (`--baseline`), as it was named.
    public var baseline: String?
    /// When it was made; nil where that is not to be shown.
    public var madeAt: Timestamp?

    public init() {}
}

/// The headline numbers of a report.
public struct ReportFigures: Hashable, Sendable {
    /// Incidents that are new or ongoing, by level.
    public var active: [Level: Int] = [:]
    public var new = 0
    public var ongoing = 0
    public var resolved = 0
    public var suppressed = 0
    /// Distinct users of incidents that are new or ongoing.
    public var users = 0
    /// Entries that are evidence of those.
    public var evidence = 0

    public init() {}

    public init(_ incidents: [Incident]) {
        var users: Set<ExactText> = []
        for incident in incidents {
            switch incident.status {
            case .new: new += 1
            case .ongoing: ongoing += 1
            case .resolved: resolved += 1
            case .suppressed: suppressed += 1
            }
            guard incident.status.isActive else { continue }
            active[incident.level, default: 0] += 1
            evidence += incident.count
            users.formUnion(incident.users.lazy.map { ExactText($0) })
        }
        self.users = users.count
    }

    /// Incidents that are new or ongoing.
    public var total: Int { new + ongoing }
}
