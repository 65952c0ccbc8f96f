/// A detection or a correlation that counts towards an incident: entries that matched alike, with the same
/// ids and close in time, taken together.
public struct Signal: Sendable {
    /// What matched. A detection may be of several rules at once, where one entry matched them all.
    public let rules: [Rule]
    /// Whether the rules are correlations: entries of two of them may be the same, while an entry is of one
    /// detection signal only.
    public let isCorrelation: Bool
    /// Ids of users it names, sorted.
    public let users: [String]
    public let cutUsers: [String]
    /// Scope ids by name, each list sorted.
    public let scopes: [String: [String]]
    public let services: [String]
    public let revisions: [String]
    /// Event time of its first and last entry; nil for entries without a time.
    public let firstSeen: Timestamp?
    public let lastSeen: Timestamp?
    /// How many distinct entries matched.
    public let count: Int
    /// How many distinct entries of it are evidence: all those of a detection; the ones that prove it of a
    /// correlation.
    public let evidenceCount: Int
    /// The first and the last of them, sorted by time; at most the cap at each end.
    public let evidence: [Evidence]
    /// Identities of those in `evidence` that are evidence of another signal too: of a correlation, the
    /// entries that matched a detection rule by themselves.
    public let alsoDetected: Set<EntryIdentity>

    public init(
        rules: [Rule], isCorrelation: Bool, users: [String], cutUsers: [String], scopes: [String: [String]],
        services: [String], revisions: [String], firstSeen: Timestamp?, lastSeen: Timestamp?, count: Int,
        evidenceCount: Int, evidence: [Evidence], alsoDetected: Set<EntryIdentity>
    ) {
        self.rules = rules
        self.isCorrelation = isCorrelation
        self.users = users
        self.cutUsers = cutUsers
        self.scopes = scopes
        self.services = services
        self.revisions = revisions
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.count = count
        self.evidenceCount = evidenceCount
        self.evidence = evidence
        self.alsoDetected = alsoDetected
    }
}
