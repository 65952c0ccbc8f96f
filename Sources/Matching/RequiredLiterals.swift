/// Finds, for a regular expression, literals of which one must occur in whatever it matches.
///
/// It reads the pattern roughly and errs on one side only: what it does not understand, it takes to match
/// anything. So "no literal known" costs time, and a known one never costs a match.
public enum RequiredLiterals {
    /// Literals shorter than this are in nearly every message and gate nothing.
    static let shortest = 3

    /// The literals, folded to ASCII lower case: every match contains at least one of them, ignoring the case
    /// of ASCII letters. Nil where none can be told.
    public static func of(_ pattern: String) -> [String]? {
        var reader = LiteralReader(bytes: Array(pattern.utf8))
        guard let found = reader.readAlternatives(), reader.isAtEnd else { return nil }
        guard let best = found.best else { return nil }
        return best.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
}

/// What is known of a part of a pattern.
struct LiteralKnowledge {
    /// Everything the part can match, where that is a few strings.
    var exact: [[UInt8]]?
    /// A set of which one string occurs in every match of the part.
    var required: [[UInt8]]?

    static let nothing = LiteralKnowledge(exact: nil, required: nil)
    static let empty = LiteralKnowledge(exact: [[]], required: nil)

    /// The better of what is exact and what is required.
    var best: [[UInt8]]? { Self.better(exact, required) }

    /// The set whose shortest string is longer; nil where neither has strings long enough.
    static func better(_ left: [[UInt8]]?, _ right: [[UInt8]]?) -> [[UInt8]]? {
        guard let right, isLongEnough(right) else { return left.flatMap { isLongEnough($0) ? $0 : nil } }
        guard let left, isLongEnough(left) else { return right }
        return (shortest(left), -left.count) < (shortest(right), -right.count) ? right : left
    }

    private static func isLongEnough(_ set: [[UInt8]]) -> Bool { shortest(set) >= RequiredLiterals.shortest }

    private static func shortest(_ set: [[UInt8]]) -> Int {
        var shortest = set.first?.count ?? 0
        for string in set { shortest = min(shortest, string.count) }
        return shortest
    }
}
