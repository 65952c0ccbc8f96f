import Model

/// What became of a record.
public struct DecodingOutcome: Sendable, Equatable {
    /// How many entries the record held: one, or any number in an envelope.
    public var entries = 0
    /// Whether it took a repair to read it (see `RecordRepair`).
    public var isRepaired = false
    /// How many pieces of it are no entry: the record itself, or messages inside an envelope.
    public var malformed = 0
    /// What is wrong with the first of those.
    public var reason: String?
    /// Whether the record is a report of this tool, which is no log.
    public var isOwnReport = false

    mutating func addMalformed(_ reason: String) {
        malformed += 1
        if self.reason == nil { self.reason = reason }
    }
}

/// Turns records into entries: JSON, envelopes (`entries.list`, Pub/Sub push and pull), field spellings,
/// timestamps, the message. One a thread.
public final class EntryDecoder {
    private let parser = JSONParser()
    /// For what is inside an envelope in base64, while the envelope's own tape is walked.
    private let innerParser = JSONParser()
    private var repairBuffer = PaddedBuffer()
    private var innerRepairBuffer = PaddedBuffer()
    private var dataBuffer = PaddedBuffer()

    public init() {}

    /// Bytes that must be readable behind a record.
    public static var padding: Int { JSONParser.padding }

    /// Hands each entry of a record to `body`, which must not keep it. `padding` bytes behind the record must
    /// be readable.
    public func decode(_ record: Bytes, _ body: (LogEntry) -> Void) -> DecodingOutcome {
        var outcome = DecodingOutcome()
        switch parser.parse(record) {
        case .tape(let tape):
            decode(root: tape.root, raw: record, outcome: &outcome, body)
        case .failure(let reason):
            if RecordRepair.repair(record, into: &repairBuffer),
                case .tape(let tape) = parser.parse(repairBuffer.bytes)
            {
                outcome.isRepaired = true
                decode(root: tape.root, raw: record, outcome: &outcome, body)
            } else {
                outcome.addMalformed(reason)
            }
        }
        return outcome
    }

    private func decode(
        root: JSONValue, raw: Bytes, outcome: inout DecodingOutcome, _ body: (LogEntry) -> Void
    ) {
        guard root.isObject else {
            outcome.addMalformed("no JSON object, so no log entry")
            return
        }
        let slots = EntrySlots(root)
        if !slots.hasPayload, decodeEnvelope(slots, raw: raw, outcome: &outcome, body) { return }
        body(entry(root: root, raw: raw, slots: slots))
        outcome.entries += 1
    }

    /// Decodes what is inside `entries.list` or a Pub/Sub message; false where this is none of them.
    private func decodeEnvelope(
        _ slots: EntrySlots, raw: Bytes, outcome: inout DecodingOutcome, _ body: (LogEntry) -> Void
    ) -> Bool {
        if let list = slots.entries ?? slots.receivedMessages, list.isArray {
            for element in list.elements { decode(root: element, raw: raw, outcome: &outcome, body) }
            return true
        }
        if let message = slots.message, message.isObject, let data = message.member("data")?.string {
            if !decode(data: data, raw: raw, outcome: &outcome, body) {
                outcome.addMalformed("the data of the Pub/Sub message is no JSON object in base64")
            }
            return true
        }
        // A bare line may have a `data` of its own; a bare Pub/Sub message has no text beside it.
        if slots.message == nil, slots.timestamp == nil, let data = slots.data?.string {
            return decode(data: data, raw: raw, outcome: &outcome, body)
        }
        if let schema = slots.schema?.string, schema.starts(with: "crosstalk.") {
            outcome.isOwnReport = true
            return true
        }
        return false
    }

    /// Decodes the entry inside a Pub/Sub message; false where there is none.
    private func decode(
        data: Bytes, raw: Bytes, outcome: inout DecodingOutcome, _ body: (LogEntry) -> Void
    ) -> Bool {
        guard Base64.decode(data, into: &dataBuffer) else { return false }
        let inner = dataBuffer.bytes
        var result = innerParser.parse(inner)
        if case .failure = result, RecordRepair.repair(inner, into: &innerRepairBuffer) {
            result = innerParser.parse(innerRepairBuffer.bytes)
            outcome.isRepaired = true
        }
        guard case .tape(let tape) = result, tape.root.isObject else { return false }
        body(entry(root: tape.root, raw: raw, slots: EntrySlots(tape.root)))
        outcome.entries += 1
        return true
    }

    private func entry(root: JSONValue, raw: Bytes, slots: EntrySlots) -> LogEntry {
        let timestamp = readTimestamp(slots.timestamp) ?? readTimestamp(slots.receiveTimestamp)
        let insertID = slots.insertID?.string ?? Self.nothing
        let logName = slots.logName?.string ?? Self.nothing
        return LogEntry(
            root: root, raw: raw, timestamp: timestamp, severity: readSeverity(slots.severity),
            message: MessageText.select(slots), insertID: insertID, logName: logName,
            identity: EntryIdentity(root: root, timestamp: timestamp, insertID: insertID, logName: logName),
            isBare: !slots.hasPayload)
    }

    private static var nothing: Bytes { Bytes(start: nil, count: 0) }

    /// A string of RFC 3339, or protobuf's `{seconds, nanos}`.
    private func readTimestamp(_ value: JSONValue?) -> Timestamp? {
        guard let value else { return nil }
        if let text = value.string { return Timestamp(rfc3339: text) }
        guard let seconds = value.member("seconds")?.integer, abs(seconds) < 9_000_000_000 else { return nil }
        let nanos = value.member("nanos")?.integer ?? 0
        return Timestamp(nanoseconds: seconds * .second + min(max(nanos, 0), .second - 1))
    }

    private func readSeverity(_ value: JSONValue?) -> Severity {
        guard let value else { return .default }
        if let number = value.integer { return Severity(number: Int(number)) }
        guard let text = value.string else { return .default }
        guard let first = text.first, first &- 0x30 < 10 else { return Severity(name: text) }
        return Severity(number: Int(text.text) ?? 0)
    }
}
