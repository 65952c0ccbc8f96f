import Model
import Triage

/// Makes a report and ends with the status that goes with it.
struct ReportRun {
    let source: any ReportSource
    var triage: Triage
    var zone = LocalTime.utc
    /// Whether a report without news is none.
    let onlyNew: Bool
    let selection: SelectionOptions
    let output: OutputOptions
    /// Writes the numbers of a report, where that was asked for.
    let metrics: (Report) throws -> Void

    func run() throws {
        let file = try output.target.open()
        let material = try source.material(for: triage.period)
        let triaged = triaged(material)
        let problem = problem(of: material)
        if onlyNew, !triaged.hasNews {
            file.abandon()
            try metrics(triaged.report)
            // Cron mails whatever is said.
            if problem != nil { warn(material) }
        } else {
            warn(material)
            try output.write(triaged.report, hidden: triaged.hidden, to: file)
            try metrics(triaged.report)
            if problem == nil, hasFailed(triaged.report) { throw ExitStatus.incidentFound.code }
        }
        if let problem { throw problem.code }
    }

    private func triaged(_ material: ReportMaterial) -> TriagedReport {
        var triage = triage
        triage.alsoNew = material.alsoNew
        triage.formerIDs = material.formerIDs
        triage.knownSince = material.knownSince
        triage.zone = offsets(for: material.incidents + (triage.baseline?.incidents ?? []))
        return triage.report(
            ledger: material.ledger, incidents: material.incidents, showing: selection.includes)
    }

    /// The zone, for all times that the report shows.
    private func offsets(for incidents: [Incident]) -> Zone {
        let times =
            incidents.flatMap { [$0.firstSeen, $0.lastSeen] } + [triage.period?.since, triage.period?.until]
            + [triage.now]
        let known = times.compactMap { $0 }
        guard let first = known.min(), let last = known.max() else { return .utc }
        return zone.zone(from: first.advanced(by: -.day), to: last.advanced(by: .day))
    }

    private func warn(_ material: ReportMaterial) {
        if !output.target.quiet { InputWarnings.print(material.ledger, missing: material.missingInputs) }
    }

    private func problem(of material: ReportMaterial) -> ExitStatus? {
        if material.missingInputs > 0 { return .inputMissing }
        return material.ledger.incompleteInputs > 0 ? .inputIncomplete : nil
    }

    /// Whether `--fail-on` asks for the status 1. What is suppressed or over asks for nothing.
    private func hasFailed(_ report: Report) -> Bool {
        guard let level = selection.failOn else { return false }
        return report.incidents.contains { $0.status.isActive && $0.level >= level }
    }
}
