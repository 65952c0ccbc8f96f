import Model

/// A member at the top of a LogEntry that means something to the decoder.
enum EntryMember: UInt8 {
    case insertID, timestamp, receiveTimestamp, severity, logName, textPayload, jsonPayload, protoPayload
    /// A name under which a bare line has its message.
    case message
    case other

    /// By its name: LogEntry v2's, or the snake_case one of client libraries.
    @inline(__always)
    init(_ key: Bytes) {
        switch key.count {
        case 3 where key.equals("msg"), 5 where key.equals("event"): self = .message
        case 7: self = Self.ofSeven(key)
        case 8: self = Self.ofEight(key)
        case 9: self = key.equals("timestamp") ? .timestamp : (key.equals("insert_id") ? .insertID : .other)
        case 11...13: self = Self.payload(key)
        case 16 where key.equals("receiveTimestamp"), 17 where key.equals("receive_timestamp"):
            self = .receiveTimestamp
        default: self = .other
        }
    }

    private static func ofSeven(_ key: Bytes) -> Self {
        if key.equals("logName") { return .logName }
        return key.equals("message") || key.equals("MESSAGE") ? .message : .other
    }

    private static func ofEight(_ key: Bytes) -> Self {
        if key.equals("insertId") { return .insertID }
        if key.equals("severity") { return .severity }
        return key.equals("log_name") ? .logName : .other
    }

    private static func payload(_ key: Bytes) -> Self {
        if key.equals("jsonPayload") || key.equals("json_payload") { return .jsonPayload }
        if key.equals("textPayload") || key.equals("text_payload") { return .textPayload }
        return key.equals("protoPayload") || key.equals("proto_payload") ? .protoPayload : .other
    }
}

/// What the members at the top of an entry say, as they are written. The last member of a name counts; one that
/// is null counts as absent.
struct EntryHead {
    var insertID = nothing
    var timestamp = nothing
    var receiveTimestamp = nothing
    var severity = nothing
    var logName = nothing
    /// Bytes at no address where there is none; likewise the others.
    var textPayload = nothing
    /// The message of the jsonPayload, or all of it where it is text.
    var payloadMessage = nothing
    /// That of the name that the message of the jsonPayload has; the largest number where it has none.
    var messageRank = Int.max
    var hasJSONPayload = false
    var hasProtoPayload = false
    var hasMessageAtTop = false

    static var nothing: Bytes { Bytes(start: nil, count: 0) }

    @inline(__always)
    mutating func store(_ text: Bytes, for member: EntryMember) {
        switch member {
        case .insertID: insertID = text
        case .timestamp: timestamp = text
        case .receiveTimestamp: receiveTimestamp = text
        case .severity: severity = text
        case .logName: logName = text
        case .textPayload: textPayload = text
        case .jsonPayload, .protoPayload, .message, .other: break
        }
    }

    /// The entry's message, as `MessageText` chooses it; nil where that takes a look at what was not kept.
    var message: Bytes? {
        if !textPayload.isEmpty { return textPayload }
        if messageRank != .max { return payloadMessage }
        return hasProtoPayload || hasMessageAtTop ? nil : Self.nothing
    }

    /// Whether there is a payload, so that what else is at the top belongs to the entry itself.
    var hasPayload: Bool { textPayload.baseAddress != nil || hasJSONPayload || hasProtoPayload }

    /// The event time; nil where neither time can be read.
    var time: Timestamp? { read(timestamp) ?? read(receiveTimestamp) }

    private func read(_ text: Bytes) -> Timestamp? { text.isEmpty ? nil : Timestamp(rfc3339: text) }
}
