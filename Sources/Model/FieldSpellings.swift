/// Other names under which rules may ask for a field or a JSON path. They are resolved when rules are loaded.
public struct FieldSpellings: Sendable {
    /// One name, or all that begin alike, and what they stand for.
    public struct Spelling: Sendable, Hashable {
        let from: String
        let to: String
        /// Whether `from` and `to` are beginnings, followed by anything.
        let isPrefix: Bool
        /// Whether the keys behind a beginning are written in snake_case, and are to be camelCase.
        let isSnakeCase: Bool

        public init(from: String, to: String, isPrefix: Bool, isSnakeCase: Bool) {
            self.from = from
            self.to = to
            self.isPrefix = isPrefix
            self.isSnakeCase = isSnakeCase
        }

        /// The name as it is meant; nil where this is no spelling of it.
        fileprivate func apply(to name: String) -> String? {
            guard isPrefix else { return name == from ? to : nil }
            guard name.hasPrefix(from), name.utf8.count > from.utf8.count else { return nil }
            let rest = name.dropFirst(from.count)
            return to + (isSnakeCase ? Self.camelCase(rest) : String(rest))
        }

        private static func camelCase(_ text: Substring) -> String {
            var result = ""
            var isBehindUnderscore = false
            for character in text {
                if character == "_", let last = result.last, last.isLetter || last.isNumber {
                    isBehindUnderscore = true
                    continue
                }
                result += isBehindUnderscore ? character.uppercased() : String(character)
                isBehindUnderscore = false
            }
            return result
        }
    }

    /// Exact ones first, then longer beginnings before shorter ones.
    private var spellings: [Spelling] = []

    public init() {}

    /// Adds spellings; the order in which they come does not matter.
    public mutating func add(_ added: [Spelling]) {
        spellings = Array(Set(spellings + added)).sorted {
            ($0.isPrefix ? 1 : 0, -$0.from.utf8.count, $0.from, $0.to)
                < ($1.isPrefix ? 1 : 0, -$1.from.utf8.count, $1.from, $1.to)
        }
    }

    /// The name that a name stands for: itself where no spelling says otherwise. Each spelling is applied once
    /// at most, so that none leads round in a circle.
    public func resolve(_ name: String) -> String {
        var result = name
        var rest = spellings
        while let index = rest.firstIndex(where: { $0.apply(to: result) != nil }) {
            result = rest.remove(at: index).apply(to: result) ?? result
        }
        return result
    }
}
