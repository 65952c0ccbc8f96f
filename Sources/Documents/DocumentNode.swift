/// A place in a file; line and column are counted from 1, columns in Unicode scalars.
public struct Mark: Hashable, Comparable, Sendable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place `count` characters further on the same line.
    public func advanced(by count: Int) -> Mark { Mark(line: line, column: column + count) }

    public static func < (left: Mark, right: Mark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// How a scalar was written.
public enum ScalarStyle: Hashable, Sendable {
    /// Without quotes: its type is read from its characters.
    case plain
    /// In single or double quotes: a string.
    case quoted
    /// As a block behind `|` or `>`: a string.
    case block

    /// The place of a character of a one-line scalar that begins at `mark`.
    public func mark(ofCharacter offset: Int, from mark: Mark) -> Mark {
        switch self {
        case .plain: mark.advanced(by: offset)
        case .quoted: mark.advanced(by: offset + 1)
        case .block: mark
        }
    }
}

/// A part of a YAML document, with its place. Aliases are already replaced by what they stand for.
public indirect enum DocumentNode: Sendable {
    /// Text, and how it was written.
    case scalar(text: String, style: ScalarStyle, mark: Mark)
    case sequence([DocumentNode], mark: Mark)
    case mapping([DocumentEntry], mark: Mark)

    public var mark: Mark {
        switch self {
        case .scalar(_, _, let mark), .sequence(_, let mark), .mapping(_, let mark): mark
        }
    }

    /// What kind of node it is, for messages.
    public var kindName: String {
        switch self {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The typed value of a scalar; nil for lists and mappings.
    public var scalar: ScalarValue? {
        guard case .scalar(let text, let style, _) = self else { return nil }
        return style == .plain ? ScalarValue(plain: text) : .string(text)
    }

    /// Whether this is a scalar that means null: nothing at all, `~` or `null` without quotes.
    public var isNull: Bool { scalar == .null }

    /// The text of a scalar as it was written, whatever its type; nil for lists and mappings.
    public var text: String? {
        guard case .scalar(let text, _, _) = self else { return nil }
        return text
    }

    /// The place of a character of a scalar's text: exact in text of one line without YAML escapes, else the
    /// place where the scalar begins.
    public func mark(ofCharacter offset: Int) -> Mark {
        guard case .scalar(let text, let style, let mark) = self, !text.contains("\n") else { return mark }
        return style.mark(ofCharacter: offset, from: mark)
    }

    /// The entry of a mapping with this key; nil where there is none, or this is no mapping.
    public func entry(_ key: String) -> DocumentEntry? {
        guard case .mapping(let entries, _) = self else { return nil }
        return entries.first { $0.key == key }
    }
}

/// A key of a mapping and its value.
public struct DocumentEntry: Sendable {
    public let key: String
    public let keyMark: Mark
    public let keyStyle: ScalarStyle
    public let value: DocumentNode

    public init(key: String, keyMark: Mark, keyStyle: ScalarStyle = .plain, value: DocumentNode) {
        self.key = key
        self.keyMark = keyMark
        self.keyStyle = keyStyle
        self.value = value
    }

    /// The place of a character of the key.
    public func keyMark(ofCharacter offset: Int) -> Mark { keyStyle.mark(ofCharacter: offset, from: keyMark) }
}
