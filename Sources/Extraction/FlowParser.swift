import Documents
import Model

/// Reads the section `flows`: which way data took between the users that an entry names.
struct FlowParser {
    let list: DiagnosticList

    private static let advice = "write '- {from: owner_user_id, to: target_user_id}'"

    func parse(_ entry: DocumentEntry?) -> [ExtractionDocument.Flow] {
        guard let entry else { return [] }
        guard case .sequence(let items, _) = entry.value else {
            list.report(entry.value.mark, "'flows' must be a list", Self.advice)
            return []
        }
        return items.compactMap(parse)
    }

    private func parse(_ node: DocumentNode) -> ExtractionDocument.Flow? {
        guard var reader = MappingReader(node, as: "a flow", list: list) else { return nil }
        let from = field("from", &reader)
        let to = field("to", &reader)
        reader.finish()
        guard let from, let to else { return nil }
        guard from.text != to.text else {
            list.report(
                node.mark, "the flow leads from '\(from.text)' to itself",
                "name the field of those whom the data reached under 'to'", check: .value)
            return nil
        }
        return ExtractionDocument.Flow(from: from, to: to)
    }

    private func field(_ key: String, _ reader: inout MappingReader) -> ExtractionDocument.FieldName? {
        guard let text = reader.requiredString(for: key, Self.advice),
            let mark = reader.entry(key)?.value.mark
        else { return nil }
        return ExtractionDocument.FieldName(
            text: text,
            place: ExtractionDocument.Place(path: list.path, line: mark.line, column: mark.column))
    }
}
