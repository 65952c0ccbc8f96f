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

    /// The value of a field as an id: null and the empty text are none.
    func id(_ field: String) -> String? {
        guard let cell = fields[field], cell != .null, cell != .text("") else { return nil }
        return cell.string
    }
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
    var items: [TestItem] = []
    /// By title, those of its rules that are correlations.
    var correlations: [String: CorrelationShape] = [:]
    /// Fields that hold ids, which the oracle is to see as tokens: it folds their case, and takes an empty one
    /// for an id, where crosstalk compares bytes and takes it for nobody.
    var idFields: Set<String> = []

    private enum CodingKeys: CodingKey {
        case rules, columns, entries
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rules, forKey: .rules)
        try container.encode(columns, forKey: .columns)
        try container.encode(entries.map(translated), forKey: .entries)
    }

    private func translated(_ entry: OracleEntry) -> OracleEntry {
        var copy = entry
        for field in idFields {
            copy.fields[field] = entry.id(field).map { .text(Self.token($0)) } ?? .null
        }
        return copy
    }

    /// What stands for an id: no two ids have the same one, whatever the case of letters.
    static func token(_ id: String) -> String {
        id.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
