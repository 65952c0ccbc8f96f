import Documents
import Model

/// Reads a rule's `correlation` section (sigma-correlation-rules-specification).
struct CorrelationParser {
    let list: DiagnosticList

    /// The section; nil after reporting what is wrong.
    func parse(_ node: DocumentNode) -> ParsedCorrelation? {
        guard var reader = MappingReader(node, as: "a correlation", list: list) else { return nil }
        let type = type(&reader)
        let rules = names("rules", &reader, advice: "list the ids or names of the rules it builds on")
        let groupBy = reader.strings(for: "group-by")?.map { Located(text: $0.text, mark: $0.mark) } ?? []
        let timespan = timespan(&reader)
        let generate = reader.boolean(for: "generate") ?? false
        let aliases = aliases(&reader)
        let conditionEntry = reader.entry("condition")
        reader.finish(allowingUnknown: true)
        guard let type else { return nil }
        let condition = condition(conditionEntry, type: type, in: reader)
        guard let rules, let timespan, let condition, let aliases else { return nil }
        return ParsedCorrelation(
            type: type, rules: rules, groupBy: groupBy, timespan: timespan, condition: condition.count,
            valueFields: condition.fields, aliases: aliases, generate: generate)
    }

    /// The types that can be evaluated.
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
                near.map { "did you mean '\($0)'?" } ?? "known are: \(known.joined(separator: ", "))")
            return nil
        }
        switch type {
        case .eventCount, .valueCount:
            return type
        case .temporal, .temporalOrdered, .valueSum, .valueAverage, .valuePercentile, .valueMedian:
            list.report(
                mark, "correlations of type '\(name)' are not supported yet", "use event_count or value_count"
            )
            return nil
        }
    }

    private func names(_ key: String, _ reader: inout MappingReader, advice: String) -> [Located]? {
        guard let entry = reader.requiredEntry(key, advice), let found = reader.strings(for: key) else {
            return nil
        }
        guard !found.isEmpty else {
            list.report(entry.value.mark, "'\(key)' is empty", advice)
            return nil
        }
        return found.map { Located(text: $0.text, mark: $0.mark) }
    }

    private func timespan(_ reader: inout MappingReader) -> Nanoseconds? {
        let advice = "write a number and one of s, m, h, d, w, M, y, such as 5m"
        guard let text = reader.requiredString(for: "timespan", advice) else { return nil }
        if let span = Timespan.parse(text) { return span }
        let mark = reader.entry("timespan")?.value.mark ?? reader.mark
        list.report(mark, "'\(text)' is no timespan", advice)
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

    // MARK: - Condition

    private func condition(
        _ entry: DocumentEntry?, type: CorrelationType, in correlation: MappingReader
    ) -> (count: CountCondition, fields: [String])? {
        guard let entry else {
            list.report(
                correlation.mark, "a correlation of type \(type.rawValue) needs 'condition'",
                "write one such as 'condition: {gte: 3}'")
            return nil
        }
        guard var reader = MappingReader(entry.value, as: "a correlation's condition", list: list) else {
            return nil
        }
        let fields = reader.strings(for: "field")
        reader.ignore(["percentile"])
        var bounds: [CountCondition.Bound] = []
        var isValid = true
        for comparison in ComparisonOperator.allCases where reader.entry(comparison.rawValue) != nil {
            if let number = reader.integer(for: comparison.rawValue) {
                bounds.append(CountCondition.Bound(comparison: comparison, number: number))
            } else {
                isValid = false
            }
        }
        let reported = list.all.count
        reader.finish()
        guard isValid, list.all.count == reported else { return nil }
        return checked(
            CountCondition(bounds), fields: fields?.map(\.text) ?? [], type: type, mark: entry.value.mark)
    }

    private func checked(
        _ condition: CountCondition, fields: [String], type: CorrelationType, mark: Mark
    ) -> (count: CountCondition, fields: [String])? {
        if condition.bounds.isEmpty {
            list.report(
                mark, "the condition compares with nothing",
                "add one of gt, gte, lt, lte, eq, neq and a number")
        } else if !condition.canHold {
            list.report(
                mark, "no window can meet this condition",
                "windows begin at events and hold one at least; ask for a count of 1 or more")
        } else if type == .valueCount, fields.isEmpty {
            list.report(mark, "a value_count needs 'field'", "name the field whose values are counted")
        } else if type == .eventCount, !fields.isEmpty {
            list.report(mark, "an event_count has no 'field'", "leave it out, or use value_count")
        } else {
            return (condition, fields)
        }
        return nil
    }
}
