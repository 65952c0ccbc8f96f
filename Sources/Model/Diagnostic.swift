/// Something wrong with a rule, an extraction document or the configuration: where, what, and what to do.
public struct Diagnostic: Error, Hashable, Comparable, Sendable, CustomStringConvertible {
    public enum Severity: String, Hashable, Sendable {
        /// The document cannot be used.
        case error
        /// It can, but hardly does what its author wants.
        case warning
    }

    public let path: String
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in characters.
    public let column: Int
    /// What is wrong, without a full stop.
    public let problem: String
    /// What to do about it, without a full stop.
    public let advice: String
    public let check: Check
    public let severity: Severity
    /// How many characters from the column on are meant; nil where nobody said.
    public var length: Int?

    public init(
        path: String, line: Int, column: Int, problem: String, advice: String, check: Check = .structure,
        severity: Severity = .error, length: Int? = nil
    ) {
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem
        self.advice = advice
        self.check = check
        self.severity = severity
        self.length = length
    }

    /// `path:line:column: what; what to do`.
    public var description: String { "\(path):\(line):\(column): \(problem); \(advice)" }

    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        (left.path, left.line, left.column, left.problem) < (
            right.path, right.line, right.column, right.problem
        )
    }
}

/// All that is wrong with a set of documents; never empty.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
    public let all: [Diagnostic]

    /// Sorted by place.
    public init(_ all: [Diagnostic]) {
        self.all = all.sorted()
    }

    public var description: String { all.map(\.description).joined(separator: "\n") }
}
