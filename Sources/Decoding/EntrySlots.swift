import Model

/// The members of a LogEntry that decoding looks at, found in one pass over the top of an object.
///
/// The names are LogEntry v2's, and the snake_case ones of client libraries. A null counts as absent.
struct EntrySlots {
    var insertID: JSONValue?
    var timestamp: JSONValue?
    var receiveTimestamp: JSONValue?
    var severity: JSONValue?
    var logName: JSONValue?
    var textPayload: JSONValue?
    var jsonPayload: JSONValue?
    var protoPayload: JSONValue?
    /// `message`, `msg`, `event` or `MESSAGE` at the top: a bare line, or the message of a Pub/Sub push.
    var message: JSONValue?
    var entries: JSONValue?
    var receivedMessages: JSONValue?
    var data: JSONValue?
    var schema: JSONValue?

    init(_ root: JSONValue) {
        for (key, value) in root.members where !value.isNull { store(value, for: key) }
    }

    /// Whether there is a payload, so that what else is at the top belongs to the entry itself.
    var hasPayload: Bool { textPayload != nil || jsonPayload != nil || protoPayload != nil }

    private mutating func store(_ value: JSONValue, for key: Bytes) {
        switch key.count {
        case 3: if key.equals("msg"), message == nil { message = value }
        case 4: if key.equals("data") { data = value }
        case 5: if key.equals("event"), message == nil { message = value }
        case 6: if key.equals("schema") { schema = value }
        case 7: storeNamesOfSeven(value, key)
        case 8: storeNamesOfEight(value, key)
        case 9: storeNamesOfNine(value, key)
        case 11: if key.equals("textPayload") { textPayload = value } else { storePayload(value, key) }
        case 12: storePayload(value, key)
        case 13: if key.equals("proto_payload") { protoPayload = value }
        case 16: storeNamesOfSixteen(value, key)
        case 17...18: storeNamesOfSixteen(value, key)
        default: break
        }
    }

    private mutating func storeNamesOfSeven(_ value: JSONValue, _ key: Bytes) {
        if key.equals("logName") {
            logName = value
        } else if key.equals("entries") {
            entries = value
        } else if key.equals("message") {
            message = value
        } else if key.equals("MESSAGE"), message == nil {
            message = value
        }
    }

    private mutating func storeNamesOfEight(_ value: JSONValue, _ key: Bytes) {
        if key.equals("insertId") {
            insertID = value
        } else if key.equals("severity") {
            severity = value
        } else if key.equals("log_name") {
            logName = value
        }
    }

    private mutating func storeNamesOfNine(_ value: JSONValue, _ key: Bytes) {
        if key.equals("timestamp") {
            timestamp = value
        } else if key.equals("insert_id") {
            insertID = value
        }
    }

    private mutating func storePayload(_ value: JSONValue, _ key: Bytes) {
        if key.equals("jsonPayload") || key.equals("json_payload") {
            jsonPayload = value
        } else if key.equals("text_payload") {
            textPayload = value
        } else if key.equals("protoPayload") {
            protoPayload = value
        }
    }

    private mutating func storeNamesOfSixteen(_ value: JSONValue, _ key: Bytes) {
        if key.equals("receiveTimestamp") || key.equals("receive_timestamp") {
            receiveTimestamp = value
        } else if key.equals("receivedMessages") || key.equals("received_messages") {
            receivedMessages = value
        }
    }
}
