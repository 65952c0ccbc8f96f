import Model
import Reports
import RuleTools
import Sigma

/// What a rule makes of entries, for people.
enum ExplanationText {
    /// Where the text of a labelled line begins, behind the indentation.
    private static let column = 20

    static func add(_ explanation: RuleExplanation, indent: Int, to page: inout TextPage) {
        for unreadable in explanation.unreadable {
            line("input \(unreadable.number): no log entry: \(unreadable.reason)", indent, to: &page)
        }
        for (index, entry) in explanation.entries.enumerated() {
            let time = entry.time.map { Wording.time($0) } ?? "without a time"
            line("entry \(index + 1), \(time)", indent, to: &page)
            labelled("message", entry.message, indent + 2, to: &page)
            for field in entry.fields {
                labelled(field.name, field.values.joined(separator: ", "), indent + 2, to: &page)
            }
            if explanation.correlation != nil {
                let rules = entry.rules.isEmpty ? "none" : entry.rules.joined(separator: ", ")
                labelled("matches", rules, indent + 2, to: &page)
            }
            if let condition = entry.condition {
                ConditionText.add(condition, indent: indent + 2, to: &page)
            }
        }
        if let correlation = explanation.correlation {
            add(correlation, indent, to: &page)
        }
    }

    private static func add(
        _ correlation: CorrelationExplanation, _ indent: Int, to page: inout TextPage
    ) {
        for base in correlation.bases {
            line("\(base.name) matches \(GroupText.list(base.entries))", indent, to: &page)
        }
        for missing in correlation.missing {
            let fields = missing.fields.joined(separator: " and no ")
            line("entry \(missing.entry + 1) takes no part: it has no \(fields)", indent, to: &page)
        }
        for entry in correlation.untimed {
            line("entry \(entry + 1) takes no part: it has no time", indent, to: &page)
        }
        if correlation.groups.isEmpty {
            line("no entry takes part in the correlation", indent, to: &page)
        }
        for group in correlation.groups {
            line(GroupText.sentence(group, correlation.outline), indent, to: &page)
        }
    }

    private static func line(_ text: String, _ indent: Int, to page: inout TextPage) {
        page.paragraph(VisibleText.of(text), head: String(repeating: " ", count: indent), indent: indent + 2)
    }

    private static func labelled(_ label: String, _ text: String, _ indent: Int, to page: inout TextPage) {
        let head = String(repeating: " ", count: indent) + VisibleText.of(label).padded(to: column)
        page.paragraph(VisibleText.of(text), head: head, indent: VisibleText.columns(head))
    }
}

/// What a correlation makes of a group, as a sentence.
enum GroupText {
    static func sentence(_ group: CorrelationExplanation.Group, _ outline: CorrelationOutline) -> String {
        let verdict = group.fires ? "fires" : "does not fire"
        return "\(name(group, outline)) \(verdict): \(nearest(group, outline))"
            + (group.entries.isEmpty ? "" : " (\(list(group.entries)))")
    }

    /// Entries by their numbers, as people count.
    static func list(_ entries: [Int]) -> String {
        guard !entries.isEmpty else { return "no entry" }
        let numbers = entries.map { String($0 + 1) }.joined(separator: ", ")
        return (entries.count == 1 ? "entry " : "entries ") + numbers
    }

    private static func name(
        _ group: CorrelationExplanation.Group, _ outline: CorrelationOutline
    ) -> String {
        guard !group.values.isEmpty else { return "the one group of all entries" }
        return zip(outline.groupBy, group.values).map { "\($0)=\($1)" }.joined(separator: " ")
    }

    private static func nearest(
        _ group: CorrelationExplanation.Group, _ outline: CorrelationOutline
    ) -> String {
        let span = Wording.duration(outline.timespan)
        guard let window = group.nearest else {
            let seen = group.seen.isEmpty ? "nothing" : group.seen.joined(separator: ", ")
            return "it needs \(outline.condition) within \(span); seen were \(seen)"
        }
        let measured = Int(exactly: window.measured).map(String.init) ?? String(window.measured)
        let values = window.values.isEmpty ? "" : ": \(window.values.joined(separator: ", "))"
        if let goal = outline.goal { return "\(measured) of \(goal) \(outline.measure) in \(span)\(values)" }
        return "\(outline.measure) \(measured), needs \(outline.condition), in \(span)\(values)"
    }
}

/// A condition as a tree, a line a node.
enum ConditionText {
    private static let outcomeWidth = 5

    static func add(_ node: ConditionNode, indent: Int, to page: inout TextPage) {
        add(node, indent, depth: 0, to: &page)
    }

    private static func add(_ node: ConditionNode, _ indent: Int, depth: Int, to page: inout TextPage) {
        let outcome = node.outcome.map { $0.rawValue.padded(to: outcomeWidth) } ?? ""
        let margin =
            String(repeating: " ", count: indent) + outcome + String(repeating: " ", count: 2 * depth)
        page.paragraph(VisibleText.of(text(node)), head: margin, indent: VisibleText.columns(margin) + 4)
        for child in node.children { add(child, indent, depth: depth + 1, to: &page) }
    }

    private static func text(_ node: ConditionNode) -> String {
        let name = node.names.map { "\($0): " }.joined()
        switch node.kind {
        case .all: return name + "all of"
        case .any: return name + "one of"
        case .not: return name + "not"
        case .test(let test):
            return name + "\(test.field ?? "the entry") \(test.expectation)" + compared(node, test)
        }
    }

    /// What was compared. The message stands above in full.
    private static func compared(_ node: ConditionNode, _ test: ConditionTest) -> String {
        guard node.outcome != nil else { return "" }
        var parts: [String] = []
        if let field = test.field, field != "message" {
            if node.values.isEmpty {
                parts.append("no value")
            } else {
                let noun = node.values.count == 1 ? "value" : "values"
                parts.append("\(noun): \(node.values.map { shortened($0) }.joined(separator: ", "))")
            }
        }
        if let evidence = node.evidence { parts.append("found: \(shortened(evidence))") }
        return parts.isEmpty ? "" : " [\(parts.joined(separator: "; "))]"
    }

    private static func shortened(_ text: String) -> String { VisibleText.of(text, width: 60) }
}
