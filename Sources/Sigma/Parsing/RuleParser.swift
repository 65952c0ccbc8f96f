import Documents
import Model

/// Reads one document of a rule file.
struct RuleParser {
    let list: DiagnosticList

    /// Keys of Sigma's rule formats that are kept but mean nothing here.
    private static let descriptiveKeys = [
        "author", "date", "modified", "references", "fields", "falsepositives", "license", "scope", "related",
        "taxonomy", "level", "tags", "id", "name", "title", "description", "status", "logsource", "detection",
        "correlation", "filter", "action",
    ]
    /// Custom keys of this tool.
    private static let customKeys = ["tests", "component", "confidence", "response"]

    private static let statuses = ["stable", "test", "experimental", "deprecated", "unsupported"]

    /// The rule; nil after reporting what is wrong with it.
    func parse(_ document: DocumentNode) -> ParsedRule? {
        guard var reader = MappingReader(document, as: "a rule", list: list) else { return nil }
        reader.ignore(Self.descriptiveKeys + Self.customKeys)
        reader.finish(allowingUnknown: true)
        let bodies = ["detection", "correlation", "filter"].compactMap { reader.entry($0) }
        guard bodies.count == 1, let body = bodies.first else {
            reportBodies(bodies, in: reader)
            return nil
        }
        let before = list.all.count
        var header = header(&reader)
        let logsource = body.key == "correlation" ? Logsource() : logsource(&reader)
        header?.logsource = logsource
        let parsed = self.body(body)
        guard let header, let parsed, list.all.count == before else { return nil }
        return ParsedRule(header: header, body: parsed)
    }

    private func reportBodies(_ bodies: [DocumentEntry], in reader: MappingReader) {
        if bodies.isEmpty {
            list.report(
                reader.mark, "a rule needs 'detection', 'correlation' or 'filter'",
                "add the section that says what it finds", check: .missingKey)
        } else {
            list.report(
                bodies[1].keyMark, "a document holds one rule, but this is a second section",
                "put it into a document of its own, divided by '---'", check: .structure)
        }
    }

    private func body(_ entry: DocumentEntry) -> ParsedRule.Body? {
        switch entry.key {
        case "detection":
            return DetectionParser(list: list).parse(entry.value).map { .detection($0) }
        case "correlation":
            return CorrelationParser(list: list).parse(entry.value).map { .correlation($0) }
        default:
            return FilterParser(list: list).parse(entry.value).map { .filter($0) }
        }
    }

    /// Which logs a rule is meant for. Any of category, product and service will do; there may be custom keys.
    private func logsource(_ reader: inout MappingReader) -> Logsource {
        let advice = "name at least one of category, product and service"
        guard let entry = reader.requiredEntry("logsource", advice),
            var source = MappingReader(entry.value, as: "'logsource'", list: list)
        else { return Logsource() }
        var result = Logsource()
        let found = Logsource.keys.filter { source.entry($0) != nil }
        for key in found {
            result.names[key] = source.requiredString(for: key, "write its name, or leave it out")
        }
        source.ignore(["definition"])
        source.finish(allowingUnknown: true)
        if found.isEmpty {
            list.report(entry.value.mark, "'logsource' names no log", advice, check: .missingKey)
        }
        return result
    }

    // MARK: - Header

    private func header(_ reader: inout MappingReader) -> RuleHeader? {
        let title = reader.requiredString(for: "title", "say in a few words what the rule finds")
        let id = reader.entry("id").flatMap { _ in
            reader.requiredString(for: "id", "write a UUID, or leave it out")
        }
        let name = reader.entry("name").flatMap { _ in
            reader.requiredString(for: "name", "write a short name, or leave it out")
        }
        checkStatus(&reader)
        let level = level(&reader)
        let tags = reader.strings(for: "tags") ?? []
        let category = category(tags)
        let confidence = confidence(&reader)
        let components = reader.strings(for: "component")?.map(\.text) ?? []
        let description = reader.string(for: "description") ?? ""
        let response = reader.string(for: "response") ?? ""
        guard let title else { return nil }
        return RuleHeader(
            id: id, name: name, title: title, description: description, level: level, category: category,
            confidence: confidence, components: components, response: response, tags: tags.map(\.text),
            falsePositives: Self.texts(reader.entry("falsepositives")?.value),
            tests: reader.entry("tests")?.value, mark: reader.mark, idMark: reader.entry("id")?.value.mark,
            nameMark: reader.entry("name")?.value.mark, list: list)
    }

    /// The texts of a list, or a single one; whatever else somebody wrote is passed over.
    private static func texts(_ node: DocumentNode?) -> [String] {
        guard let node, !node.isNull else { return [] }
        guard case .sequence(let items, _) = node else { return node.text.map { [$0] } ?? [] }
        return items.compactMap(\.text)
    }

    private func checkStatus(_ reader: inout MappingReader) {
        guard let entry = reader.entry("status"), let status = reader.string(for: "status") else { return }
        if !Self.statuses.contains(status) {
            list.report(
                entry.value.mark, "unknown status '\(status)'", advice(for: status, among: Self.statuses),
                check: .status)
        }
    }

    private func level(_ reader: inout MappingReader) -> Level? {
        guard let entry = reader.entry("level"), let name = reader.string(for: "level") else { return nil }
        if let level = Level(name: name) { return level }
        list.report(
            entry.value.mark, "unknown level '\(name)'", advice(for: name, among: Level.allCases.map(\.name)),
            check: .level)
        return nil
    }

    private func confidence(_ reader: inout MappingReader) -> Confidence? {
        guard let entry = reader.entry("confidence"), let name = reader.string(for: "confidence") else {
            return nil
        }
        if let confidence = Confidence(rawValue: name) { return confidence }
        list.report(
            entry.value.mark, "unknown confidence '\(name)'",
            advice(for: name, among: Confidence.allCases.map(\.rawValue)))
        return nil
    }

    private func advice(for name: String, among known: [String]) -> String {
        Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? "known are: \(known.joined(separator: ", "))"
    }

    /// The one tag `isolation.<category>`; nil where there is none.
    private func category(_ tags: [(text: String, mark: Mark)]) -> Category? {
        var found: Category?
        for tag in tags {
            let parts = tag.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                list.report(
                    tag.mark, "the tag '\(tag.text)' has no namespace", "write it as 'namespace.name'",
                    check: .tag)
                continue
            }
            guard parts[0] == "isolation" else { continue }
            if found != nil {
                list.report(
                    tag.mark, "a second 'isolation.' tag", "keep the one that fits best", check: .isolationTag
                )
            } else if let category = Category(rawValue: String(parts[1])) {
                found = category
            } else {
                list.report(
                    tag.mark, "unknown category '\(parts[1])'",
                    advice(for: String(parts[1]), among: Category.allCases.map(\.rawValue)),
                    check: .isolationTag)
            }
        }
        return found
    }
}
