import Matching

/// What a field is compared with, after all modifiers of its key were applied.
indirect enum SigmaValue: Hashable, Sendable {
    /// A whole value, with wildcards.
    case text(WildcardText, cased: Bool)
    case number(NumberLiteral)
    case boolean(Bool)
    /// Null or missing.
    case null
    case regex(RegexValue)
    case network(IPNetwork)
    case fieldReference(FieldReference)
    case comparison(ComparisonOperator, NumberLiteral)
    case exists(Bool)
    case timePart(TimePart, ComparisonOperator, Int)
    /// Forms of one value, one of which is enough, even under `all`.
    case oneOf([SigmaValue])

    /// What kind of value it is, for messages.
    var kindName: String {
        switch self {
        case .text: "text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .regex: "a regular expression"
        case .network: "a network"
        case .fieldReference: "a field reference"
        case .comparison: "a comparison"
        case .exists: "a test of existence"
        case .timePart: "a part of a time"
        case .oneOf: "several forms of one value"
        }
    }
}

/// A regular expression, searched for anywhere in a value.
struct RegexValue: Hashable, Sendable {
    var source: String
    var options: Pattern.Options = []
}

/// Another field whose value is compared with.
struct FieldReference: Hashable, Sendable {
    var field: String
    var cased: Bool
    /// Whether the value must begin where the other one does, and end where it does.
    var anchoredAtStart = true
    var anchoredAtEnd = true
}

enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
    case eq, neq, gt, gte, lt, lte

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .eq: left == right
        case .neq: left != right
        case .gt: left > right
        case .gte: left >= right
        case .lt: left < right
        case .lte: left <= right
        }
    }
}

/// A part of a date and time, in UTC; `week` is the week of ISO 8601.
enum TimePart: String, Hashable, Sendable, CaseIterable {
    case minute, hour, day, week, month, year

    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .day: 1...31
        case .week: 1...53
        case .month: 1...12
        case .year: 0...9999
        }
    }
}

/// A search identifier, or a condition over several: what an entry is tested for.
indirect enum SearchExpression: Hashable, Sendable {
    case all([SearchExpression])
    case any([SearchExpression])
    case not(SearchExpression)
    /// A test of one field, true if any of its values passes; without a field, of the entry's raw text.
    case test(field: String?, SigmaValue)
    /// What a condition calls by a name, such as `selection` or `1 of filter_*`; it means what stands inside.
    case named(String, SearchExpression)
}
