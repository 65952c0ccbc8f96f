import Model
import Pipeline
import Store

/// What earlier runs of `ingest` have stored.
///
/// A store counts entries by the quarter of an hour and not by service or revision. What follows a quarter is taken to
/// follow its beginning, and what comes before it its end: so a stretch without entries may be taken for longer than it
/// is, never for shorter. A quarter that the time asked for cuts does not count.
struct StoreToVerify: VerificationSource {
    let reader: StoreReader

    func observe(_ question: Verification.Question) throws -> Verification.Observation {
        try reader.read { transaction in
            var coverage = Coverage()
            for quarter in try transaction.entriesByQuarter(from: question.since, before: question.until) {
                let end = quarter.start.advanced(by: StoreTransaction.quarter)
                guard question.until.map({ end <= $0 }) ?? true else { continue }
                coverage.see(quarter.entries, from: quarter.start, to: end)
            }
            let ids = try transaction.incidents(from: question.since, before: question.until)
            return Verification.Observation(
                ledger: try transaction.ledger(from: question.since, before: question.until),
                coverage: coverage, incidents: try transaction.incidents(ids, evidenceCap: .max / 2))
        }
    }
}
