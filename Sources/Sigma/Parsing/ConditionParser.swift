import Documents
import Model

/// Reads a condition:
///
///     expr := and ("or" and)*      and := not ("and" not)*      not := "not" not | primary
///     primary := ("1"|"any"|"all") "of" (pattern|"them") | identifier | "(" expr ")"
///
/// Operators are lower-case words of their own: `notable` and `order` are identifiers.
struct ConditionParser {
    typealias Identifier = (name: String, expression: SearchExpression)

    private struct Token {
        let text: String
        /// Characters before it.
        let offset: Int

        var length: Int { text.unicodeScalars.count }
    }

    private struct Problem: Error {
        let offset: Int
        let problem: String
        let advice: String
        var check = Check.condition
        /// How many characters are wrong.
        var length = 1
    }

    private static let depthLimit = 200

    private let identifiers: [Identifier]
    /// What identifiers are, for messages.
    private let noun: String
    private var tokens: [Token]
    private var position = 0
    private var depth = 0
    private let length: Int

    static func parse(
        _ node: DocumentNode, identifiers: [Identifier], noun: String = "search identifier",
        list: DiagnosticList
    ) -> SearchExpression? {
        guard let text = node.text, !node.isNull else {
            list.report(
                node.mark, "a condition must be text, but this is \(node.isNull ? "nothing" : node.kindName)",
                "write one such as 'selection and not filter'", check: .condition)
            return nil
        }
        do throws(Problem) {
            var parser = try ConditionParser(text, identifiers: identifiers, noun: noun)
            return try parser.parseAll()
        } catch {
            list.report(
                node.mark(ofCharacter: error.offset), error.problem, error.advice, check: error.check,
                length: error.length)
            return nil
        }
    }

    static func isIdentifierByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    /// Whether a condition names the identifier, itself or by a pattern; true where it cannot be read.
    static func isNamed(_ identifier: String, in text: String) -> Bool {
        guard let parser = try? ConditionParser(text, identifiers: [], noun: "") else { return true }
        let tokens = parser.tokens.map(\.text)
        return tokens.contains(identifier)
            || zip(tokens, tokens.dropFirst()).contains { $0 == "of" && selects($1, identifier) }
    }

    /// The identifiers of a condition, each as often as it occurs.
    static func words(in text: String) -> [(text: String, offset: Int)] {
        guard let parser = try? ConditionParser(text, identifiers: [], noun: "") else { return [] }
        let operators = ["and", "or", "not", "of", "1", "any", "all", "them", "(", ")"]
        return parser.tokens.filter { !operators.contains($0.text) && !$0.text.contains("*") }
            .map { ($0.text, $0.offset) }
    }

    private init(_ text: String, identifiers: [Identifier], noun: String) throws(Problem) {
        self.identifiers = identifiers
        self.noun = noun
        length = text.unicodeScalars.count
        tokens = []
        var word = ""
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if scalar.isASCII, Self.isIdentifierByte(UInt8(scalar.value)) || scalar == "*" {
                word.unicodeScalars.append(scalar)
                continue
            }
            add(word, before: offset)
            word = ""
            switch scalar {
            case "(", ")": tokens.append(Token(text: String(scalar), offset: offset))
            case " ", "\t", "\n", "\r": break
            case "|":
                throw Problem(
                    offset: offset, problem: "aggregations behind '|' are no longer part of Sigma",
                    advice: "write a correlation rule of type event_count or value_count")
            default:
                throw Problem(
                    offset: offset, problem: "unexpected character '\(scalar)' in a condition",
                    advice: "use identifiers, and, or, not, parentheses, and '1 of x*'")
            }
        }
        add(word, before: length)
    }

    private mutating func add(_ word: String, before offset: Int) {
        if !word.isEmpty { tokens.append(Token(text: word, offset: offset - word.utf8.count)) }
    }

    private var current: Token? { position < tokens.count ? tokens[position] : nil }

    private mutating func take(_ text: String) -> Bool {
        guard current?.text == text else { return false }
        position += 1
        return true
    }

    private mutating func parseAll() throws(Problem) -> SearchExpression {
        guard !tokens.isEmpty else {
            throw Problem(offset: 0, problem: "the condition is empty", advice: "name a search identifier")
        }
        let expression = try parseOr()
        if let rest = current { throw unexpected(rest) }
        return expression
    }

    private func unexpected(_ token: Token) -> Problem {
        let lower = token.text.lowercased()
        if ["and", "or", "not"].contains(lower), lower != token.text {
            return Problem(
                offset: token.offset, problem: "'\(token.text)' is no operator", advice: "write '\(lower)'",
                length: token.length)
        }
        if token.text == "of" {
            return Problem(
                offset: token.offset, problem: "only '1', 'any' and 'all' can stand before 'of'",
                advice: "write '1 of …', or a correlation rule to count", length: token.length)
        }
        return Problem(
            offset: token.offset, problem: "unexpected '\(token.text)' in the condition",
            advice: "link identifiers by 'and' or 'or', and close parentheses that were opened",
            length: token.length)
    }

    private mutating func parseOr() throws(Problem) -> SearchExpression {
        var parts = [try parseAnd()]
        while take("or") { parts.append(try parseAnd()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func parseAnd() throws(Problem) -> SearchExpression {
        var parts = [try parseNot()]
        while take("and") { parts.append(try parseNot()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func parseNot() throws(Problem) -> SearchExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw Problem(
                offset: current?.offset ?? length, problem: "the condition is nested too deeply",
                advice: "use fewer parentheses")
        }
        return take("not") ? .not(try parseNot()) : try parsePrimary()
    }

    private mutating func parsePrimary() throws(Problem) -> SearchExpression {
        guard let token = current else {
            throw Problem(
                offset: length, problem: "the condition ends where an identifier is due",
                advice: "add one, or remove the last operator")
        }
        position += 1
        if token.text == "(" {
            let inner = try parseOr()
            guard take(")") else {
                throw Problem(
                    offset: token.offset, problem: "this parenthesis is not closed", advice: "add ')'")
            }
            return inner
        }
        if ["1", "any", "all"].contains(token.text), take("of") { return try parseSelector(token) }
        guard ![")", "and", "or"].contains(token.text) else { throw unexpected(token) }
        if let found = identifiers.first(where: { $0.name == token.text }) {
            return .named(found.name, found.expression)
        }
        throw unknownIdentifier(token)
    }

    private func unknownIdentifier(_ token: Token) -> Problem {
        if ["AND", "OR", "NOT"].contains(token.text) { return unexpected(token) }
        if current?.text == "of" { return unexpected(tokens[position]) }
        let names = identifiers.map(\.name)
        let near = Suggestion.nearest(to: token.text, among: names)
        return Problem(
            offset: token.offset, problem: "there is no \(noun) '\(token.text)'",
            advice: near.map { "did you mean '\($0)'?" } ?? "defined are: \(names.joined(separator: ", "))",
            check: .unknownIdentifier, length: token.length)
    }

    private mutating func parseSelector(_ quantifier: Token) throws(Problem) -> SearchExpression {
        guard let pattern = current, pattern.text != "(", pattern.text != ")" else {
            throw Problem(
                offset: current?.offset ?? length, problem: "'of' needs a pattern or 'them'",
                advice: "write '\(quantifier.text) of them' or '\(quantifier.text) of selection_*'")
        }
        position += 1
        let found = identifiers.filter { Self.selects(pattern.text, $0.name) }
        guard !found.isEmpty else {
            throw Problem(
                offset: pattern.offset, problem: "no \(noun) matches '\(pattern.text)'",
                advice: "defined are: \(identifiers.map(\.name).joined(separator: ", "))",
                check: .unknownIdentifier, length: pattern.length)
        }
        let parts = found.map { SearchExpression.named($0.name, $0.expression) }
        return .named(
            "\(quantifier.text) of \(pattern.text)",
            parts.count == 1 ? parts[0] : quantifier.text == "all" ? .all(parts) : .any(parts))
    }

    /// Names that begin with `_` are only found by patterns that do so too.
    private static func selects(_ pattern: String, _ name: String) -> Bool {
        if name.hasPrefix("_"), !pattern.hasPrefix("_") { return false }
        return pattern == "them" || NamePattern.matches(pattern, name)
    }
}
