import Model

/// Decides what of a report asks for attention: what is new, what goes on, what is over, what somebody decided to
/// leave alone. Values in, values out: the caller has read the files and the clock.
public struct Triage: Sendable {
    /// The stretch of time that the report is about; nil for all that was read.
    public var period: Period?
    /// The report that tells what is known already. Where there is one, it decides between new and ongoing, and
    /// what is resolved; the period then only says which incidents are looked at.
    public var baseline: Baseline?
    /// In the order of their files; where several fit, the first one that still holds suppresses.
    public var suppressions: [Suppression] = []
    /// Ids of incidents that are new to whoever reads the report, though they may lie before the period: entries
    /// that came late told of them.
    public var alsoNew: Set<String> = []
    /// Ids that incidents had before, by the ones they have now.
    public var formerIDs: [String: [String]] = [:]
    /// The earliest event time that was looked at. What lies before it is not known to have been quiet.
    public var knownSince: Timestamp?
    /// The zone in which the report shows times to people.
    public var zone = Zone.utc
    /// When the report is made.
    public var now: Timestamp

    public init(now: Timestamp) {
        self.now = now
    }

    /// The report of these incidents, each with its status: the active ones in the order they came in, then the
    /// suppressed, then the resolved.
    /// - Parameters:
    ///   - incidents: All that are known, those outside of the period included.
    ///   - isShown: Which of them were asked for; what became of the others is only counted.
    public func report(
        ledger: Ledger, incidents: [Incident], showing isShown: (Incident) -> Bool = { _ in true }
    ) -> TriagedReport {
        let all = judged(incidents, in: period, alsoNew: alsoNew)
        let shown = all.filter(isShown)
        var context = ReportContext()
        context.since = period?.since
        context.until = period?.until
        context.zone = zone
        context.baseline = baseline?.name
        context.previous = previousFigures(incidents, isShown)
        context.suppressions = suppressions.map { suppression in
            SuppressionUse(
                suppression: suppression, isExpired: isExpired(suppression, in: period),
                incidents: shown.count { fits(suppression, $0) })
        }
        return TriagedReport(
            report: Report(ledger: ledger, incidents: shown, context: context),
            hidden: all.count - shown.count)
    }

    /// The figures that a report of the stretch before would have had; nil where nobody looked at it.
    private func previousFigures(_ incidents: [Incident], _ isShown: (Incident) -> Bool) -> ReportFigures? {
        guard let previous = period?.previous, let since = period?.since, let knownSince, knownSince < since
        else { return nil }
        var triage = self
        triage.baseline = nil
        let earlier = incidents.filter { !alsoNew.contains($0.id) }
        return ReportFigures(triage.judged(earlier, in: previous, alsoNew: []).filter(isShown))
    }

    private func judged(_ incidents: [Incident], in period: Period?, alsoNew: Set<String>) -> [Incident] {
        let holding = suppressions.filter { !isExpired($0, in: period) }
        let present = incidents.filter { incident in
            alsoNew.contains(incident.id) || period?.hasActivity(of: incident) ?? true
        }
        var all = present.map { incident in
            with(incident, isKnown(incident, period, alsoNew) ? .ongoing : .new)
        }
        all += resolved(incidents, present, period).map { with($0, .resolved) }
        for index in all.indices {
            guard let suppression = holding.first(where: { fits($0, all[index]) }) else { continue }
            all[index].status = .suppressed
            all[index].suppression = suppression
        }
        return all.filter(\.status.isActive) + all.filter { $0.status == .suppressed }
            + all.filter { $0.status == .resolved }
    }

    private func isKnown(_ incident: Incident, _ period: Period?, _ alsoNew: Set<String>) -> Bool {
        if let baseline { return baseline.contains(incident, formerIDs: formerIDs[incident.id] ?? []) }
        return !alsoNew.contains(incident.id) && period?.isPreceded(by: incident) ?? false
    }

    /// Incidents of before that are over. What a baseline has as resolved already is not told twice.
    private func resolved(_ incidents: [Incident], _ present: [Incident], _ period: Period?) -> [Incident] {
        if let baseline {
            let known = KnownIncidents(present, formerIDs: formerIDs)
            return baseline.incidents.filter { $0.status != .resolved && !known.contains($0) }
        }
        guard let period, let previous = period.previous else { return [] }
        return incidents.filter { incident in
            !alsoNew.contains(incident.id) && !period.hasActivity(of: incident)
                && previous.hasActivity(of: incident)
        }
    }

    private func with(_ incident: Incident, _ status: IncidentStatus) -> Incident {
        var result = incident
        result.status = status
        result.suppression = nil
        return result
    }

    private func fits(_ suppression: Suppression, _ incident: Incident) -> Bool {
        suppression.fits(incident, formerIDs: formerIDs[incident.id] ?? [])
    }

    /// Whether a suppression no longer held when the period ended, or does not hold now where it is not over.
    /// So a report of a day says the same whenever it is made again.
    private func isExpired(_ suppression: Suppression, in period: Period?) -> Bool {
        if let until = period?.until, until <= now { return suppression.expires < until }
        return suppression.expires <= now
    }
}

/// A report in which every incident has its status.
public struct TriagedReport: Sendable {
    public let report: Report
    /// How many incidents it would have besides, had they been asked for.
    public let hidden: Int

    /// Whether something in it is new.
    public var hasNews: Bool { report.incidents.contains { $0.status == .new } }
}
