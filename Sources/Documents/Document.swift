import Model
import Yams

/// Reads YAML files into nodes that know their places.
public enum Document {
    /// Aliases can make a short text stand for an endless one; a document may expand to this many nodes.
    public static let nodeLimit = 100_000

    /// The documents of a file (a stream of them, divided by `---`), in order. Empty documents are left out.
    ///
    /// A file that the binary carries was parsed when it was built.
    public static func parse(_ file: PatternFile) throws(Diagnostics) -> [DocumentNode] {
        if let documents = file.packed?.withUTF8Buffer(PackedDocuments.unpack) { return documents }
        var source = ComposedSource(text: file.text)
        let roots = try source.compose(path: file.path)
        let list = DiagnosticList(path: file.path)
        let lines = SourceLines(file.text)
        var documents: [DocumentNode] = []
        for root in roots {
            var converter = NodeConverter(renamedKeys: source.renamedKeys, lines: lines, list: list)
            if let node = converter.convert(root), !node.isNull { documents.append(node) }
            if converter.isTooLarge { break }
        }
        guard list.isEmpty else { throw Diagnostics(list.all) }
        return documents
    }
}

/// Turns the nodes of Yams into ours: expands aliases, and refuses what rules have no use for.
private struct NodeConverter {
    let renamedKeys: [Mark: String]
    let lines: SourceLines
    let list: DiagnosticList
    var nodeCount = 0
    var isTooLarge = false

    init(renamedKeys: [Mark: String], lines: SourceLines, list: DiagnosticList) {
        self.renamedKeys = renamedKeys
        self.lines = lines
        self.list = list
    }

    mutating func convert(_ node: Node) -> DocumentNode? {
        nodeCount += 1
        let mark = Mark(node)
        guard nodeCount <= Document.nodeLimit else {
            if !isTooLarge {
                list.report(
                    mark, "the document expands to more than \(Document.nodeLimit) nodes",
                    "use fewer aliases, or split the file", check: .tooLarge)
            }
            isTooLarge = true
            return nil
        }
        switch node {
        case .scalar(let scalar): return convert(scalar, mark)
        case .sequence(let sequence): return .sequence(convert(Array(sequence)), mark: mark)
        case .mapping(let mapping): return convert(mapping, mark)
        case .alias: return nil
        }
    }

    private mutating func convert(_ nodes: [Node]) -> [DocumentNode] {
        var result: [DocumentNode] = []
        for node in nodes where !isTooLarge {
            if let converted = convert(node) { result.append(converted) }
        }
        return result
    }

    private func convert(_ scalar: Node.Scalar, _ mark: Mark) -> DocumentNode? {
        let tag = scalar.tag.rawValue
        // Yams gives quoted scalars the tag of a string, and plain ones none.
        guard tag.isEmpty || tag == "!" || tag == Tag.Name.str.rawValue else {
            list.report(mark, "the tag '\(tag)' has no meaning here", "leave the tag out", check: .unknownTag)
            return nil
        }
        // `!!str 12` is as good as quoted.
        let style = style(of: scalar, mark)
        return .scalar(
            text: scalar.string, style: style == .plain && !tag.isEmpty ? .block : style, mark: mark)
    }

    private func style(of scalar: Node.Scalar, _ mark: Mark) -> ScalarStyle {
        let style = ScalarStyle(scalar.style)
        switch scalar.style {
        case .literal:
            return lines.blockStart(behind: mark).map { .literal(start: $0) } ?? .block
        case .singleQuoted, .doubleQuoted:
            return lines.hasText(scalar.string, at: mark.advanced(by: 1)) ? style : .block
        default:
            return style
        }
    }

    private mutating func convert(_ mapping: Node.Mapping, _ mark: Mark) -> DocumentNode {
        var entries: [DocumentEntry] = []
        var seen: [String: Mark] = [:]
        for (key, value) in mapping where !isTooLarge {
            let keyMark = Mark(key)
            guard case .scalar(let scalar) = key else {
                list.report(keyMark, "a key must be a single value", "write the key as text")
                continue
            }
            let name = renamedKeys[keyMark] ?? scalar.string
            if let first = seen.updateValue(keyMark, forKey: name) {
                reportDuplicate(name, first: first, second: keyMark)
            } else if name == "<<", scalar.style == .plain {
                list.report(
                    keyMark, "merge keys (<<) are not supported", "write the keys out", check: .mergeKey)
            } else if let converted = convert(value) {
                entries.append(
                    DocumentEntry(
                        key: name, keyMark: keyMark, keyStyle: ScalarStyle(scalar.style), value: converted))
            }
        }
        return .mapping(entries, mark: mark)
    }

    private func reportDuplicate(_ name: String, first: Mark, second: Mark) {
        list.report(
            second, "the key '\(name)' is already at \(first.line):\(first.column)",
            "remove one of the two, or rename it", check: .duplicateKey)
    }
}

extension Mark {
    fileprivate init(_ node: Node) {
        self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}

extension ScalarStyle {
    fileprivate init(_ style: Node.Scalar.Style) {
        switch style {
        case .singleQuoted, .doubleQuoted: self = .quoted
        case .literal, .folded: self = .block
        case .plain, .any: self = .plain
        }
    }
}
