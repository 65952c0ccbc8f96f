import Model

/// Finds the records in a stream of JSON that comes in pieces of any size.
///
/// NDJSON, arrays, envelopes and objects one after the other may follow each other in one stream, as they do
/// when files are joined. The splitter is therefore lenient about what stands between records and exact about
/// where a record ends. It is a state machine: each step uses up what it can of a window and says whether it
/// must see more; where the input is cut into windows has no influence on the records.
///
/// A broken record must not swallow those behind it. Lines are what help: JSON has no line ends inside
/// strings, and a record never begins further to the right than its own first line. See
/// `RecordSplitter+Resync.swift`.
struct RecordSplitter {
    enum State {
        /// Between records.
        case between
        /// Inside a record, outside its strings.
        case record
        case string
        /// Inside a record, in the white space at the start of a line.
        case lineStart
        /// A piece that is no record, up to its end.
        case piece(PieceEnd)
        /// The rest of a line of which nothing more is wanted.
        case dropLine
        /// Behind a broken record: a line in which none begins.
        case skipLine
        /// Behind a broken record: the white space at the start of a line.
        case skipIndent
    }

    /// An array that was opened and whose elements are records.
    struct Frame {
        /// Whether it is the array of an envelope, whose closing brace is still to come.
        let isEnvelope: Bool
        /// The indentation of the line it began on.
        let indent: Int
    }

    /// How the lines of a record are indented, as far as they tell.
    enum Style {
        case unknown, indented, flush
    }

    /// Arrays nested deeper hold no log entries; the bound keeps memory small on damaged input.
    static let maximumFrames = 64

    let maximumRecordBytes: Int
    var state = State.between
    /// The next byte to look at, counted from the start of the window.
    var position = 0
    /// The offset of the window's first byte in the decompressed input.
    var base = 0
    var line = 1
    var frames: [Frame] = []

    /// White space before the first other byte of this line.
    var indent = 0
    /// Whether nothing but white space and opening brackets came on this line yet.
    var isLineHead = true

    // The record or piece that is being read:
    var start = 0
    var startLine = 1
    var startOffset = 0
    var depth = 0
    /// The indentation of the line it began on.
    var own = 0
    var style = Style.unknown
    /// Whether the byte before was a backslash that belongs to the next one.
    var isEscaped = false
    /// Whether it is the rest of an envelope behind its array, not a record.
    var isTail = false
    /// Whether it was too long, is reported already and is only followed to its end.
    var isDiscarding = false

    /// What the end of the input means to a last line without a newline.
    enum LastLine {
        /// It is a line like any other.
        case whole
        /// It may have been cut anywhere; no look at it as a whole can tell.
        case cut
        /// It may be cut because it is not finished yet, and is then left for a later reading.
        case unfinished
    }

    var lastLine = LastLine.whole
    /// Whether there was an object before what is in the segment.
    var hasObject = false

    /// The record inside which the input ended, if it did.
    private(set) var cut: (line: Int, offset: Int)?
    /// The line that was left for a later reading, if one was.
    private(set) var pending: InputPlace?
    /// How far the input was used up, known at its end.
    private(set) var ending: RecordPlace?

    init(maximumRecordBytes: Int) {
        self.maximumRecordBytes = maximumRecordBytes
    }

    /// What there is to see: the bytes not used up yet, and new ones behind them.
    struct Window {
        let bytes: UnsafePointer<UInt8>
        let count: Int
        /// Whether nothing comes behind it.
        let isEnd: Bool
        unowned(unsafe) let segment: Segment
    }

    /// The first byte that must be there again, with those behind it, in the next window.
    var keepFrom: Int {
        switch state {
        case .record, .string, .lineStart: isDiscarding ? position : start
        case .piece: start
        case .between, .dropLine, .skipLine, .skipIndent: position
        }
    }

    /// Says that the next window begins `count` bytes further on.
    mutating func rebase(by count: Int) {
        position -= count
        start -= count
        base += count
    }

    /// Looks at a window as far as it can and adds what it finds to the window's segment.
    mutating func scan(_ window: Window) {
        while position < window.count {
            let goesOn =
                switch state {
                case .between: between(window)
                case .record: record(window)
                case .string: string(window)
                case .lineStart: lineStart(window)
                case .piece(let end): piece(window, end)
                case .dropLine, .skipLine: restOfLine(window)
                case .skipIndent: skipIndent(window)
                }
            if !goesOn { break }
        }
        if window.isEnd { finish(window) }
    }

    private mutating func finish(_ window: Window) {
        let ending = place
        self.ending = ending
        if mayBeContinued(window) {
            pending = InputPlace(line: ending.line, offset: ending.offset)
            return
        }
        switch state {
        case .record, .string, .lineStart:
            // Nothing is lost with the rest of an envelope.
            if isTail { break }
            cut = (startLine, startOffset)
            if !isDiscarding { emitBroken(.endOfInput, to: window.count, window) }
        case .piece:
            emitBroken(.notAnObject, to: window.count, window)
        case .between, .dropLine, .skipLine, .skipIndent: break
        }
        state = .between
    }

    /// Whether the input ends inside its last line, which somebody may still be writing. Text counts as such
    /// only behind objects: else the input is no log export.
    private func mayBeContinued(_ window: Window) -> Bool {
        guard lastLine == .unfinished, frames.isEmpty, startLine == line else { return false }
        switch state {
        case .record, .string, .lineStart: return !isTail && !isDiscarding
        case .piece: return hasObject || window.segment.records.contains { $0.kind.isOfObject }
        case .between, .dropLine, .skipLine, .skipIndent: return false
        }
    }

    /// Marks the place where a record or a piece begins.
    mutating func begin() {
        start = position
        startLine = line
        startOffset = base + position
        own = indent
        style = .unknown
        isEscaped = false
        isTail = false
        isDiscarding = false
    }

    mutating func emitRecord(to end: Int, _ window: Window) {
        emit(.json, to: end, window)
    }

    /// Reports the piece from `start`, without the white space at its end.
    mutating func emitBroken(_ reason: BrokenReason, to end: Int, _ window: Window) {
        var end = end
        while end > start + 1, Bytes.isSpace(window.bytes[end - 1]) { end -= 1 }
        emit(.broken(reason), to: end, window)
    }

    @inline(__always)
    private func emit(_ kind: RecordRange.Kind, to end: Int, _ window: Window) {
        window.segment.append(
            RecordRange(
                start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end - start),
                line: startLine, kind: kind))
    }

    /// Goes to the first byte of the next line; the newline stands at `newline`.
    @inline(__always)
    mutating func startLine(behind newline: Int) {
        position = newline + 1
        line += 1
        indent = 0
        isLineHead = true
    }
}
