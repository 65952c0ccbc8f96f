/// What a query asks about.
public enum QueryKind: String, Sendable, CaseIterable {
    case user, request, incident
}

/// A question as it was typed.
public struct Query: Hashable, Sendable {
    public let kind: QueryKind
    /// An id, or the beginning of one.
    public let id: String
    /// Evidence before this time is not shown; nil where that end is open.
    public var since: Timestamp?
    /// Evidence at or after this time is not shown.
    public var until: Timestamp?

    public init(kind: QueryKind, id: String, since: Timestamp? = nil, until: Timestamp? = nil) {
        self.kind = kind
        self.id = id
        self.since = since
        self.until = until
    }

    /// Whether something at this time is shown; what has no time always is.
    public func includes(_ timestamp: Timestamp?) -> Bool {
        guard let timestamp else { return true }
        if let since, timestamp < since { return false }
        if let until, timestamp >= until { return false }
        return true
    }
}

/// An id that a query may mean.
public struct QueryCandidate: Hashable, Sendable {
    public let kind: QueryKind
    public let id: String
    /// How many incidents it is in.
    public let incidents: Int
    /// The last time of those; nil where none has a time.
    public let lastSeen: Timestamp?

    public init(kind: QueryKind, id: String, incidents: Int, lastSeen: Timestamp?) {
        self.kind = kind
        self.id = id
        self.incidents = incidents
        self.lastSeen = lastSeen
    }
}

/// Ids that a query may mean: the first of them, and how many there are besides.
public struct QueryCandidates: Sendable {
    /// The one seen last first, then by id.
    public let first: [QueryCandidate]
    public let more: Int

    public init(first: [QueryCandidate], more: Int) {
        self.first = first
        self.more = more
    }

    public var count: Int { first.count + more }
}

/// Why a query has found nothing, and what may have been meant.
public struct QueryMiss: Sendable {
    /// Whether the id is too short to be taken as the beginning of one.
    public let isTooShort: Bool
    /// Users, requests or incidents of that id, where another kind was asked for.
    public let otherKinds: [QueryCandidate]
    /// Incidents that name a cut id, which may be that of the user asked for.
    public let cutMentions: [Incident]

    public init(isTooShort: Bool, otherKinds: [QueryCandidate], cutMentions: [Incident]) {
        self.isTooShort = isTooShort
        self.otherKinds = otherKinds
        self.cutMentions = cutMentions
    }
}

/// What there is to say to a query.
public enum QueryAnswer: Sendable {
    case dossier(Dossier)
    /// The beginning of more than one id.
    case several(QueryCandidates)
    case nothing(QueryMiss)
}

/// A question, its answer, and how far that can be relied on.
public struct QueryResult: Sendable {
    public let query: Query
    public let answer: QueryAnswer
    /// What was read for it; nil where the answer comes from what is stored.
    public let ledger: Ledger?

    public init(query: Query, answer: QueryAnswer, ledger: Ledger?) {
        self.query = query
        self.answer = answer
        self.ledger = ledger
    }
}
