import Foundation

/// The message patterns that other tools are given: one a line, none empty.
struct Patterns {
    let alternation: String
    /// One of them alone: as little as can be asked for.
    let one = #"shared between users \S+ and \S+"#

    init(home: String) throws {
        let text = try String(contentsOfFile: home + "/patterns.txt", encoding: .utf8)
        alternation = text.split(separator: "\n").map { "(?:\($0))" }.joined(separator: "|")
    }
}
