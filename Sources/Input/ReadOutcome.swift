import Model

/// What is to be said of an input that has been read.
public struct ReadOutcome: Sendable, Hashable {
    /// What could not be read as it should; broken pieces are not among them, they are in the segments.
    public internal(set) var problems: [InputProblem] = []
    /// Whether a part of it was not read.
    public internal(set) var isIncomplete = false
    /// Whether it is a file of a folder that was passed over because it is no log export.
    public internal(set) var isSkipped = false

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
