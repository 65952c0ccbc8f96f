import Model

/// What is to be said of an input that has been read.
public struct ReadOutcome: Sendable, Hashable {
    /// What could not be read as it should; broken pieces are not among them, they are in the segments.
    public internal(set) var problems: [InputProblem] = []
    /// Whether a part of it was not read.
    public internal(set) var isIncomplete = false
    /// Whether it is a file of a folder that was passed over because it is no log export.
    public internal(set) var isSkipped = false

    /// Whether all of its content was read before, so that nothing was handed out.
    public internal(set) var isKnown = false
    /// How many decoded bytes were passed over because they were read before.
    public internal(set) var skippedBytes = 0
    /// The mark that told so; the new one stands for all that it stood for.
    public internal(set) var resumed: ContentMark?
    /// How far its content has been read by now: all that was handed out, and nothing else. Nil for pipes and
    /// standard input, for inputs without records, and where no history was given.
    public internal(set) var mark: ContentMark?
    /// Where its last line begins that is not finished yet; it is not in the segments and not in the mark.
    public internal(set) var pending: InputPlace?

    mutating func report(_ path: String, line: Int?, offset: Int?, _ reason: String) {
        problems.append(InputProblem(path: path, line: line, offset: offset, reason: reason))
        isIncomplete = true
    }

    /// Reports why reading stopped at `offset` and which record was cut by that; nothing where all is well.
    mutating func report(_ path: String, failure: String?, offset: Int, cut: (line: Int, offset: Int)?) {
        let place = cut.map { "an entry that began at line \($0.line), offset \($0.offset)" }
        switch (failure, place) {
        case (nil, nil): break
        case (nil, let place?): report(path, line: cut?.line, offset: cut?.offset, "ends inside \(place)")
        case (let failure?, nil): report(path, line: nil, offset: offset, failure)
        case (let failure?, let place?):
            report(path, line: nil, offset: offset, "\(failure), inside \(place)")
        }
    }
}

/// A place in a decompressed input.
public struct InputPlace: Sendable, Hashable {
    /// Counted from 1.
    public let line: Int
    /// In bytes.
    public let offset: Int

    public init(line: Int, offset: Int) {
        self.line = line
        self.offset = offset
    }
}
