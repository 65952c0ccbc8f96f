import Documents

/// Fields that no entry is likely to have.
struct FieldCheck {
    let list: DiagnosticList
    let known: KnownFields

    func check(_ document: DocumentNode) {
        for item in document.detectionItems { check(item) }
        guard let correlation = document.entry("correlation")?.value else { return }
        var aliases: Set<String> = []
        if case .mapping(let entries, _)? = correlation.entry("aliases")?.value {
            aliases = Set(entries.map(\.key))
            for alias in entries {
                guard case .mapping(let fields, _) = alias.value else { continue }
                for field in fields { checkName(field.value) }
            }
        }
        for field in correlation.entry("group-by")?.value.elements ?? []
        where !aliases.contains(field.text ?? "") {
            checkName(field)
        }
        for field in correlation.entry("condition")?.value.entry("field")?.value.elements ?? [] {
            checkName(field)
        }
    }

    private func check(_ item: DocumentEntry) {
        let parts = item.key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        check(parts[0], at: item.keyMark(ofCharacter: 0))
        if parts.dropFirst().contains("fieldref") {
            for value in item.value.elements { checkName(value) }
        }
    }

    private func checkName(_ node: DocumentNode) {
        if let name = node.text { check(name, at: node.mark(ofCharacter: 0)) }
    }

    private func check(_ name: String, at mark: Mark) {
        guard !name.isEmpty, !known.contains(name) else { return }
        list.warn(
            mark, "no extraction document defines '\(name)', and no entry has it by itself",
            known.suggestion(for: name).map { "did you mean '\($0)'?" }
                ?? "write the path as an entry has it, such as jsonPayload.\(name), or define the field",
            check: .unknownField, length: name.unicodeScalars.count)
    }
}
