import Model
import Pipeline
import Store
import Triage

/// What earlier runs of `ingest` have stored.
struct StoredReportSource: ReportSource {
    let reader: StoreReader

    func material(for period: Period?) throws -> ReportMaterial {
        try reader.read { transaction in
            var ids = Set(
                try transaction.incidents(
                    from: period?.previous?.previous?.since ?? period?.since, before: period?.until))
            let late = try Self.late(period, transaction)
            ids.formUnion(late)
            var former: [String: [String]] = [:]
            for id in ids { former[id] = try transaction.formerNames(ofIncident: id) }
            return ReportMaterial(
                ledger: try transaction.ledger(from: period?.since, before: period?.until),
                incidents: try transaction.incidents(ids), alsoNew: late,
                formerIDs: former.filter { !$0.value.isEmpty },
                knownSince: try transaction.entriesByQuarter(from: nil, before: nil).first?.start)
        }
    }

    /// Incidents of before the period that were found in it: entries that came late told of them, when the report
    /// they would have been in was made already.
    private static func late(_ period: Period?, _ transaction: StoreTransaction) throws -> Set<String> {
        guard let since = period?.since else { return [] }
        return Set(
            try transaction.lateIncidents(
                endedBefore: since, discoveredBefore: period?.until ?? Timestamp(nanoseconds: .max)))
    }
}
