import Documents
import Model
import Sigma

/// A test beside a rule: entries, and whether the rule matches them.
public struct RuleExample: Sendable {
    public struct Step: Sendable {
        /// The time since an arbitrary beginning; it may be negative.
        public let offset: Nanoseconds
        /// A JSON object.
        public let entry: String
    }

    public enum Subject: Sendable {
        /// A JSON object.
        case entry(String)
        case timeline([Step])
    }

    public struct Reference: Sendable {
        public let name: String
        public let mark: Mark
    }

    public let subject: Subject
    /// Whether the rule is to match.
    public let matches: Bool
    /// Of a filter's test: the detection that is to match or not once it is filtered.
    public let rule: Reference?
    /// The values that fields are to have, in any order; others may have any.
    public let fields: [String: [String]]
    public let mark: Mark

    /// Reads the `tests` of a rule; reports what is wrong with them and leaves those tests out.
    public static func parse(_ tests: DocumentNode, of kind: RuleListing.Kind, list: DiagnosticList)
        -> [RuleExample]
    {
        guard case .sequence(let items, _) = tests else {
            list.report(
                tests.mark, "'tests' must be a list, but this is \(tests.kindName)",
                "write each test as '- message: …' with 'match: true' or 'match: false' below it")
            return []
        }
        return items.compactMap { RuleExampleParser(list: list, kind: kind).parse($0) }
    }
}

/// Reads one test.
private struct RuleExampleParser {
    let list: DiagnosticList
    let kind: RuleListing.Kind

    func parse(_ node: DocumentNode) -> RuleExample? {
        guard var reader = MappingReader(node, as: "a test", list: list) else { return nil }
        let before = list.all.count
        let subject = subject(&reader)
        let matches = reader.requiredEntry("match", "write 'match: true' or 'match: false'")
            .flatMap { _ in reader.boolean(for: "match") }
        let rule = rule(&reader)
        let fields = fields(&reader, subject)
        reader.finish()
        guard let subject, let matches, list.all.count == before else { return nil }
        return RuleExample(subject: subject, matches: matches, rule: rule, fields: fields, mark: node.mark)
    }

    private func subject(_ reader: inout MappingReader) -> RuleExample.Subject? {
        let found = ["message", "entry", "timeline"].compactMap { reader.entry($0) }
        guard found.count == 1 else {
            let advice = "write one of 'message', 'entry' and 'timeline'"
            if found.isEmpty {
                list.report(reader.mark, "a test needs something to be tried on", advice)
            } else {
                list.report(found[1].keyMark, "a test is tried on one thing, but this is a second", advice)
            }
            return nil
        }
        guard found[0].key == "timeline" else { return entry(&reader).map { .entry($0) } }
        guard case .sequence(let items, _) = found[0].value, !items.isEmpty else {
            list.report(
                found[0].value.mark, "'timeline' must be a list of entries",
                "write each as '- at: 30s' with 'entry' or 'message' below it")
            return nil
        }
        return .timeline(items.compactMap(step))
    }

    /// The `entry` or `message` of a mapping that has one of them.
    private func entry(_ reader: inout MappingReader) -> String? {
        guard let node = reader.entry("entry")?.value else {
            return reader.string(for: "message").map(EntryText.entry(message:))
        }
        guard case .mapping = node else {
            list.report(
                node.mark, "'entry' must be a mapping, but this is \(node.kindName)",
                "write a log entry, whole or in part; plain text goes under 'message'")
            return nil
        }
        return EntryText.json(node)
    }

    private func step(_ node: DocumentNode) -> RuleExample.Step? {
        guard var reader = MappingReader(node, as: "a step of a timeline", list: list) else { return nil }
        let advice = "write the time since the beginning, such as 30s, 5m, 2h or 1d"
        let offset = reader.requiredEntry("at", advice).flatMap { found -> Nanoseconds? in
            if let offset = Self.offset(found.value.text ?? "") { return offset }
            list.report(found.value.mark, "'\(found.value.text ?? "")' is no time in a timeline", advice)
            return nil
        }
        let found = ["message", "entry"].compactMap { reader.entry($0) }
        reader.finish()
        guard found.count == 1 else {
            list.report(reader.mark, "a step has one entry", "write either 'message' or 'entry'")
            return nil
        }
        if let time = found[0].value.entry("timestamp") {
            list.report(time.keyMark, "the time of a step is its 'at'", "remove 'timestamp'")
        }
        guard let entry = entry(&reader), let offset else { return nil }
        return RuleExample.Step(offset: offset, entry: entry)
    }

    /// A whole number and s, m, h or d; `0` needs no unit.
    private static func offset(_ text: String) -> Nanoseconds? {
        if text == "0" { return 0 }
        let units: [Character: Nanoseconds] = ["s": .second, "m": .minute, "h": .hour, "d": .day]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()) else {
            return nil
        }
        let (offset, overflows) = count.multipliedReportingOverflow(by: unit)
        // More than a century would leave the range of times.
        return overflows || abs(offset / .day) > 36_500 ? nil : offset
    }

    private func rule(_ reader: inout MappingReader) -> RuleExample.Reference? {
        guard kind == .filter else { return nil }
        let advice = "name the detection that the filter is tried on, as in 'rule: my_detection'"
        guard let name = reader.requiredString(for: "rule", advice) else { return nil }
        return RuleExample.Reference(name: name, mark: reader.entry("rule")?.value.mark ?? reader.mark)
    }

    private func fields(_ reader: inout MappingReader, _ subject: RuleExample.Subject?) -> [String: [String]]
    {
        guard let entry = reader.entry("fields"),
            var fields = MappingReader(entry.value, as: "'fields'", list: list)
        else { return [:] }
        if case .timeline? = subject {
            list.report(
                entry.keyMark, "'fields' are those of one entry, but this test has several",
                "write a test of the one entry beside it")
        }
        var result: [String: [String]] = [:]
        for field in fields.entries { result[field.key] = fields.strings(for: field.key)?.map(\.text) }
        return result
    }
}
