import Model
import Yams

/// The text of a file while Yams composes it.
///
/// Yams stops at a mapping with two equal keys and names one place only. To name both, the first key is given
/// another first letter and the text is composed again, until no two keys are equal; `renamedKeys` tells what
/// they were called.
struct ComposedSource {
    private var text: String
    private(set) var renamedKeys: [Mark: String] = [:]

    private static let renamingLimit = 100
    /// The start of a private use area that no rule has a reason to use.
    private static let firstSubstitute: UInt32 = 0xF0000

    init(text: String) {
        self.text = text
    }

    mutating func compose(path: String) throws(Diagnostics) -> [Node] {
        while true {
            do {
                return try composeOnce()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let mark = Mark(line: context.mark.line, column: context.mark.column)
                if let name = keys.first, rename(name, at: mark) { continue }
                let problem = "the key '\(keys.first ?? "")' occurs more than once in one mapping"
                throw Diagnostics([
                    diagnostic(
                        path, mark, problem, "remove all but one of them, or rename them", .duplicateKey)
                ])
            } catch {
                throw Diagnostics([describe(error, path: path)])
            }
        }
    }

    private func composeOnce() throws -> [Node] {
        // The basic resolver has no rules: scalars are typed by us, and no regular expression is run.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        var roots: [Node] = []
        while let root = try parser.nextRoot() { roots.append(root) }
        return roots
    }

    /// Replaces the first letter of a key; false where there is none to replace.
    private mutating func rename(_ name: String, at mark: Mark) -> Bool {
        guard renamedKeys.count < Self.renamingLimit, var index = index(of: mark) else { return false }
        let scalars = text.unicodeScalars
        if scalars[index] == "\"" || scalars[index] == "'" { index = scalars.index(after: index) }
        guard index < scalars.endIndex,
            let substitute = Unicode.Scalar(Self.firstSubstitute + UInt32(renamedKeys.count)),
            scalars[index] == name.unicodeScalars.first
        else { return false }
        renamedKeys[mark] = name
        text.unicodeScalars.replaceSubrange(index...index, with: CollectionOfOne(substitute))
        return true
    }

    private func index(of mark: Mark) -> String.Index? {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        var line = 1
        while line < mark.line, index < scalars.endIndex {
            if scalars[index] == "\n" { line += 1 }
            index = scalars.index(after: index)
        }
        return scalars.index(index, offsetBy: mark.column - 1, limitedBy: scalars.endIndex)
            .flatMap { $0 < scalars.endIndex ? $0 : nil }
    }

    private func describe(_ error: any Error, path: String) -> Diagnostic {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _):
            return notYAML(path, Mark(line: mark.line, column: mark.column), problem)
        case YamlError.composer(_, let problem, let mark, _):
            return diagnostic(
                path, Mark(line: mark.line, column: mark.column), problem,
                "define the anchor (&name) before the alias (*name), or quote text that begins with *",
                .unknownAlias)
        case YamlError.reader(let problem, let offset, _, _):
            return diagnostic(path, place(ofCharacter: offset ?? 0), problem, "remove the character", .yaml)
        default:
            return diagnostic(
                path, Mark(line: 1, column: 1), "this is not YAML: \(error)", "check the file", .yaml)
        }
    }

    /// Says what the parser stumbled over; of tabs, it says only that they cannot begin a token.
    private func notYAML(_ path: String, _ mark: Mark, _ problem: String) -> Diagnostic {
        let isTab = index(of: mark).map { text.unicodeScalars[$0] == "\t" } ?? false
        return isTab
            ? diagnostic(
                path, mark, "this is not YAML: a tab where only spaces may stand", "indent with spaces", .tab)
            : diagnostic(
                path, mark, "this is not YAML: \(problem)",
                "check indentation, quotes and brackets here; quote text that begins with a special character",
                .yaml)
    }

    private func place(ofCharacter offset: Int) -> Mark {
        let before = text.prefix(offset)
        let line = before.count { $0 == "\n" || $0 == "\r\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" && $0 != "\r\n" }.count + 1
        return Mark(line: line, column: column)
    }

    private func diagnostic(
        _ path: String, _ mark: Mark, _ problem: String, _ advice: String, _ check: Check
    ) -> Diagnostic {
        Diagnostic(
            path: path, line: mark.line, column: mark.column, problem: problem, advice: advice, check: check)
    }
}
