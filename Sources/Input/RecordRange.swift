/// A record inside a segment, or a piece of the input that cannot be one.
public struct RecordRange: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// One JSON object by its braces; whether it is valid is for the parser to say.
        case json
        /// A piece that cannot be a record; it counts as malformed.
        case broken(BrokenReason)

        /// Whether it begins as an object does, whole or not.
        var isOfObject: Bool { self != .broken(.notAnObject) && self != .broken(.strayBracket) }
    }

    /// Where it begins, in bytes from the start of the segment.
    public let start: UInt32
    /// In bytes, white space around it left out. Of a broken piece it may be only the beginning.
    public let length: UInt32
    /// The line of its first byte in the decompressed input, counted from 1.
    public let line: Int
    public let kind: Kind
}

/// Why a piece of the input cannot be a record.
public enum BrokenReason: UInt8, Sendable, Hashable, CaseIterable {
    /// Text, a number, a string: anything that does not begin with `{`.
    case notAnObject
    /// `}` or `]` with nothing to close.
    case strayBracket
    /// Another record begins before this one ends.
    case unfinished
    /// A line ends inside a string, which JSON does not allow (RFC 8259, section 7).
    case lineEndInString
    /// Longer than `ReadOptions.maximumRecordBytes`.
    case tooLong
    /// The input ends before the record does.
    case endOfInput

    /// For people, without a full stop.
    public var text: String {
        switch self {
        case .notAnObject: "is not a JSON object"
        case .strayBracket: "a closing bracket with nothing to close"
        case .unfinished: "another record begins before this one ends"
        case .lineEndInString: "a line ends inside a string"
        case .tooLong: "is longer than the largest record allowed"
        case .endOfInput: "the input ends inside it"
        }
    }
}
