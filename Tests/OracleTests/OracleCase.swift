/// A value of an entry's field.
enum Cell: Encodable, Hashable, Sendable, CustomStringConvertible {
    case text(String)
    case integer(Int)
    case decimal(Double)
    case boolean(Bool)
    case null

    /// As the entry's JSON writes it, without quotes.
    var string: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        }
    }

    var description: String {
        if case .text(let text) = self { return "'\(text)'" }
        return string
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .decimal(let number): try container.encode(number)
        case .boolean(let value): try container.encode(value)
        case .null: try container.encodeNil()
        }
    }
}

struct OracleEntry: Encodable, Sendable {
    var fields: [String: Cell] = [:]
    /// The text that keywords are searched in.
    var raw = ""
    /// Milliseconds; nil where it has no time.
    var time: Int?
}

/// One item of a detection, as the list of divergences looks at it.
struct TestItem: Sendable {
    /// Empty for keywords.
    var field = ""
    var modifiers: [String] = []
    /// As the rule's YAML writes them.
    var values: [String] = []
    /// Values of entries that come near.
    var seeds: [Cell] = []

    func has(_ modifier: String) -> Bool { modifiers.contains(modifier) }
}

/// Rules and the entries they are run over, by both engines.
struct OracleCase: Encodable, Sendable {
    let seed: UInt64
    var rules = ""
    /// Column → type that SQLite converts its values to.
    var columns: [String: String] = [:]
    var entries: [OracleEntry] = []
    var isCorrelation = false
    var items: [TestItem] = []
    var correlation: CorrelationShape?

    private enum CodingKeys: CodingKey {
        case rules, columns, entries, isCorrelation
    }
}

/// What a case's correlation asks for.
struct CorrelationShape: Sendable {
    var groupBy: [String] = []
    /// For each rule it builds on, the fields of `groupBy` there.
    var groupFields: [[String]] = []
    /// Nil for an `event_count`.
    var valueField: String?
    var span = 0
    var comparison = ""
    var number = 0

    /// Two values or more: crosstalk keeps the whole stretch in which two users were seen, and its ends.
    var isConflict: Bool {
        valueField != nil && ["gte 2", "gt 1"].contains("\(comparison) \(number)")
    }

    /// More of a kind never makes it false.
    var isMonotone: Bool { comparison == "gte" || comparison == "gt" }
}
