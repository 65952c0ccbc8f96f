import Documents
import Model

/// Log entries of tests as JSON text (RFC 8259).
enum EntryText {
    /// An entry that says this, as a service would that logs plain text.
    static func entry(message: String) -> String {
        "{\"severity\":\"WARNING\",\"textPayload\":\(quoted(message))}"
    }

    /// A part of a document as JSON. Integers that 64 bits do not hold are strings: ids are never rounded.
    static func json(_ node: DocumentNode) -> String {
        switch node {
        case .scalar(let text, _, _): scalar(node.scalar, text)
        case .sequence(let items, _): "[" + items.map(json).joined(separator: ",") + "]"
        case .mapping(let entries, _):
            "{" + entries.map { "\(quoted($0.key)):\(json($0.value))" }.joined(separator: ",") + "}"
        }
    }

    /// An entry, which is a JSON object, with a time of its own.
    static func entry(_ json: String, at time: Timestamp) -> String {
        let rest = json.dropFirst()
        return "{\"timestamp\":\"\(time)\"\(rest == "}" ? "" : ",")\(rest)"
    }

    private static func scalar(_ value: ScalarValue?, _ text: String) -> String {
        switch value {
        case nil, .null: "null"
        case .boolean(let value): String(value)
        case .integer(let number): String(number)
        case .float(let number): number.isFinite ? String(number) : quoted(text)
        case .string(let string): quoted(string)
        }
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
