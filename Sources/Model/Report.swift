/// All that a run has to say; schema `crosstalk.report/1`.
public struct Report: Sendable {
    public let ledger: Ledger
    /// Sorted by level, highest first, then by time and id.
    public let incidents: [Incident]

    public init(ledger: Ledger, incidents: [Incident]) {
        self.ledger = ledger
        self.incidents = incidents
    }
}
