import Model

extension SigmaValue {
    /// What a value must be, in words that go on after a field's name: `contains "manager"`.
    var expectation: String {
        switch self {
        case .text(let text, let cased): text.expectation + (cased ? " (upper and lower case differ)" : "")
        case .number(let number): "is the number \(number.words)"
        case .comparison(let comparison, let number): "\(comparison.sign) \(number.words)"
        case .boolean(let value): "is \(value)"
        case .null: "is null or missing"
        case .exists(true): "exists"
        case .exists(false): "does not exist"
        case .regex(let regex): "matches /\(regex.source)/"
        case .network(let network): "is in the network \(network.words)"
        case .fieldReference(let reference): reference.expectation
        case .timePart(let part, let comparison, let number):
            "has \(part.rawValue) \(comparison.sign) \(number)"
        case .oneOf: "has one of several forms"
        }
    }
}

extension WildcardText {
    fileprivate var expectation: String {
        switch parts.count {
        case 0: return "is empty"
        case 1:
            if let bytes = literalBytes { return "is \(Self.quoted(bytes))" }
            if parts[0] == .anyRun { return "has any value" }
        case 2:
            if case .literal(let bytes) = parts[0], parts[1] == .anyRun {
                return "begins with \(Self.quoted(bytes))"
            }
            if case .literal(let bytes) = parts[1], parts[0] == .anyRun {
                return "ends with \(Self.quoted(bytes))"
            }
        case 3:
            if case .literal(let bytes) = parts[1], parts[0] == .anyRun, parts[2] == .anyRun {
                return "contains \(Self.quoted(bytes))"
            }
        default: break
        }
        return "is like \"\(parts.map(Self.notation).joined())\""
    }

    private static func quoted(_ bytes: [UInt8]) -> String { "\"\(String(decoding: bytes, as: UTF8.self))\"" }

    private static func notation(_ part: Part) -> String {
        switch part {
        case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
        case .anyRun: "*"
        case .anyOne: "?"
        }
    }
}

extension FieldReference {
    fileprivate var expectation: String {
        let relation =
            switch (anchoredAtStart, anchoredAtEnd) {
            case (true, true): "is the same as"
            case (true, false): "begins with"
            case (false, true): "ends with"
            case (false, false): "contains"
            }
        return "\(relation) the field \(field)"
    }
}

extension NumberLiteral {
    fileprivate var words: String { isInteger ? String(integer) : String(double) }
}

extension IPNetwork {
    fileprivate var words: String { "\(address.words)/\(prefix)" }
}

extension IPAddress {
    fileprivate var words: String {
        if isVersion4 {
            return stride(from: 56, through: 32, by: -8).map { String(high >> UInt64($0) & 0xFF) }
                .joined(separator: ".")
        }
        return [high, low].flatMap { half in
            stride(from: 48, through: 0, by: -16).map { String(half >> UInt64($0) & 0xFFFF, radix: 16) }
        }.joined(separator: ":")
    }
}

extension ComparisonOperator {
    /// The sign that people write for it.
    var sign: String {
        switch self {
        case .eq: "="
        case .neq: "≠"
        case .gt: ">"
        case .gte: "≥"
        case .lt: "<"
        case .lte: "≤"
        }
    }
}
