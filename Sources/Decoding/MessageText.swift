import Model

/// Chooses the message text of an entry.
enum MessageText {
    /// `textPayload`; else `message`, `msg`, `event` or `MESSAGE` of `jsonPayload`, or `jsonPayload` itself
    /// where a client wrote it as text; else `protoPayload.status.message`; else the same names at the top.
    static func select(_ slots: EntrySlots) -> Bytes {
        if let text = slots.textPayload?.string, !text.isEmpty { return text }
        if let payload = slots.jsonPayload {
            if let text = payload.string ?? text(in: payload) { return text }
        }
        if let text = slots.protoPayload?.member("status")?.member("message")?.string { return text }
        return slots.message?.string ?? Bytes(start: nil, count: 0)
    }

    private static func text(in payload: JSONValue) -> Bytes? {
        guard payload.isObject else { return nil }
        var found: Bytes?
        var foundRank = Int.max
        for (key, value) in payload.members {
            guard let rank = rank(of: key), rank < foundRank, let text = value.string else { continue }
            found = text
            foundRank = rank
        }
        return found
    }

    /// `message` before `msg`, `event` and `MESSAGE`.
    static func rank(of key: Bytes) -> Int? {
        switch key.count {
        case 7: key.equals("message") ? 0 : (key.equals("MESSAGE") ? 3 : nil)
        case 3: key.equals("msg") ? 1 : nil
        case 5: key.equals("event") ? 2 : nil
        default: nil
        }
    }
}
