import Documents
import Model

/// Reads a rule's `correlation` section (sigma-correlation-rules-specification).
struct CorrelationParser {
    let list: DiagnosticList

    /// The section; nil after reporting what is wrong.
    func parse(_ node: DocumentNode) -> ParsedCorrelation? {
        guard var reader = MappingReader(node, as: "a correlation", list: list) else { return nil }
        let type = type(&reader)
        let conditionEntry = reader.entry("condition")
        let rules = rules(&reader, type, conditionEntry)
        let groupBy = reader.strings(for: "group-by")?.map { Located(text: $0.text, mark: $0.mark) } ?? []
        let timespan = timespan(&reader)
        let generate = reader.boolean(for: "generate") ?? false
        let aliases = aliases(&reader)
        reader.finish(allowingUnknown: true)
        guard let type, let rules else { return nil }
        let condition = CorrelationConditionParser(list: list, type: type, rules: rules)
            .parse(conditionEntry, correlation: reader.mark)
        guard let timespan, let condition, let aliases else { return nil }
        return ParsedCorrelation(
            type: type, rules: rules, groupBy: groupBy, timespan: timespan, condition: condition.count,
            expression: condition.expression, percentile: condition.percentile,
            valueFields: condition.fields, aliases: aliases, generate: generate)
    }

    private func type(_ reader: inout MappingReader) -> CorrelationType? {
        guard
            let name = reader.requiredString(for: "type", "write 'type: event_count' or 'type: value_count'")
        else { return nil }
        let mark = reader.entry("type")?.value.mark ?? reader.mark
        guard let type = CorrelationType(rawValue: name) else {
            let known = CorrelationType.allCases.map(\.rawValue)
            let near = Suggestion.nearest(to: name, among: known)
            list.report(
                mark, "unknown correlation type '\(name)'",
                near.map { "did you mean '\($0)'?" } ?? "known are: \(known.joined(separator: ", "))",
                check: .correlation)
            return nil
        }
        return type
    }

    /// The listed rules; where a `temporal` lists none, those that its condition names.
    private func rules(
        _ reader: inout MappingReader, _ type: CorrelationType?, _ condition: DocumentEntry?
    ) -> [Located]? {
        if type == .temporal, reader.entry("rules") == nil, let condition, condition.value.text != nil {
            return CorrelationConditionParser.rules(in: condition.value)
        }
        return names("rules", &reader, advice: "list the ids or names of the rules it builds on")
    }

    private func names(_ key: String, _ reader: inout MappingReader, advice: String) -> [Located]? {
        guard let entry = reader.requiredEntry(key, advice), let found = reader.strings(for: key) else {
            return nil
        }
        guard !found.isEmpty else {
            list.report(entry.value.mark, "'\(key)' is empty", advice, check: .empty)
            return nil
        }
        return found.map { Located(text: $0.text, mark: $0.mark) }
    }

    private func timespan(_ reader: inout MappingReader) -> Nanoseconds? {
        let advice = "write a number and one of s, m, h, d, w, M, y, such as 5m"
        guard let text = reader.requiredString(for: "timespan", advice) else { return nil }
        if let span = Timespan.parse(text) { return span }
        let mark = reader.entry("timespan")?.value.mark ?? reader.mark
        list.report(mark, "'\(text)' is no timespan", advice, check: .timespan)
        return nil
    }

    /// Alias → rule → field; nil after reporting what is wrong.
    private func aliases(_ reader: inout MappingReader) -> [String: [String: Located]]? {
        guard let outer = reader.entry("aliases") else { return [:] }
        guard let aliases = MappingReader(outer.value, as: "'aliases'", list: list) else { return nil }
        var result: [String: [String: Located]] = [:]
        var isValid = true
        for alias in aliases.entries {
            guard var fields = MappingReader(alias.value, as: "an alias", list: list) else {
                isValid = false
                continue
            }
            for rule in fields.entries {
                let field = fields.requiredString(for: rule.key, "name the field in that rule")
                result[alias.key, default: [:]][rule.key] = field.map {
                    Located(text: $0, mark: rule.keyMark)
                }
                if field == nil { isValid = false }
            }
        }
        return isValid ? result : nil
    }
}
