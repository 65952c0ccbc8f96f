import Model

/// Where queries find what is known: logs that were just read, or what earlier runs have stored.
///
/// Ids are compared as bytes.
protocol QuerySource {
    /// The incidents that name a user or a request, or the one of that id; each with all evidence of it that is
    /// known, however much.
    func incidents(_ kind: QueryKind, id: String) throws -> [Incident]

    /// The ids of a kind that begin with `prefix`, those seen last first; at most `limit` are listed, and all
    /// counted. An id that is the prefix itself is one of them.
    func ids(_ kind: QueryKind, prefix: String, limit: Int) throws -> QueryCandidates

    /// Incidents that do not name the user but a cut id that may be this one's: the beginning of `user`, or,
    /// where `user` is not whole, one that goes on where it ends.
    func cutMentions(of user: String, isWhole: Bool) throws -> [Incident]

    /// What was read for the answer; nil where nothing was.
    var ledger: Ledger? { get }
}
