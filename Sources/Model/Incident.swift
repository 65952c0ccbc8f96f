/// Whether an incident is known from before, and whether it asks for attention.
public enum IncidentStatus: String, Sendable, CaseIterable {
    /// Not known before the time, or the baseline, that the report starts from.
    case new
    /// Known from before, and still going on.
    case ongoing
    /// Known from before; nothing more was seen of it.
    case resolved
    /// Somebody decided that it needs no attention (see `Suppression`).
    case suppressed

    /// Whether it counts in headlines and for `--fail-on`.
    public var isActive: Bool { self == .new || self == .ongoing }
}

/// Signals joined by shared users or scope ids, close in time.
public struct Incident: Sendable {
    /// One rule's part in an incident.
    public struct SignalSummary: Hashable, Sendable {
        public let rule: Rule
        /// How many distinct entries matched it.
        public let count: Int
        public let firstSeen: Timestamp?
        public let lastSeen: Timestamp?

        public init(rule: Rule, count: Int, firstSeen: Timestamp?, lastSeen: Timestamp?) {
            self.rule = rule
            self.count = count
            self.firstSeen = firstSeen
            self.lastSeen = lastSeen
        }
    }

    /// Sixteen hexadecimal digits, derived from the earliest evidence: the same for the same entries.
    public let id: String
    public let level: Level
    public let title: String
    public let categories: [Category]
    public var status: IncidentStatus
    /// What suppresses it, where something does.
    public var suppression: Suppression?
    public let users: [String]
    public let cutUsers: [String]
    public let scopes: [String: [String]]
    public let services: [String]
    public let revisions: [String]
    /// The ways in which data of its users may have reached others, sorted.
    public let flows: [DataFlow]
    public let firstSeen: Timestamp?
    public let lastSeen: Timestamp?
    /// The number of distinct entries that are evidence.
    public let count: Int
    public let signals: [SignalSummary]
    /// Sorted by time; the first and the last where there are many.
    public let evidence: [Evidence]
    public var evidenceOmitted: Int { max(0, count - evidence.count) }
    /// How sure it is of its level: the highest confidence among the signals of that level. One that is certain
    /// of a lesser failure says nothing about the worse.
    public var confidence: Confidence {
        signals.lazy.map(\.rule).filter { $0.level == level }.map(\.confidence).max() ?? .possible
    }

    public init(
        id: String, level: Level, title: String, categories: [Category], status: IncidentStatus,
        users: [String], cutUsers: [String], scopes: [String: [String]], services: [String],
        revisions: [String], flows: [DataFlow] = [], firstSeen: Timestamp?, lastSeen: Timestamp?, count: Int,
        signals: [SignalSummary], evidence: [Evidence]
    ) {
        self.id = id
        self.level = level
        self.title = title
        self.categories = categories
        self.status = status
        self.users = users
        self.cutUsers = cutUsers
        self.scopes = scopes
        self.services = services
        self.revisions = revisions
        self.flows = flows
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.count = count
        self.signals = signals
        self.evidence = evidence
    }
}
