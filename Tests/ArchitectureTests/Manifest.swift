/// What Package.swift says, read as text: the manifest's own format is Swift, and its forms here are few.
enum Manifest {
    static let text = SourceTree.text(of: "Package.swift")

    /// The names in a target's list of dependencies; nil where the manifest has no such target.
    static func dependencies(of target: String) -> [String]? {
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        let openings = [".executableTarget(", ".target(", ".plugin("].flatMap {
            ["\($0)name: \"\(target)\"", "\($0) name: \"\(target)\""]
        }
        guard let start = openings.compactMap({ words.firstRange(of: $0)?.upperBound }).first else {
            return nil
        }
        let declaration = argument(words[start...])
        guard let list = declaration.firstRange(of: "dependencies: [") else { return [] }
        let items = declaration[list.upperBound...].prefix { $0 != "]" }
        let pieces = items.split(separator: "\"", omittingEmptySubsequences: false)
        // Quoted words stand at odd places; those after `package:` name where a product comes from.
        return stride(from: 1, to: pieces.count, by: 2)
            .filter { !pieces[$0 - 1].hasSuffix("package: ") }
            .map { String(pieces[$0]) }
    }

    /// The rest of a call up to the parenthesis that ends it.
    private static func argument(_ text: Substring) -> Substring {
        var depth = 1
        return text.prefix { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth > 0
        }
    }
}
