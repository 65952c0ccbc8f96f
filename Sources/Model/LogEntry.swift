/// One Cloud Logging entry (LogEntry v2), as views into its decoded bytes. Valid until the next one is decoded.
public struct LogEntry {
    /// What stands at the places that were asked for, in the order of the text.
    public let values: UnsafeBufferPointer<LocatedValue>
    /// The record's own bytes, as they stood in the decoded input.
    public let raw: Bytes
    /// Event time: `timestamp`, else `receiveTimestamp`; nil where neither can be read.
    public let timestamp: Timestamp?
    public let severity: Severity
    /// The message text: `textPayload`, `jsonPayload.message` (also `msg`, `event`, `MESSAGE`),
    /// `protoPayload.status.message`, or the same names at the top of a line that was never wrapped into an
    /// entry. Empty where there is none.
    public let message: Bytes
    public let insertID: Bytes
    public let logName: Bytes
    public let identity: EntryIdentity
    public init(
        values: UnsafeBufferPointer<LocatedValue>, raw: Bytes, timestamp: Timestamp?, severity: Severity,
        message: Bytes,
        insertID: Bytes, logName: Bytes, identity: EntryIdentity
    ) {
        self.values = values
        self.raw = raw
        self.timestamp = timestamp
        self.severity = severity
        self.message = message
        self.insertID = insertID
        self.logName = logName
        self.identity = identity
    }
}
