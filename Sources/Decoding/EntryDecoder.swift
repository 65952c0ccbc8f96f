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
///
/// Usual records are read by their marks (see `MarkedWalk`), all others are parsed in full; both ways give the
/// same entries.
public final class EntryDecoder {
    private let paths: EntryPaths
    private let walk: TapeWalk
    private let arena = TextArena()
    /// Behind a pointer, as a class's stored variables are checked for overlapping access each time.
    private let state: UnsafeMutablePointer<State>
    private let parser = JSONParser()
    /// For what is inside an envelope in base64, while the envelope's own tape is walked.
    private let innerParser = JSONParser()
    private var repairBuffer = PaddedBuffer()
    private var innerRepairBuffer = PaddedBuffer()
    private var dataBuffer = PaddedBuffer()

    /// What changes from record to record.
    private struct State: ~Copyable {
        var values = ValueList()
        var stretch = MarkedStretch()
        var room = EscapeRoom()
        var isQuick = false
    }

    /// Whether the last record was read by its marks.
    var lastWasQuick: Bool { state.pointee.isQuick }

    /// - Parameter paths: The places of entries from which `LogEntry.values` are wanted.
    public init(paths: EntryPaths = .none) {
        self.paths = paths
        walk = TapeWalk(paths: paths.view, arena: arena)
        state = .allocate(capacity: 1)
        state.initialize(to: State())
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Bytes that must be readable behind a record.
    public static var padding: Int { JSONParser.padding }

    /// Looks at a stretch of the input as a whole, which makes decoding the records in it quicker; they are to
    /// be decoded in their order. `padding` bytes behind it must be readable, and it must stay as it is until
    /// the next call.
    public func prepare(_ stretch: Bytes) {
        state.pointee.stretch = MarkedStretch(stretch, by: parser)
    }

    /// Hands each entry of a record to `body`, which must not keep it. `padding` bytes behind the record must
    /// be readable.
    public func decode(_ record: Bytes, _ body: (LogEntry) -> Void) -> DecodingOutcome {
        if let entry = quickly(record) {
            state.pointee.isQuick = true
            body(entry)
            return DecodingOutcome(entries: 1)
        }
        state.pointee.isQuick = false
        return fully(record, body)
    }

    /// The entry of a usual record in the prepared stretch; nil where it must be parsed.
    @inline(__always)
    private func quickly(_ record: Bytes) -> LogEntry? {
        guard var walk = state.pointee.stretch.walk(of: record, paths: paths.view, room: &state.pointee.room)
        else { return nil }
        state.pointee.values.removeAll()
        let end = state.pointee.stretch.offset(of: record) &+ record.count
        guard walk.entry(end: end, into: &state.pointee.values) else { return nil }
        state.pointee.stretch.pass(walk)
        let head = walk.head
        guard head.hasPayload, !head.insertID.isEmpty, let message = head.message else { return nil }
        let time = head.time
        return LogEntry(
            values: state.pointee.values.values, raw: record, timestamp: time,
            severity: head.severity.isEmpty ? .default : readSeverity(head.severity), message: message,
            insertID: head.insertID, logName: head.logName,
            identity: EntryIdentity(timestamp: time, insertID: head.insertID, logName: head.logName))
    }

    // MARK: - In full

    func fully(_ record: Bytes, _ body: (LogEntry) -> Void) -> DecodingOutcome {
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
        let insertID = slots.insertID?.string ?? EntryHead.nothing
        let logName = slots.logName?.string ?? EntryHead.nothing
        let identity =
            insertID.isEmpty
            ? EntryIdentity(ofContent: root)
            : EntryIdentity(timestamp: timestamp, insertID: insertID, logName: logName)
        collectValues(root, isBare: !slots.hasPayload)
        return LogEntry(
            values: state.pointee.values.values, raw: raw, timestamp: timestamp,
            severity: readSeverity(slots.severity), message: MessageText.select(slots), insertID: insertID,
            logName: logName, identity: identity)
    }

    /// Collects what is wanted. In a line that was never wrapped into an entry, what would be its `jsonPayload`
    /// is at the top.
    private func collectValues(_ root: JSONValue, isBare: Bool) {
        arena.reset()
        state.pointee.values.removeAll()
        walk.walk(root, place: EntryPaths.root, into: &state.pointee.values)
        if isBare, paths.payload >= 0 {
            walk.walk(root, place: paths.payload, into: &state.pointee.values)
        }
    }

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
        return value.string.map { readSeverity($0) } ?? .default
    }

    private func readSeverity(_ text: Bytes) -> Severity {
        guard let first = text.first, first &- 0x30 < 10 else { return Severity(name: text) }
        return Severity(number: Int(text.text) ?? 0)
    }
}
