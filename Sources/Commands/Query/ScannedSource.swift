import Incidents
import Model

/// What a scan has found, to be asked.
struct ScannedSource: QuerySource {
    private let report: Report
    private let index: DossierIndex

    init(_ report: Report) {
        self.report = report
        index = DossierIndex(report.incidents)
    }

    var ledger: Ledger? { report.ledger }

    func incidents(_ kind: QueryKind, id: String) -> [Incident] { index.incidents(kind, id: id) }

    func ids(_ kind: QueryKind, prefix: String, limit: Int) -> QueryCandidates {
        index.ids(kind, prefix: prefix, limit: limit)
    }

    func cutMentions(of user: String, isWhole: Bool) -> [Incident] {
        index.cutMentions(of: user, isWhole: isWhole)
    }
}
