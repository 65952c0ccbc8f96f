/// Something that could not be read as it should.
public struct InputProblem: Hashable, Comparable, Sendable {
    /// What it is about.
    public enum Kind: Sendable, Hashable {
        /// An input that does not exist.
        case missing
        /// An input as a whole, or from some place on.
        case input
        /// One record of an input.
        case record
        /// Patterns, or what was kept as evidence.
        case analysis
    }

    public let kind: Kind
    public let path: String
    /// Counted from 1; nil where a line means nothing (a compressed stream that ends early).
    public let line: Int?
    /// Byte offset in the decompressed input; nil where the input could not be opened at all.
    public let offset: Int?
    /// What is wrong and what became of it, without a full stop.
    public let reason: String

    public init(kind: Kind = .input, path: String, line: Int?, offset: Int?, reason: String) {
        self.kind = kind
        self.path = path
        self.line = line
        self.offset = offset
        self.reason = reason
    }

    public static func < (left: InputProblem, right: InputProblem) -> Bool {
        (left.path, left.offset ?? -1, left.line ?? 0, left.reason)
            < (right.path, right.offset ?? -1, right.line ?? 0, right.reason)
    }
}

/// What was read and what was not: the proof behind "nothing found".
public struct Ledger: Sendable {
    /// Inputs that were opened, or should have been.
    public var inputs = 0
    /// Inputs of which a part could not be read.
    public var incompleteInputs = 0
    /// Files of folders that were passed over because they are no log exports.
    public var skippedFiles = 0
    /// Bytes as they stood on disk or came through the pipe.
    public var bytesRead = 0
    /// Bytes after decompression.
    public var bytesDecoded = 0
    /// Distinct entries.
    public var entries = 0
    /// Entries read once more than needed.
    public var duplicates = 0
    /// Pieces of the input that are no JSON.
    public var malformed = 0
    /// Entries read only after a repair, such as invalid UTF-8 replaced by U+FFFD.
    public var repaired = 0
    /// Entries without an event time: they take part in detections, not in correlations.
    public var withoutTimestamp = 0
    /// Entries outside `--since` and `--until`.
    public var outOfRange = 0
    /// Times a pattern gave up at a match limit; each is an answer that is not known.
    public var regexLimitHits = 0
    /// Pieces of state dropped to keep within memory.
    public var evicted = 0
    public var firstTimestamp: Timestamp?
    public var lastTimestamp: Timestamp?
    /// Sorted; at most `problemLimit` of them.
    public var problems: [InputProblem] = []
    /// Problems beyond those listed.
    public var problemsOmitted = 0

    /// How many problems are listed before the rest is only counted.
    public static let problemLimit = 100

    public init() {}
}

extension Ledger {
    /// Adds what another run, or another part of this one, read.
    public mutating func add(_ other: Ledger) {
        inputs += other.inputs
        incompleteInputs += other.incompleteInputs
        skippedFiles += other.skippedFiles
        bytesRead += other.bytesRead
        bytesDecoded += other.bytesDecoded
        entries += other.entries
        duplicates += other.duplicates
        malformed += other.malformed
        repaired += other.repaired
        withoutTimestamp += other.withoutTimestamp
        outOfRange += other.outOfRange
        regexLimitHits += other.regexLimitHits
        evicted += other.evicted
        firstTimestamp = [firstTimestamp, other.firstTimestamp].compactMap { $0 }.min()
        lastTimestamp = [lastTimestamp, other.lastTimestamp].compactMap { $0 }.max()
        let all = (problems + other.problems).sorted()
        problemsOmitted += other.problemsOmitted + max(0, all.count - Self.problemLimit)
        problems = Array(all.prefix(Self.problemLimit))
    }
}
