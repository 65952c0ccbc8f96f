/// What a run of `ingest` read, and what it changed in its store.
public struct IngestReport: Sendable {
    public let store: String
    public let ledger: Ledger
    /// Inputs of which nothing was new.
    public let knownInputs: Int
    /// Incidents that the store did not know under any name, and those it knew and that changed, as they are now.
    public let new: [Incident]
    public let changed: [Incident]

    public init(store: String, ledger: Ledger, knownInputs: Int, new: [Incident], changed: [Incident]) {
        self.store = store
        self.ledger = ledger
        self.knownInputs = knownInputs
        self.new = new
        self.changed = changed
    }

    /// What the run found, as a report: what it changed was known before.
    public var asReport: Report {
        let incidents = [(new, IncidentStatus.new), (changed, .ongoing)].flatMap { incidents, status in
            incidents.map { incident in
                var copy = incident
                copy.status = status
                return copy
            }
        }
        return Report(ledger: ledger, incidents: incidents)
    }
}
