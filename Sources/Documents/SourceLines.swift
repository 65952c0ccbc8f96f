import Model

/// The text of a file by lines, to look up what stands at a place.
public struct SourceLines: Sendable {
    private let lines: [[Unicode.Scalar]]

    public init(_ text: String) {
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Array(line.last == "\r" ? line.dropLast() : line)
        }
    }

    /// A line by its number, without its end; nil behind the last one.
    public func line(_ number: Int) -> [Unicode.Scalar]? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// Whether the text stands at the place as it is.
    func hasText(_ text: some StringProtocol, at mark: Mark) -> Bool {
        guard let line = line(mark.line), mark.column - 1 <= line.count else { return false }
        return line[(mark.column - 1)...].starts(with: text.unicodeScalars)
    }

    /// Where the first line of a block behind `|` begins, given the place of the bar.
    func blockStart(behind mark: Mark) -> Mark? {
        var number = mark.line + 1
        while let line = line(number) {
            if let indentation = line.firstIndex(where: { $0 != " " }) {
                return Mark(line: mark.line + 1, column: indentation + 1)
            }
            number += 1
        }
        return nil
    }

    /// How many characters the value or key at a place takes: to its closing quote or bracket, or to where a
    /// plain one ends. At least 1.
    public func extent(at mark: Mark) -> Int {
        guard let line = line(mark.line), mark.column >= 1, mark.column <= line.count else { return 1 }
        let rest = line[(mark.column - 1)...]
        switch rest.first {
        case "\"", "'": return Self.quoted(rest)
        case "[", "{": return Self.bracketed(rest)
        default:
            let before = line[..<(mark.column - 1)]
            let open = before.count { $0 == "[" || $0 == "{" } - before.count { $0 == "]" || $0 == "}" }
            return Self.plain(rest, isInBrackets: open > 0)
        }
    }

    private static func quoted(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        let quote = rest[rest.startIndex]
        var index = rest.startIndex + 1
        while index < rest.endIndex {
            if quote == "\"", rest[index] == "\\" {
                index += 2
            } else if rest[index] != quote {
                index += 1
            } else if quote == "'", index + 1 < rest.endIndex, rest[index + 1] == quote {
                index += 2
            } else {
                return index + 1 - rest.startIndex
            }
        }
        return rest.count
    }

    private static func bracketed(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        var depth = 0
        for (offset, scalar) in rest.enumerated() {
            if scalar == "[" || scalar == "{" { depth += 1 }
            if scalar == "]" || scalar == "}" { depth -= 1 }
            if depth == 0 { return offset + 1 }
        }
        return 1
    }

    private static func plain(_ rest: ArraySlice<Unicode.Scalar>, isInBrackets: Bool) -> Int {
        var end = rest.startIndex
        for index in rest.indices {
            let scalar = rest[index]
            let next = index + 1 < rest.endIndex ? rest[index + 1] : " "
            if scalar == ":", next == " " { break }
            if scalar == " ", next == "#" { break }
            if isInBrackets, scalar == "," || scalar == "]" || scalar == "}" { break }
            if scalar != " ", scalar != "\t" { end = index + 1 }
        }
        return max(1, end - rest.startIndex)
    }
}

extension Sequence<Diagnostic> {
    /// The diagnostics, each with a length: where nobody gave one, that of what stands at the place.
    public func withExtents(in files: [PatternFile]) -> [Diagnostic] {
        var lines: [String: SourceLines] = [:]
        return map { problem in
            guard problem.length == nil, let file = files.first(where: { $0.path == problem.path }) else {
                return problem
            }
            let known = lines[file.path] ?? SourceLines(file.text)
            lines[file.path] = known
            var result = problem
            result.length = known.extent(at: Mark(line: problem.line, column: problem.column))
            return result
        }
    }
}
