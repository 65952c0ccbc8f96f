import Documents
import Model

extension ExtractionDocument {
    /// Reads the documents of one file; reports what is wrong to `list`.
    static func parse(_ file: PatternFile, list: DiagnosticList) -> [ExtractionDocument] {
        do {
            return try Document.parse(file).compactMap { node in
                var parser = DocumentParser(list: list)
                return parser.parse(node)
            }
        } catch {
            list.append(error.all)
            return []
        }
    }
}

private struct DocumentParser {
    let list: DiagnosticList
    private var document = ExtractionDocument()

    init(list: DiagnosticList) {
        self.list = list
    }

    mutating func parse(_ node: DocumentNode) -> ExtractionDocument? {
        guard var reader = MappingReader(node, as: "an extraction document", list: list) else { return nil }
        _ = reader.requiredString(for: "title", "say in a few words what it extracts")
        reader.ignore(["id", "description", "author", "date", "modified", "references", "status"])
        if let shapes = reader.entry("shapes") { parseShapes(shapes.value) }
        if let fields = reader.entry("fields") { parseFields(fields.value) }
        if let patterns = reader.entry("patterns") { parsePatterns(patterns.value) }
        if let placeholders = reader.entry("placeholders") { parsePlaceholders(placeholders.value) }
        document.damaged = sources("damaged", &reader)
        document.implausible = sources("implausible", &reader)
        document.cut = sources("cut", &reader)
        document.flows = FlowParser(list: list).parse(reader.entry("flows"))
        document.spellings = SpellingParser(list: list).parse(reader.entry("spellings"))
        reader.finish()
        return document
    }

    private func place(_ mark: Mark) -> Place { Place(path: list.path, line: mark.line, column: mark.column) }

    /// The patterns of a list, or the only one.
    private func sources(_ key: String, _ reader: inout MappingReader) -> [Pattern.Source] {
        var nodes = reader.entry(key).map { [$0.value] } ?? []
        if case .sequence(let items, _)? = nodes.first { nodes = items }
        return (reader.strings(for: key) ?? []).map { found in
            Pattern.Source(
                text: found.text, place: place(found.mark), node: nodes.first { $0.mark == found.mark })
        }
    }

    private func source(_ node: DocumentNode, _ text: String) -> Pattern.Source {
        Pattern.Source(text: text, place: place(node.mark), node: node)
    }

    typealias Pattern = ExtractionDocument.Pattern
    typealias Place = ExtractionDocument.Place

    private mutating func parseShapes(_ node: DocumentNode) {
        guard case .mapping(let entries, _) = node else {
            list.report(node.mark, "'shapes' must be a mapping", "write 'name: pattern' lines")
            return
        }
        for entry in entries {
            guard let text = entry.value.text else {
                list.report(entry.value.mark, "a shape must be a pattern", "write it on one line, in quotes")
                continue
            }
            document.shapes.append((entry.key, source(entry.value, text)))
        }
    }

    // MARK: - Fields

    private mutating func parseFields(_ node: DocumentNode) {
        guard case .mapping(let entries, _) = node else {
            list.report(node.mark, "'fields' must be a mapping", "write 'name:' with 'paths:' below it")
            return
        }
        for entry in entries { parseField(entry) }
    }

    private mutating func parseField(_ entry: DocumentEntry) {
        if entry.value.isNull {
            document.fields.append(Field(name: entry.key, kind: .plain, paths: [], strip: nil))
            return
        }
        guard var reader = MappingReader(entry.value, as: "the field '\(entry.key)'", list: list) else {
            return
        }
        let scope = reader.string(for: "scope")
        let kind = parseKind(reader.entry("kind"), scope: scope ?? entry.key)
        let paths = reader.strings(for: "paths") ?? []
        for path in paths where JSONPath.keys(of: path.text).contains("") {
            list.report(
                path.mark, "the path '\(path.text)' has an empty key", "write keys with single dots between",
                check: .value)
        }
        let isSole = reader.boolean(for: "sole") ?? false
        let implausible = sources("implausible", &reader)
        var strip: Pattern.Source?
        if let found = reader.entry("strip"), let text = found.value.text {
            strip = source(found.value, text)
        }
        reader.finish()
        document.fields.append(
            Field(
                name: entry.key, kind: kind, paths: paths.map { JSONPath.keys(of: $0.text) }, strip: strip,
                isSole: isSole, implausible: implausible))
    }

    private func parseKind(_ entry: DocumentEntry?, scope: String) -> FieldKind {
        guard let entry else { return .plain }
        switch entry.value.text {
        case "user": return .user
        case "scope": return .scope(name: scope)
        case "plain": return .plain
        default:
            list.report(
                entry.value.mark, "unknown kind '\(entry.value.text ?? "")'", "write user, scope or plain",
                check: .value)
            return .plain
        }
    }

    // MARK: - Patterns

    private mutating func parsePatterns(_ node: DocumentNode) {
        guard case .sequence(let items, _) = node else {
            list.report(node.mark, "'patterns' must be a list", "write '- match: …' for each pattern")
            return
        }
        for item in items { parsePattern(item) }
    }

    private mutating func parsePattern(_ node: DocumentNode) {
        guard var reader = MappingReader(node, as: "a pattern", list: list) else { return }
        reader.ignore(["description"])
        let match = reader.requiredEntry("match", "give a PCRE2 pattern with named groups")
        let isWeak = reader.boolean(for: "weak") ?? false
        let samples = reader.requiredEntry("samples", "give at least one text that the pattern must match")
        reader.finish()
        guard let match, let text = match.value.text, let samples else { return }
        guard case .sequence(let items, _) = samples.value, !items.isEmpty else {
            list.report(
                samples.value.mark, "a pattern needs at least one sample",
                "write '- text: …' below 'samples'",
                check: .empty)
            return
        }
        document.patterns.append(
            Rule(
                pattern: source(match.value, text), isWeak: isWeak,
                samples: items.compactMap { parseSample($0) }))
    }

    typealias Field = ExtractionDocument.Field
    typealias Rule = ExtractionDocument.Rule

    private func parseSample(_ node: DocumentNode) -> ExtractionDocument.Sample? {
        guard var reader = MappingReader(node, as: "a sample", list: list) else { return nil }
        let text = reader.requiredString(for: "text", "give a message as it stands in a log")
        let fields = reader.requiredEntry("fields", "list what the pattern finds in the text")
        reader.finish()
        guard let text, let fields, case .mapping(let entries, _) = fields.value else { return nil }
        var expected: [String: [String]] = [:]
        for entry in entries {
            switch entry.value {
            case .sequence(let items, _): expected[entry.key] = items.compactMap(\.text)
            default: expected[entry.key] = entry.value.text.map { [$0] }
            }
        }
        return ExtractionDocument.Sample(text: text, fields: expected, place: place(node.mark))
    }

    private mutating func parsePlaceholders(_ node: DocumentNode) {
        guard case .mapping(let entries, _) = node else {
            list.report(node.mark, "'placeholders' must be a mapping", "write 'any: […]' or 'user_id: […]'")
            return
        }
        for entry in entries {
            guard case .sequence(let items, _) = entry.value else {
                list.report(entry.value.mark, "placeholders must be a list", "write [pending, anonymous, …]")
                continue
            }
            document.placeholders[entry.key, default: []] += items.compactMap(\.text)
        }
    }
}
