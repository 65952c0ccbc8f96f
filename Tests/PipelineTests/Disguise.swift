import Foundation
import TestSupport

/// Ways in which the same entries may come.
enum Disguise {
    /// Writes the entries shuffled, cut into files, with repeats, as lines or arrays, plain or as gzip members.
    static func write(_ entries: [String], in folder: URL, using generator: inout SeededGenerator) throws {
        var all = entries.shuffled(using: &generator)
        for _ in 0..<Int.random(in: 0...20, using: &generator) { all.append(generator.pick(entries)) }
        if Bool.random(using: &generator) { all.shuffle(using: &generator) }
        let files = Int.random(in: 1...5, using: &generator)
        for number in 0..<files {
            let part = all[(all.count * number / files)..<(all.count * (number + 1) / files)]
            var bytes = Array(layout(Array(part), using: &generator).utf8)
            if Bool.random(using: &generator) { bytes = members(bytes, using: &generator) }
            try Data(bytes).write(to: folder.appending(path: "part-\(number).json"))
        }
    }

    /// The bytes as one or several gzip members.
    private static func members(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while rest.count > 1, Bool.random(using: &generator) {
            let size = Int.random(in: 1..<rest.count, using: &generator)
            result += gzip(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return result + gzip(Array(rest))
    }

    private static func layout(_ entries: [String], using generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: "[\n  " + entries.joined(separator: ",\n  ") + "\n]\n"
        case 1: entries.joined(separator: "\r\n")
        case 2: "{\"entries\": [" + entries.joined(separator: ", ") + "], \"nextPageToken\": \"x\"}\n"
        default: entries.map { $0 + "\n" }.joined()
        }
    }
}
