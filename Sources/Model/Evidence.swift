/// Where an entry stood.
public struct EvidenceSource: Hashable, Comparable, Sendable {
    /// The input's path as it was given or found; `-` is standard input.
    public let path: String
    /// The line its first byte is on, counted from 1, of the decompressed input.
    public let line: Int
    /// The offset of its first byte in the decompressed input.
    public let offset: Int

    public init(path: String, line: Int, offset: Int) {
        self.path = path
        self.line = line
        self.offset = offset
    }

    public static func < (left: EvidenceSource, right: EvidenceSource) -> Bool {
        (left.path, left.offset) < (right.path, right.offset)
    }
}

/// An entry that takes part in an incident.
public struct Evidence: Hashable, Sendable {
    public let timestamp: Timestamp?
    public let severity: Severity
    /// The names of the rules it is evidence of, sorted.
    public var rules: [String]
    public let message: String
    /// Ids of users, sorted.
    public let users: [String]
    /// Cut ids of users, such as `demo-use` for `demo-use...`: a prefix, never an identity. Sorted.
    public let cutUsers: [String]
    /// Scope ids by name, each list sorted.
    public let scopes: [String: [String]]
    public let service: String?
    public let revision: String?
    /// The ways that the entry itself says data took from one user to another; sorted.
    public let flows: [DataFlow]
    public let insertID: String?
    /// SHA-256 of the record's bytes, in lower-case hexadecimal digits.
    public let sha256: String
    public let identity: EntryIdentity
    public let source: EvidenceSource

    public init(
        timestamp: Timestamp?, severity: Severity, rules: [String], message: String, users: [String],
        cutUsers: [String], scopes: [String: [String]], service: String?, revision: String?,
        flows: [DataFlow] = [], insertID: String?, sha256: String, identity: EntryIdentity,
        source: EvidenceSource
    ) {
        self.timestamp = timestamp
        self.severity = severity
        self.rules = rules
        self.message = message
        self.users = users
        self.cutUsers = cutUsers
        self.scopes = scopes
        self.service = service
        self.revision = revision
        self.flows = flows
        self.insertID = insertID
        self.sha256 = sha256
        self.identity = identity
        self.source = source
    }
}
