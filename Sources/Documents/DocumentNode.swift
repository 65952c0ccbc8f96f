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
    /// As a block behind `|`, its text beginning at a place: a string.
    case literal(start: Mark)
    /// A string whose characters do not stand in the file one by one: folded behind `>`, with escapes …
    case block

    /// The place of a character of a one-line scalar that begins at `mark`.
    public func mark(ofCharacter offset: Int, from mark: Mark) -> Mark {
        switch self {
        case .plain: mark.advanced(by: offset)
        case .quoted: mark.advanced(by: offset + 1)
        case .literal(let start): start.advanced(by: offset)
        case .block: mark
        }
    }
}

/// A part of a YAML document, with its place. Aliases are already replaced by what they stand for.
public indirect enum DocumentNode: Hashable, Sendable {
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

    /// The place of a character of a scalar's text: exact in a block behind `|` and in text of one line
    /// without YAML escapes, else the place where the scalar begins.
    public func mark(ofCharacter offset: Int) -> Mark {
        guard case .scalar(let text, let style, let mark) = self else { return mark }
        guard text.unicodeScalars.contains("\n") else { return style.mark(ofCharacter: offset, from: mark) }
        guard case .literal(let start) = style else { return mark }
        let before = text.unicodeScalars.prefix(offset)
        let breaks = before.count { $0 == "\n" }
        let behindBreak = before.reversed().prefix { $0 != "\n" }.count
        return Mark(line: start.line + breaks, column: start.column + behindBreak)
    }

    /// Whether the characters of this scalar stand in the file one by one, so that `mark(ofCharacter:)` is exact.
    public var isVerbatim: Bool {
        guard case .scalar(let text, let style, _) = self else { return false }
        switch style {
        case .literal: return true
        case .block: return false
        case .plain, .quoted: return !text.unicodeScalars.contains("\n")
        }
    }

    /// The entry of a mapping with this key; nil where there is none, or this is no mapping.
    public func entry(_ key: String) -> DocumentEntry? {
        guard case .mapping(let entries, _) = self else { return nil }
        return entries.first { $0.key == key }
    }
}

/// A key of a mapping and its value.
public struct DocumentEntry: Hashable, Sendable {
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
