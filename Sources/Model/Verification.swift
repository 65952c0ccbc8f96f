/// The answer to "did the fix hold?", and what it rests on; schema `crosstalk.verify/1`.
public struct Verification: Sendable {
    /// What was asked.
    public struct Question: Sendable {
        /// When the fix was deployed: earlier evidence does not count.
        public var since: Timestamp
        /// Evidence at or after this time does not count; nil for no such end.
        public var until: Timestamp?
        /// When it was asked: where there is no `until`, logs must reach up to here.
        public var now: Timestamp
        public var service: String?
        public var revision: String?
        /// Kinds of failure that the fix is about; all where there is none.
        public var categories: [Category] = []
        /// With fewer entries than this, nothing found means nothing.
        public var minEntries = 1
        /// The longest stretch of time without an entry that is still taken for a quiet one.
        public var maxGap: Nanoseconds = .hour

        public init(since: Timestamp, until: Timestamp? = nil, now: Timestamp) {
            self.since = since
            self.until = until
            self.now = now
        }

        /// The end of the time that logs must cover.
        public var end: Timestamp { until ?? now }

        /// What a run has to count for it.
        public var coverage: CoverageRequest {
            CoverageRequest(since: since, until: until, service: service, revision: revision)
        }
    }

    /// What was seen: by a scan, or from a store.
    public struct Observation: Sendable {
        public let ledger: Ledger
        /// Counted as `Question.coverage` asks.
        public let coverage: Coverage
        public let incidents: [Incident]

        public init(ledger: Ledger, coverage: Coverage, incidents: [Incident]) {
            self.ledger = ledger
            self.coverage = coverage
            self.incidents = incidents
        }
    }

    public enum Verdict: String, Sendable {
        /// Nothing of the kind was found, and the logs are enough to say so.
        case held
        /// It happened again.
        case failed
        /// Nothing of the kind was found, and the logs are not enough to say that there is nothing.
        case unknown
    }

    /// A reason why "nothing found" may not mean "there is nothing".
    public enum Doubt: Hashable, Sendable {
        /// There is no entry of the time, or none of the service in it.
        case noEntries
        /// There is no entry of the revision.
        case noRevision
        case tooFewEntries(Int)
        /// The logs begin late, end early or have a hole.
        case gap(Coverage.Gap)
        /// So many inputs were not read in full.
        case incompleteInputs(Int)
        /// So many matches were given up at a regex limit.
        case regexLimitHits(Int)
        /// So many pieces of state were dropped.
        case evicted(Int)
        /// So many incidents of the kind have evidence without a time.
        case untimedEvidence(Int)

        /// A name for programs.
        public var name: String {
            switch self {
            case .noEntries: "no_entries"
            case .noRevision: "no_revision"
            case .tooFewEntries: "too_few_entries"
            case .gap: "gap"
            case .incompleteInputs: "incomplete_inputs"
            case .regexLimitHits: "regex_limit_hits"
            case .evicted: "evicted"
            case .untimedEvidence: "untimed_evidence"
            }
        }
    }

    public let question: Question
    public let verdict: Verdict
    /// Also where it failed: there may be more than was found.
    public let doubts: [Doubt]
    /// The entries that could have shown a failure: those of the time, the service and the revision.
    public let entries: Coverage.Tally
    /// Those that say that it failed.
    public let incidents: [Incident]
    public let ledger: Ledger

    public init(
        question: Question, verdict: Verdict, doubts: [Doubt], entries: Coverage.Tally,
        incidents: [Incident], ledger: Ledger
    ) {
        self.question = question
        self.verdict = verdict
        self.doubts = doubts
        self.entries = entries
        self.incidents = incidents
        self.ledger = ledger
    }
}
