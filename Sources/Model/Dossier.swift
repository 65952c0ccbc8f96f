/// All that is known of one user, request or incident: the answer to "what happened, who else, which way".
public struct Dossier: Sendable {
    /// What it is about.
    public struct Subject: Hashable, Sendable {
        public let kind: QueryKind
        /// The whole id.
        public let id: String
        /// Whether only the beginning of the id was asked for.
        public let isCompleted: Bool

        public init(kind: QueryKind, id: String, isCompleted: Bool = false) {
            self.kind = kind
            self.id = id
            self.isCompleted = isCompleted
        }
    }

    /// One entry of the timeline.
    public struct Moment: Sendable {
        public let evidence: Evidence
        /// Ids of the incidents that it is evidence of, sorted.
        public let incidents: [String]
        /// Whether the entry itself names the subject; of an incident, each does.
        public let namesSubject: Bool

        public init(evidence: Evidence, incidents: [String], namesSubject: Bool) {
            self.evidence = evidence
            self.incidents = incidents
            self.namesSubject = namesSubject
        }
    }

    /// A user of the incidents.
    public struct Person: Hashable, Sendable {
        /// Which way data may have gone between this user and the user asked about.
        public enum Direction: String, Sendable, CaseIterable {
            /// From the user asked about to this one.
            case fromSubject = "from_subject"
            /// From this user to the one asked about.
            case toSubject = "to_subject"
            case both
            /// They met; nothing says which way.
            case unknown
        }

        public let id: String
        /// Entries of the timeline that name this user.
        public let entries: Int
        /// Those of them that name the subject too.
        public let together: Int
        /// Ids of the incidents that name this user, sorted.
        public let incidents: [String]
        /// Nil where nothing says that data could have gone either way, or where no user is asked about.
        public let direction: Direction?

        public init(
            id: String, entries: Int, together: Int, incidents: [String], direction: Direction?
        ) {
            self.id = id
            self.entries = entries
            self.together = together
            self.incidents = incidents
            self.direction = direction
        }
    }

    /// A scope id that stands in entries that name the subject.
    public struct ScopeUse: Hashable, Sendable {
        /// `request_id`, `connection_id` …
        public let name: String
        public let id: String
        /// Entries of the timeline that name it.
        public let entries: Int
        /// Users that those entries name, sorted.
        public let users: [String]

        public init(name: String, id: String, entries: Int, users: [String]) {
            self.name = name
            self.id = id
            self.entries = entries
            self.users = users
        }
    }

    public let subject: Subject
    /// Those of the time asked for, sorted by level (highest first), time and id.
    public let incidents: [Incident]
    /// Incidents of the subject that lie outside of the time asked for.
    public let incidentsOutside: Int
    /// Every entry that is known as evidence and lies in the time asked for, once, sorted by time; those
    /// without one first.
    public let timeline: [Moment]
    /// Entries that are evidence and of which only the count is known.
    public let entriesUnknown: Int
    /// Entries of these incidents that lie outside of the time asked for.
    public let entriesOutside: Int
    /// The user asked about, those of the request, or all of the incident; as `others`.
    public let users: [Person]
    /// Everybody else in the incidents; those most often together with the subject first.
    public let others: [Person]
    /// Cut ids of users in the incidents, sorted.
    public let cutUsers: [String]
    /// The ways that data of the subject's users may have taken to them or from them, sorted.
    public let flows: [DataFlow]
    /// Sorted by name and id; requests come first.
    public let scopes: [ScopeUse]
    public let services: [String]
    public let revisions: [String]
    /// Of the entries of the timeline that name the subject, or else of the incidents.
    public let firstSeen: Timestamp?
    public let lastSeen: Timestamp?
    /// Incidents that name only a cut id, which may be that of the user asked about.
    public let cutMentions: [Incident]

    public init(
        subject: Subject, incidents: [Incident], incidentsOutside: Int, timeline: [Moment],
        entriesUnknown: Int, entriesOutside: Int, users: [Person], others: [Person], cutUsers: [String],
        flows: [DataFlow], scopes: [ScopeUse], services: [String], revisions: [String],
        firstSeen: Timestamp?, lastSeen: Timestamp?, cutMentions: [Incident]
    ) {
        self.subject = subject
        self.incidents = incidents
        self.incidentsOutside = incidentsOutside
        self.timeline = timeline
        self.entriesUnknown = entriesUnknown
        self.entriesOutside = entriesOutside
        self.users = users
        self.others = others
        self.cutUsers = cutUsers
        self.flows = flows
        self.scopes = scopes
        self.services = services
        self.revisions = revisions
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.cutMentions = cutMentions
    }

    /// How many incidents there are of each level.
    public var levels: [Level: Int] {
        incidents.reduce(into: [:]) { $0[$1.level, default: 0] += 1 }
    }
}
