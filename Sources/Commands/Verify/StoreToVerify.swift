import Model
import Pipeline
import Store

/// What earlier runs of `ingest` have stored.
///
/// A store counts entries by the quarter of an hour and not by service or revision. Each quarter is taken to have
/// its entries at its beginning: so a stretch without entries may be taken for longer than it is, never for shorter.
struct StoreToVerify: VerificationSource {
    let reader: StoreReader

    func observe(_ question: Verification.Question) throws -> Verification.Observation {
        try reader.read { transaction in
            var coverage = Coverage()
            for quarter in try transaction.entriesByQuarter(from: question.since, before: question.until) {
                coverage.see(quarter.entries, at: quarter.start)
            }
            let ids = try transaction.incidents(from: question.since, before: question.until)
            return Verification.Observation(
                ledger: try transaction.ledger(from: question.since, before: question.until),
                coverage: coverage, incidents: try transaction.incidents(ids, evidenceCap: .max / 2))
        }
    }
}
