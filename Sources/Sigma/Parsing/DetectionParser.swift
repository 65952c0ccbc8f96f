import Documents

/// Reads a rule's `detection` section: search identifiers, and the condition that links them.
struct DetectionParser {
    let list: DiagnosticList
    /// The name of the section, for messages.
    var section = "detection"
    /// Keys of the section that are neither its condition nor search identifiers.
    var reserved: [String] = []

    /// The whole section as one expression; nil after reporting what is wrong.
    func parse(_ node: DocumentNode) -> SearchExpression? {
        guard case .mapping(let entries, let mark) = node else {
            list.report(
                node.mark, "'\(section)' must be a mapping, but this is \(node.kindName)",
                "write search identifiers and a condition as 'name: …' lines")
            return nil
        }
        var identifiers: [(name: String, expression: SearchExpression)] = []
        var isValid = true
        var condition: DocumentNode?
        for entry in entries where !reserved.contains(entry.key) {
            if entry.key == "condition" {
                condition = entry.value
            } else if entry.key == "timeframe" {
                list.report(
                    entry.keyMark,
                    "'timeframe' belongs to aggregations in conditions, which Sigma has given up",
                    "write a correlation rule with 'timespan'", check: .condition)
                isValid = false
            } else if let expression = identifier(entry) {
                identifiers.append((entry.key, expression))
            } else {
                // The condition may refer to it all the same.
                if Self.isName(entry.key) { identifiers.append((entry.key, .all([]))) }
                isValid = false
            }
        }
        guard let condition else {
            list.report(
                mark, "'\(section)' needs 'condition'",
                "name the search identifier, as in 'condition: selection'", check: .missingKey)
            return nil
        }
        if identifiers.isEmpty, isValid {
            list.report(
                mark, "'\(section)' has no search identifier", "add one, such as 'selection:'",
                check: .missingKey)
            return nil
        }
        // What cannot be named would make the condition look wrong as well.
        guard entries.allSatisfy({ Self.isName($0.key) }) else { return nil }
        let parsed = parseCondition(condition, identifiers)
        return isValid ? parsed : nil
    }

    /// A condition, or a list of conditions of which one is enough.
    private func parseCondition(
        _ node: DocumentNode, _ identifiers: [(name: String, expression: SearchExpression)]
    ) -> SearchExpression? {
        guard case .sequence(let items, _) = node else {
            return ConditionParser.parse(node, identifiers: identifiers, list: list)
        }
        guard !items.isEmpty else {
            list.report(node.mark, "the list of conditions is empty", "write a condition", check: .empty)
            return nil
        }
        let parsed = items.map { ConditionParser.parse($0, identifiers: identifiers, list: list) }
        return parsed.contains(nil) ? nil : .any(parsed.compactMap { $0 })
    }

    /// Whether a condition can refer to a search identifier of this name.
    private static func isName(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.allSatisfy { ConditionParser.isIdentifierByte($0) }
    }

    private func identifier(_ entry: DocumentEntry) -> SearchExpression? {
        guard Self.isName(entry.key) else {
            list.report(
                entry.keyMark, "'\(entry.key)' is no name that a condition can refer to",
                "use letters, digits, '_' and '-'", check: .condition)
            return nil
        }
        return search(entry.value, name: entry.key)
    }

    /// A map (all of its items), a list (one of its items), or a keyword.
    private func search(_ node: DocumentNode, name: String) -> SearchExpression? {
        let items = DetectionItemParser(list: list)
        switch node {
        case .scalar:
            return items.keywords([node])
        case .mapping(let entries, let mark):
            guard !entries.isEmpty else {
                list.report(mark, "'\(name)' is empty", "write a field and a value", check: .empty)
                return nil
            }
            let parsed = entries.map { items.item($0) }
            return parsed.contains(nil) ? nil : collapse(parsed.compactMap { $0 }, SearchExpression.all)
        case .sequence(let nodes, let mark):
            guard !nodes.isEmpty else {
                list.report(
                    mark, "'\(name)' is empty", "list keywords, or maps of fields and values", check: .empty)
                return nil
            }
            let parsed = nodes.map { search($0, name: name) }
            return parsed.contains(nil) ? nil : collapse(parsed.compactMap { $0 }, SearchExpression.any)
        }
    }

    private func collapse(
        _ parts: [SearchExpression], _ join: ([SearchExpression]) -> SearchExpression
    ) -> SearchExpression {
        parts.count == 1 ? parts[0] : join(parts)
    }
}
