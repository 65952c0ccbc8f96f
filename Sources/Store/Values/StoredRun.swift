import Model

/// What one run of `ingest` read, and when.
public struct StoredRun: Sendable {
    public let started: Timestamp
    /// Inputs of which nothing was new.
    public let knownInputs: Int
    public let ledger: Ledger

    public init(started: Timestamp, knownInputs: Int, ledger: Ledger) {
        self.started = started
        self.knownInputs = knownInputs
        self.ledger = ledger
    }
}
