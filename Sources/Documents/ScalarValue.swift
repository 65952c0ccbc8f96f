/// A scalar by its type, after YAML 1.2's core schema (section 10.3.2): what the schema does not name is a
/// string, dates and `yes` included.
public enum ScalarValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case string(String)

    /// Types the text of a scalar that was written without quotes. Integers that 64 bits do not hold are
    /// strings: a number that stands for an id is never rounded.
    public init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .boolean(true)
        case "false", "False", "FALSE": self = .boolean(false)
        default: self = Self.number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> ScalarValue? {
        var digits = Substring(text)
        if let sign = digits.first, sign == "-" || sign == "+" { digits.removeFirst() }
        guard let first = digits.utf8.first, isDigit(first) || first == 0x2E else { return nil }
        if digits.utf8.allSatisfy(isDigit) { return Int(text).map { .integer($0) } }
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map { .integer($0) } }
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map { .integer($0) } }
        guard isFloat(digits) else { return nil }
        return Double(text.hasSuffix(".") ? text + "0" : text).map { .float($0) }
    }

    /// `[0-9]* (. [0-9]*)? ([eE] [-+]? [0-9]+)?` with a digit before the exponent.
    private static func isFloat(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        var position = 0
        func skipDigits() -> Int {
            let start = position
            while position < bytes.count, isDigit(bytes[position]) { position += 1 }
            return position - start
        }
        var digits = skipDigits()
        if position < bytes.count, bytes[position] == 0x2E {
            position += 1
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        if position < bytes.count, bytes[position] | 0x20 == 0x65 {
            position += 1
            if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
            guard skipDigits() > 0 else { return false }
        }
        return position == bytes.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
