import Documents
import Matching
import Model

/// Regular expressions that compile, and are no good.
struct RegexCheck {
    let list: DiagnosticList

    /// Texts that have nothing in common.
    private static let unrelated = ["a", "0", " ", "é", "!"]

    func check(_ document: DocumentNode) {
        for item in document.detectionItems {
            let modifiers = item.key.split(separator: "|").dropFirst()
            guard modifiers.contains("re") else { continue }
            var options: Pattern.Options = []
            for name in modifiers {
                switch Modifier.byName[String(name)] {
                case .ignoreCase: options.insert(.caseless)
                case .multiline: options.insert(.multiline)
                case .dotAll: options.insert(.dotAll)
                default: break
                }
            }
            for value in item.value.elements { check(value, options: options) }
        }
    }

    private func check(_ node: DocumentNode, options: Pattern.Options) {
        guard let source = node.text, PortableRegex.firstProblem(in: source) == nil,
            let pattern = try? Pattern(source, options: options)
        else { return }
        if matchesEverything(pattern, source) {
            list.warn(
                node.mark, "'\(source)' matches every text", "ask for something, or write 'exists: true'",
                check: .regexMatchesEverything)
        }
        BacktrackReport.check(source, options: options, node: node, list: list)
    }

    /// A pattern that leaves something out, such as `^[^a]`, matches unrelated texts as well: it does ask for
    /// something unless nothing at all is enough, or it names no character.
    private func matchesEverything(_ pattern: Pattern, _ source: String) -> Bool {
        let scratch = PatternScratch()
        let texts = source.allSatisfy { "^$.*+?|()".contains($0) } ? Self.unrelated : Self.unrelated + [""]
        return texts.allSatisfy { text in
            var copy = text
            return copy.withUTF8 { bytes in
                if case .match = pattern.firstMatch(in: bytes, scratch: scratch) { true } else { false }
            }
        }
    }
}

/// Tells of patterns that try too many ways.
enum BacktrackReport {
    static func check(
        _ source: String, options: Pattern.Options, node: DocumentNode, list: DiagnosticList
    ) {
        guard let found = Backtracking.find(in: source, options: options) else { return }
        let part = String(String.UnicodeScalarView(Array(source.unicodeScalars)[found.place]))
        let mark = node.mark(ofCharacter: found.place.lowerBound)
        let length = node.isVerbatim ? found.place.count : nil
        if found.exceedsLimit {
            list.report(
                mark, found.problem(with: part), Backtracking.advice, check: .regexBacktracks, length: length)
        } else {
            list.warn(
                mark, found.problem(with: part), Backtracking.advice, check: .regexBacktracks, length: length)
        }
    }
}
