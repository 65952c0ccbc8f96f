import Documents

/// Reads a `filter` section (sigma-filters-specification): which rules it is for, and what is added to them.
struct FilterParser {
    let list: DiagnosticList

    /// The section; nil after reporting what is wrong.
    func parse(_ node: DocumentNode) -> ParsedFilter? {
        guard var reader = MappingReader(node, as: "a filter", list: list) else { return nil }
        let advice = "list the ids or names of the rules it is for, or write 'rules: any'"
        guard let entry = reader.requiredEntry("rules", advice), let names = reader.strings(for: "rules")
        else { return nil }
        let isForAny = names.isEmpty || (names.count == 1 && entry.value.text == "any")
        let parser = DetectionParser(list: list, section: "filter", reserved: ["rules"])
        guard let expression = parser.parse(node) else { return nil }
        return ParsedFilter(
            rules: isForAny ? nil : names.map { Located(text: $0.text, mark: $0.mark) },
            expression: expression)
    }
}
