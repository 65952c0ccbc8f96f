import Input
import Model
import Pipeline
import Triage

/// Where the incidents of a report come from.
protocol ReportSource {
    /// All incidents that bear on a report of the period: those of the period, those of the stretch before it,
    /// and what came late. More than that is no harm.
    func material(for period: Period?) throws -> ReportMaterial
}

/// What a report is made from.
struct ReportMaterial {
    var ledger: Ledger
    var incidents: [Incident]
    /// Ids of incidents that are new to whoever reads the report, though they may lie before the period.
    var alsoNew: Set<String> = []
    /// Ids that incidents had before, by the ones they have now.
    var formerIDs: [String: [String]] = [:]
    /// The earliest event time that was looked at.
    var knownSince: Timestamp?
    /// How many inputs do not exist.
    var missingInputs = 0
}

/// Inputs, read from their first entry to their last: an incident over midnight is one incident.
struct InputSource: ReportSource {
    let inputs: InputList
    let engine: Engine
    let options: ScanOptions
    let showsProgress: Bool

    func material(for period: Period?) -> ReportMaterial {
        for path in inputs.missing { Message.print("\(path): does not exist") }
        let scan = Scan(engine: engine, inputs: inputs, options: options, stop: Interruption.watch())
        let report = ScanRunner(scan, showsProgress: showsProgress).run()
        if options.measuresWork { Message.printRaw(ProfileTable.text(scan.profile)) }
        return ReportMaterial(
            ledger: report.ledger, incidents: report.incidents, knownSince: report.ledger.firstTimestamp,
            missingInputs: inputs.missing.count)
    }
}
