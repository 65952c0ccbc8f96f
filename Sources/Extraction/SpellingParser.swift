import Documents
import Model

/// Reads the section `spellings`: other names under which rules may ask for fields and paths.
struct SpellingParser {
    let list: DiagnosticList

    private static let advice =
        "write '- {from: other.name, to: jsonPayload.name}', or both with '.*' at the end"

    func parse(_ entry: DocumentEntry?) -> [FieldSpellings.Spelling] {
        guard let entry else { return [] }
        guard case .sequence(let items, _) = entry.value else {
            list.report(entry.value.mark, "'spellings' must be a list", Self.advice)
            return []
        }
        return items.compactMap(parse)
    }

    private func parse(_ node: DocumentNode) -> FieldSpellings.Spelling? {
        guard var reader = MappingReader(node, as: "a spelling", list: list) else { return nil }
        let from = reader.requiredString(for: "from", Self.advice)
        let to = reader.requiredString(for: "to", Self.advice)
        let isSnakeCase = reader.boolean(for: "snake_case") ?? false
        reader.finish()
        guard let from, let to else { return nil }
        let isPrefix = from.hasSuffix(".*")
        guard isPrefix == to.hasSuffix(".*"), from != to, !isSnakeCase || isPrefix else {
            list.report(
                node.mark, "the spelling '\(from)' does not fit '\(to)'",
                "end both with '.*' or none, and write 'snake_case' only with it")
            return nil
        }
        let length = isPrefix ? 1 : 0
        return FieldSpellings.Spelling(
            from: String(from.dropLast(length)), to: String(to.dropLast(length)), isPrefix: isPrefix,
            isSnakeCase: isSnakeCase)
    }
}
