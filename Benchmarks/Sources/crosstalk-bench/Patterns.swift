import Foundation

/// The message patterns that other tools are given: one a line, none empty.
struct Patterns {
    let alternation: String

    init(home: String) throws {
        let text = try String(contentsOfFile: home + "/patterns.txt", encoding: .utf8)
        alternation = text.split(separator: "\n").map { "(?:\($0))" }.joined(separator: "|")
    }
}
