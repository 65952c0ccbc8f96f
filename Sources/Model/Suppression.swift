/// Somebody's decision that certain incidents need no attention until a date: each says why, who and how long.
///
/// It holds for an incident that fits all of the lists that are not empty; a list fits where one of its members
/// does. At least one list is not empty.
public struct Suppression: Hashable, Sendable {
    /// Ids or names of rules; fits an incident of which every signal is of one of them.
    public let rules: [String]
    /// Ids of users; fits an incident whose users are all among them.
    public let users: [String]
    /// Scope ids by name; fits an incident that has one of them.
    public let scopes: [String: [String]]
    /// Ids of incidents, former ones included.
    public let incidents: [String]
    public let reason: String
    public let author: String
    /// The first moment at which it no longer holds.
    public let expires: Timestamp
    /// Where it is written: `path:line`.
    public let place: String

    public init(
        rules: [String] = [], users: [String] = [], scopes: [String: [String]] = [:],
        incidents: [String] = [],
        reason: String, author: String, expires: Timestamp, place: String
    ) {
        self.rules = rules
        self.users = users
        self.scopes = scopes
        self.incidents = incidents
        self.reason = reason
        self.author = author
        self.expires = expires
        self.place = place
    }
}

/// A suppression and what became of it in one report.
public struct SuppressionUse: Hashable, Sendable {
    public let suppression: Suppression
    /// Whether its date has passed: then it suppresses nothing, and the report says so.
    public let isExpired: Bool
    /// How many incidents it fits, whether it still suppresses them or not.
    public let incidents: Int

    public init(suppression: Suppression, isExpired: Bool, incidents: Int) {
        self.suppression = suppression
        self.isExpired = isExpired
        self.incidents = incidents
    }
}
