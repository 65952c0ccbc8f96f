import Incidents
import Model
import Pipeline
import Store

/// What earlier runs of `ingest` have stored, to be asked.
struct StoredQuerySource: QuerySource {
    let reader: StoreReader
    let ledger: Ledger?

    init(reader: StoreReader) throws {
        self.reader = reader
        ledger = try reader.read { try $0.ledger(from: nil, before: nil) }
    }

    func incidents(_ kind: QueryKind, id: String) throws -> [Incident] {
        try reader.read { transaction in
            let ids =
                switch kind {
                case .user: try transaction.incidents(withID: id, kind: StoreTransaction.user)
                case .request: try transaction.incidents(withID: id, kind: Self.request)
                case .incident: try [transaction.currentName(ofIncident: id)].compactMap { $0 }
                }
            return try Self.whole(ids, transaction)
        }
    }

    func ids(_ kind: QueryKind, prefix: String, limit: Int) throws -> QueryCandidates {
        let (rows, more) = try reader.read { transaction in
            switch kind {
            case .user: try transaction.ids(ofKind: StoreTransaction.user, prefix: prefix, limit: limit)
            case .request: try transaction.ids(ofKind: Self.request, prefix: prefix, limit: limit)
            case .incident: try transaction.incidentIDs(prefix: prefix, limit: limit)
            }
        }
        return QueryCandidates(
            first: rows.map {
                QueryCandidate(kind: kind, id: $0.id, incidents: $0.incidents, lastSeen: $0.lastSeen)
            }, more: more)
    }

    func cutMentions(of user: String, isWhole: Bool) throws -> [Incident] {
        let candidates = try reader.read { transaction in
            var ids = Set(try transaction.incidents(withCutIDOf: user))
            if !isWhole {
                let (longer, _) = try transaction.ids(
                    ofKind: StoreTransaction.cutUser, prefix: user, limit: Self.cutLimit)
                for row in longer {
                    ids.formUnion(try transaction.incidents(withID: row.id, kind: StoreTransaction.cutUser))
                }
            }
            return try Self.whole(ids, transaction)
        }
        return DossierIndex(candidates).cutMentions(of: user, isWhole: isWhole)
    }

    /// The scope that requests are.
    private static let request = "request_id"
    /// How many cut ids that go on where the one asked for ends are looked at.
    private static let cutLimit = 100

    /// The incidents with all of their evidence.
    private static func whole(_ ids: some Sequence<String>, _ transaction: StoreTransaction) throws
        -> [Incident]
    {
        try transaction.incidents(ids, evidenceCap: .max / 2)
    }
}
