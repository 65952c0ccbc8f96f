import Model

/// Judges an input by its first bytes, before records are looked for.
struct ShapeSniffer {
    enum Verdict: Equatable {
        /// Not enough bytes to tell.
        case undecided
        case records
        /// A file found in a folder that is no log export.
        case notALog
        /// Text that cannot be read; the reason has no full stop.
        case refused(String)
    }

    /// Whether the user named the input.
    let isExplicit: Bool

    static let yamlReason =
        "is YAML, which `gcloud logging read` prints by default; no entry was read: run it with --format=json"
    static let utf16Reason =
        "is UTF-16; no entry was read: convert it to UTF-8 (`iconv -f UTF-16 -t UTF-8`)"

    /// Judges the bytes from the start of the decompressed input; `isEnd` says that there will be no others
    /// to judge by.
    func judge(_ bytes: UnsafeBufferPointer<UInt8>, isEnd: Bool) -> Verdict {
        if bytes.count < ForeignCompression.longestMagic && !isEnd { return .undecided }
        if let verdict = judgeUTF16(bytes) { return verdict }
        if let other = ForeignCompression.of(bytes) { return .refused(other.reason) }
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count, Bytes.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count else { return isEnd ? .records : .undecided }
        let text = UnsafeBufferPointer(rebasing: bytes[at...])
        if bytes[at] == Byte.openBrace || bytes[at] == Byte.openBracket {
            if isExplicit { return .records }
            if text.count < 64 && !isEnd { return .undecided }
            return isOwnReport(text) ? .notALog : .records
        }
        // The longest beginning that is told apart, and what ends it.
        if text.count < 32 && !isEnd { return .undecided }
        if isYAML(text) { return .refused(Self.yamlReason) }
        return isExplicit ? .records : .notALog
    }

    /// Whether the text begins as this tool's reports do: they may lie beside the logs they are about.
    private func isOwnReport(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text[...]
        return ["{", "\"schema\"", ":", "\"crosstalk."].allSatisfy { token in
            rest = rest.drop(while: Bytes.isSpace)
            guard rest.starts(with: token.utf8) else { return false }
            rest = rest.dropFirst(token.utf8.count)
            return true
        }
    }

    /// What Windows PowerShell writes for `gcloud … > file`. A text of a folder that begins with neither
    /// bracket is none of ours.
    private func judgeUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict? {
        guard bytes.count >= 2 else { return nil }
        if bytes[1] == 0, bytes[0] == Byte.openBrace || bytes[0] == Byte.openBracket {
            return .refused(Self.utf16Reason)
        }
        let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE
        guard isLittle || (bytes[0] == 0xFE && bytes[1] == 0xFF) else { return nil }
        let first = bytes.count >= 4 ? bytes[isLittle ? 2 : 3] : 0
        let mayBeOurs = isExplicit || first == Byte.openBrace || first == Byte.openBracket
        return mayBeOurs ? .refused(Self.utf16Reason) : .notALog
    }

    /// Whether the text begins as gcloud's YAML does: `---`, then the fields of an entry in the order of
    /// their names.
    private func isYAML(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.starts(with: "---".utf8) else { return hasKey(text, among: Self.tellingKeys) }
        let rest = text.dropFirst(3).drop { $0 == Byte.space || $0 == Byte.carriageReturn }
        guard rest.first == Byte.newline || rest.isEmpty else { return false }
        if isExplicit { return true }
        return hasKey(
            UnsafeBufferPointer(rebasing: rest.dropFirst()), among: Self.tellingKeys + Self.commonKeys)
    }

    private func hasKey(_ text: UnsafeBufferPointer<UInt8>, among keys: [String]) -> Bool {
        keys.contains { key in
            guard text.starts(with: key.utf8) else { return false }
            let rest = text.dropFirst(key.utf8.count)
            return rest.first == Byte.colon && rest.dropFirst().first.map(Bytes.isSpace) ?? true
        }
    }

    /// Fields of `LogEntry` whose names other YAML does not begin with (LogEntry v2).
    private static let tellingKeys = [
        "apphub", "errorGroups", "httpRequest", "insertId", "jsonPayload", "logName", "protoPayload",
        "receiveTimestamp", "textPayload",
    ]
    private static let commonKeys = ["labels", "operation", "resource", "severity", "timestamp", "trace"]
}
