/// A string value of a rule: literal bytes and wildcards.
///
/// `*` stands for any run of characters, `?` for one Unicode scalar. `\*`, `\?` and `\\` are the characters
/// themselves; any other backslash stands for itself (sigma-rules-specification, "Escaping").
struct WildcardText: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case literal([UInt8])
        case anyRun
        case anyOne
    }

    private(set) var parts: [Part] = []

    init(parts: [Part] = []) {
        for part in parts { append(part) }
    }

    /// Text without any wildcard.
    init(literal: String) {
        append(.literal(Array(literal.utf8)))
    }

    /// Reads the notation of rules.
    init(parsing text: String) {
        var literal: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            let isSpecial = byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
            if isEscaped {
                if !isSpecial, byte != UInt8(ascii: "\\") { literal.append(UInt8(ascii: "\\")) }
                literal.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if isSpecial {
                append(.literal(literal))
                literal = []
                append(byte == UInt8(ascii: "*") ? .anyRun : .anyOne)
            } else {
                literal.append(byte)
            }
        }
        if isEscaped { literal.append(UInt8(ascii: "\\")) }
        append(.literal(literal))
    }

    /// The bytes of a text without wildcards; nil where it has some.
    var literalBytes: [UInt8]? {
        if parts.isEmpty { return [] }
        guard parts.count == 1, case .literal(let bytes) = parts[0] else { return nil }
        return bytes
    }

    /// Joins neighbouring literals, and runs of `*`.
    mutating func append(_ part: Part) {
        if case .literal(let bytes) = part {
            if bytes.isEmpty { return }
            if case .literal(let before)? = parts.last {
                parts[parts.count - 1] = .literal(before + bytes)
                return
            }
        }
        if part == .anyRun, parts.last == .anyRun { return }
        parts.append(part)
    }

    /// With `*` before and behind, as asked for.
    func anchored(start: Bool, end: Bool) -> WildcardText {
        WildcardText(parts: (start ? [] : [.anyRun]) + parts + (end ? [] : [.anyRun]))
    }

    func mapLiterals(_ transform: ([UInt8]) -> [UInt8]) -> WildcardText {
        WildcardText(
            parts: parts.map { part in
                if case .literal(let bytes) = part { return .literal(transform(bytes)) }
                return part
            })
    }
}
