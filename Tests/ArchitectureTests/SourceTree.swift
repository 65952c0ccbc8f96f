import Foundation

/// A Swift source file, as the tests look at it.
struct SourceFile: Sendable, CustomStringConvertible {
    /// Below the package's folder.
    let path: String
    let lines: [String]

    var description: String { path }

    /// The folder below `Sources` or `Plugins` that the file lies in, which is its target's name.
    var target: String { String(path.split(separator: "/")[1]) }

    /// Line numbers, counted from 1, and lines without what stands in comments and string literals.
    var code: [(number: Int, text: String)] {
        lines.enumerated().map { ($0 + 1, Self.code(of: $1)) }
    }

    /// What every `import` names, whatever stands before it, and the first name of `import struct A.B`.
    var imports: [String] {
        let kinds = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
        return code.compactMap { _, text in
            var words = text.split(separator: " ").map(String.init)[...]
            guard let place = words.firstIndex(of: "import"),
                words[..<place].allSatisfy(Self.mayStandBeforeImport)
            else { return nil }
            words = words[(place + 1)...]
            if let kind = words.first, kinds.contains(kind) { words = words.dropFirst() }
            return words.first.map { String($0.prefix { $0 != "." }) }
        }
    }

    private static func mayStandBeforeImport(_ word: String) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }

    /// A line up to its `//`, with its string literals emptied. Good for one line; the inner lines of a
    /// literal of several lines pass as code.
    private static func code(of line: String) -> String {
        var result = ""
        var isInLiteral = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" { isInLiteral.toggle() }
            if !isInLiteral, character == "/", previous == "/" {
                result.removeLast()
                break
            }
            if !isInLiteral { result.append(character) }
            previous = character
        }
        return result
    }
}

/// The package's own files, found from where this one lies.
enum SourceTree {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift files in folders of the package, sorted by path.
    static func swiftFiles(in folders: String...) -> [SourceFile] {
        folders.flatMap { files(in: $0) }
            .filter { $0.hasSuffix(".swift") }
            .map { SourceFile(path: $0, lines: text(of: $0).components(separatedBy: "\n")) }
    }

    /// The paths of all files in a folder, below the package's; without what builds leave there.
    static func files(in folder: String) -> [String] {
        let walker = FileManager.default.enumerator(
            atPath: root.appending(path: folder).path(percentEncoded: false))
        let paths = (walker?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
        return paths.filter { path in
            !path.contains("/.build") && !path.contains("/.swiftpm") && !path.hasPrefix("Benchmarks/work/")
                && !path.contains("/__pycache__/") && !isFolder(path)
        }.sorted()
    }

    /// A file as text; what is no UTF-8 counts as empty.
    static func text(of path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let full = root.appending(path: path).path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) && isFolder.boolValue
    }
}
