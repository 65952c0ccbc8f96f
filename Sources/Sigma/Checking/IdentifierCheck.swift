import Documents

/// Search identifiers that no condition asks for: they look as if they narrowed the rule, and do nothing.
struct IdentifierCheck {
    let list: DiagnosticList

    func check(_ document: DocumentNode) {
        let section = document.entry("detection") ?? document.entry("filter")
        guard let condition = section?.value.entry("condition")?.value else { return }
        let texts = condition.elements.compactMap(\.text)
        // A condition that is no text says nothing about identifiers.
        guard !texts.isEmpty else { return }
        for entry in document.searchIdentifiers
        where entry.key != "timeframe"
            && !texts.contains(where: { ConditionParser.isNamed(entry.key, in: $0) })
        {
            list.warn(
                entry.keyMark, "the condition does not use '\(entry.key)'",
                "name it in the condition, or remove it", check: .unusedIdentifier)
        }
    }
}
