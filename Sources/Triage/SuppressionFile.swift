import Documents
import Model

/// Reads files of suppressions: YAML with a list under `suppressions`, each item with at least one of `rule`,
/// `user`, `scope` and `incident`, and with `reason`, `author` and `expires`.
public enum SuppressionFile {
    /// The suppressions of a file, in its order.
    /// - Throws: All that is wrong with it.
    public static func parse(_ file: PatternFile) throws(Diagnostics) -> [Suppression] {
        let documents = try Document.parse(file)
        let list = DiagnosticList(path: file.path)
        var all: [Suppression] = []
        if documents.isEmpty {
            list.report(
                Mark(line: 1, column: 1), "the file says nothing", "write a list under 'suppressions:'",
                check: .empty)
        }
        for document in documents {
            for item in items(of: document, list: list) {
                ItemReader(item, list: list)?.suppression().map { all.append($0) }
            }
        }
        guard list.isEmpty else { throw Diagnostics(list.all) }
        return all
    }

    private static func items(of document: DocumentNode, list: DiagnosticList) -> [DocumentNode] {
        guard var reader = MappingReader(document, as: "a file of suppressions", list: list) else {
            return []
        }
        defer { reader.finish() }
        let advice = "write a list under 'suppressions:'"
        guard let entry = reader.requiredEntry("suppressions", advice) else { return [] }
        guard case .sequence(let items, _) = entry.value else {
            list.report(
                entry.value.mark,
                "'suppressions' must be a list, but this is \(entry.value.kindName)",
                "begin each suppression with '- '; write [] where there is none")
            return []
        }
        return items
    }
}

/// Reads one item of the list.
private struct ItemReader {
    private var reader: MappingReader
    private var list: DiagnosticList { reader.list }

    /// Nil where the item is no mapping, which is reported.
    init?(_ node: DocumentNode, list: DiagnosticList) {
        guard let reader = MappingReader(node, as: "a suppression", list: list) else { return nil }
        self.reader = reader
    }

    /// Nil where something is wrong with it, which is reported.
    consuming func suppression() -> Suppression? {
        let before = list.all.count
        let rules = texts("rule", "rules")
        let users = texts("user", "users")
        let incidents = texts("incident", "incidents")
        let scopes = scopes()
        let reason = reader.requiredString(for: "reason", "say why it needs no attention")
        let author = reader.requiredString(for: "author", "say who decided it")
        let expires = expiry()
        reader.finish()
        if rules == nil, users == nil, incidents == nil, scopes == nil {
            list.report(
                reader.mark, "the suppression fits everything",
                "name at least one rule, user, scope or incident", check: .missingKey)
        }
        guard list.all.count == before, let reason, let author, let expires else { return nil }
        return Suppression(
            rules: rules ?? [], users: users ?? [], scopes: scopes ?? [:], incidents: incidents ?? [],
            reason: reason, author: author, expires: expires,
            place: "\(list.path):\(reader.mark.line)")
    }

    /// The texts of a key in the singular or the plural; nil where there is neither.
    private mutating func texts(_ one: String, _ many: String) -> [String]? {
        let found = [one, many].compactMap { key in
            // The key counts as known even where it is missing.
            reader.entry(key).map { (key, $0) }
        }
        guard !found.isEmpty else { return nil }
        return found.flatMap { key, entry in
            checked(reader.strings(for: key), of: key, at: entry.value.mark)
        }
    }

    private mutating func scopes() -> [String: [String]]? {
        guard let entry = reader.entry("scope") else { return nil }
        guard var scope = MappingReader(entry.value, as: "'scope'", list: list) else { return [:] }
        if scope.entries.isEmpty {
            list.report(
                scope.mark, "'scope' is empty",
                "write the name of a scope and its ids, such as request_id: req_1",
                check: .empty)
        }
        var result: [String: [String]] = [:]
        for entry in scope.entries {
            result[entry.key] = checked(
                scope.strings(for: entry.key), of: entry.key, at: entry.value.mark)
        }
        return result
    }

    /// What was read, without anything empty, which is reported.
    private func checked(_ texts: [(text: String, mark: Mark)]?, of key: String, at mark: Mark) -> [String] {
        guard let texts else { return [] }
        if texts.isEmpty {
            list.report(
                mark, "'\(key)' is an empty list", "list what is meant, or remove the key", check: .empty)
        }
        for (text, mark) in texts where text.isEmpty {
            list.report(mark, "an id in '\(key)' is empty", "write an id, or remove it", check: .empty)
        }
        return texts.map(\.text)
    }

    private mutating func expiry() -> Timestamp? {
        let advice = "write the last day, such as 2026-12-31, or a time such as 2026-12-31T17:00:00Z"
        let mark = reader.entry("expires")?.value.mark
        guard let text = reader.requiredString(for: "expires", advice), let mark else { return nil }
        // A day counts to its end.
        if let midnight = Timestamp(rfc3339: "\(text)T00:00:00Z") { return midnight.advanced(by: .day) }
        if let time = Timestamp(rfc3339: text) { return time }
        list.report(mark, "'\(text)' is no date", advice, check: .date)
        return nil
    }
}
