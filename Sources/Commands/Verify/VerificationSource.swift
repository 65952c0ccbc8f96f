import Input
import Model
import Pipeline

/// Where a verification takes its entries and incidents from.
protocol VerificationSource {
    /// What there is to say about the time asked for.
    func observe(_ question: Verification.Question) throws -> Verification.Observation
}

/// Inputs that are read for the occasion.
struct InputsToVerify: VerificationSource {
    let inputs: InputList
    let reading: ReadingOptions
    let showsProgress: Bool

    /// Entries before the time asked for are read, too: an incident may have begun in them.
    func observe(_ question: Verification.Question) throws -> Verification.Observation {
        var options = reading.scanOptions
        options.until = question.until
        options.coverage = question.coverage
        let scan = Scan(
            engine: try reading.engine(), inputs: inputs, options: options, stop: Interruption.watch())
        let report = ScanRunner(scan, showsProgress: showsProgress).run()
        if reading.profileRules { Message.printRaw(ProfileTable.text(scan.profile)) }
        return Verification.Observation(
            ledger: report.ledger, coverage: scan.coverage, incidents: report.incidents)
    }
}
