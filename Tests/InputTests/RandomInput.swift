import TestSupport

/// Makes random inputs of whole records in every shape that is read.
struct RandomInput {
    var random: SeededGenerator
    /// The records of the input made last, in order.
    private(set) var records: [String] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Several shapes, one behind the other, as joined files are.
    mutating func joined() -> String {
        records = []
        var text = ""
        for _ in 0..<Int.random(in: 1...5, using: &random) { text += shape() }
        return text
    }

    /// One record a line.
    mutating func lines(_ count: Int) -> [String] {
        records = (0..<count).map { _ in object(depth: 0, line: nil) }
        return records
    }

    private mutating func shape() -> String {
        let isPretty = Bool.random(using: &random)
        let count = Int.random(in: 0...4, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return list(count, line: nil, separator: "\n") + ["", "\n", "\r\n", " \n\n"].pick(&random)
        case 1:
            return list(count, line: isPretty ? "\n" : nil, separator: ["", "\n", " "].pick(&random)) + "\n"
        case 2: return array(count, line: isPretty ? "\n" : nil) + ["", "\n"].pick(&random)
        case 3: return "{\"entries\":" + array(count, line: nil) + ",\"nextPageToken\":\"]}\\\"\"}\n"
        default: return "{\n  \"entries\": " + array(count, line: "\n  ") + "\n}" + ["", "\n"].pick(&random)
        }
    }

    private mutating func list(_ count: Int, line: String?, separator: String) -> String {
        let made = (0..<count).map { _ in object(depth: 0, line: line) }
        records += made
        return made.joined(separator: separator)
    }

    private mutating func array(_ count: Int, line: String?) -> String {
        guard let line else {
            return "[" + list(count, line: nil, separator: [",", ",\n", ", "].pick(&random)) + "]"
        }
        let made = (0..<count).map { _ in object(depth: 0, line: line + "  ") }
        records += made
        return "[" + made.map { line + "  " + $0 }.joined(separator: ",") + line + "]"
    }

    private mutating func object(depth: Int, line: String?) -> String {
        let inner = line.map { $0 + "  " }
        let count = Int.random(in: depth == 0 ? 1...4 : 0...3, using: &random)
        let members = (0..<count).map { index in
            "\(inner ?? "")\"\(["id", "k}", "entries "].pick(&random))\(index)\": "
                + value(depth: depth + 1, line: inner)
        }
        return "{" + members.joined(separator: ",") + (count > 0 ? line ?? "" : "") + "}"
    }

    private mutating func value(depth: Int, line: String?) -> String {
        switch Int.random(in: 0..<(depth < 3 ? 6 : 4), using: &random) {
        case 0: return "\(Int.random(in: -9...999, using: &random))"
        case 1: return ["true", "null", "[]", "{}", "\"\""].pick(&random)
        case 2, 3: return string()
        case 4: return object(depth: depth, line: line)
        default:
            let inner = line.map { $0 + "  " }
            let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                (inner ?? "") + value(depth: depth + 1, line: inner)
            }
            return "[" + items.joined(separator: ",") + (line ?? "") + "]"
        }
    }

    private mutating func string() -> String {
        let parts = [
            "a", "\\\"", "\\\\", "{", "}", "[", "]", ",", "é", "\\n", "  ", "\\u0041", "long enough ",
        ]
        let count = Int.random(in: 0...12, using: &random)
        return "\"" + (0..<count).map { _ in parts.pick(&random) }.joined() + "\""
    }
}

extension Array {
    /// One of the elements; the array is not empty.
    func pick(_ random: inout SeededGenerator) -> Element { self[Int.random(in: indices, using: &random)] }
}
