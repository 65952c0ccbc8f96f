import Model
import Pipeline
import Reports
import RuleTools
import Sigma

/// A rule in plain words, and what it makes of entries.
enum RuleText {
    private static let column = 19

    static func add(_ engine: Engine, _ number: Int, _ explanation: RuleExplanation?, to page: inout TextPage)
    {
        let listing = engine.ruleSet.listings[number]
        let rule = listing.rule
        let isFilter = listing.kind == .filter
        page.paragraph(
            VisibleText.of(rule.title), head: (isFilter ? "FILTER" : rule.level.name.uppercased()) + "  ",
            style: isFilter ? .plain : TextPage.Style(rule.level), indent: 2)
        field("name", rule.name, to: &page)
        guard let explanation else {
            describe(listing, to: &page)
            addRelations(engine, number, to: &page)
            addDemands(engine, number, to: &page)
            return
        }
        field("verdict", verdict(explanation, listing.kind), to: &page)
        page.blank()
        ExplanationText.add(explanation, indent: 2, to: &page)
    }

    private static func verdict(_ explanation: RuleExplanation, _ kind: RuleListing.Kind) -> String {
        if explanation.entries.isEmpty { return "not known: no entry could be read" }
        if explanation.isUnknown { return "not known: a regular expression hit its limit" }
        if kind == .correlation { return explanation.isMatched ? "matches" : "does not match" }
        let matched = explanation.entries.count { $0.condition?.outcome == .yes }
        let of = Wording.count(explanation.entries.count, "entry", "entries")
        let verb = kind == .filter ? "keeps" : "matches"
        guard explanation.entries.count != 1 else {
            let no = kind == .filter ? "leaves the entry out" : "does not match"
            return matched == 1 ? verb : no
        }
        return matched == 0 ? "\(verb) none of \(of)" : "\(verb) \(matched) of \(of)"
    }

    private static func describe(_ listing: RuleListing, to page: inout TextPage) {
        let rule = listing.rule
        field("id", rule.id, to: &page)
        field("where", "\(listing.path):\(listing.mark.line)", to: &page)
        field(
            "kind",
            listing.kind.rawValue
                + (rule.isSignal || listing.kind == .filter ? "" : ", makes no incident by itself"), to: &page
        )
        field("confidence", listing.kind == .filter ? "" : rule.confidence.rawValue, to: &page)
        field("category", rule.category?.rawValue ?? "", to: &page)
        field("components", rule.components.joined(separator: ", "), to: &page)
        field("tags", listing.tags.joined(separator: ", "), to: &page)
        field("what", rule.description, to: &page)
        field("what to do", rule.response, to: &page)
        for cause in listing.falsePositives { field("may be innocent", cause, to: &page) }
    }

    private static func addRelations(_ engine: Engine, _ number: Int, to page: inout TextPage) {
        let listings = engine.ruleSet.listings
        func names(_ numbers: some Sequence<Int>) -> String {
            numbers.map { listings[$0].rule.name }.joined(separator: ", ")
        }
        let listing = listings[number]
        let label = listing.kind == .filter ? "filters" : "builds on"
        field(label, names(listing.references), to: &page)
        field("filtered by", names(listing.filters), to: &page)
        let users = listings.indices.filter {
            listings[$0].kind == .correlation && listings[$0].references.contains(number)
        }
        field("base of", names(users), to: &page)
    }

    /// What the rule asks for.
    private static func addDemands(_ engine: Engine, _ number: Int, to page: inout TextPage) {
        let listing = engine.ruleSet.listings[number]
        if let outline = CorrelationOutline(listing) {
            field("type", outline.type, to: &page)
            let group = outline.groupBy.joined(separator: ", ")
            field("group by", group.isEmpty ? "nothing: all entries are one group" : group, to: &page)
            let isOverRules = outline.type.hasPrefix("temporal") && outline.goal == nil
            let measure = isOverRules ? "" : outline.measure + " "
            let span = Wording.duration(outline.timespan)
            field("matches when", "\(measure)\(outline.condition) within \(span)", to: &page)
        }
        if let gate = GateOutline(listing) { field("is tried on", tried(gate), to: &page) }
        guard
            let detection = DetectionExplainer(
                engine.ruleSet, listing: number, catalog: engine.catalog)
        else { return }
        field("condition", detection.outline.formula, to: &page)
        page.verbatim(listing.kind == .filter ? "keeps entries if" : "matches if", indent: 2)
        ConditionText.add(detection.outline, indent: 4, to: &page)
    }

    private static func tried(_ gate: GateOutline) -> String {
        if gate.isOpen { return "every entry" }
        var parts: [String] = []
        if !gate.literals.isEmpty {
            let texts = gate.literals.map { "\"\($0)\"" }.joined(separator: " or ")
            parts.append("entries whose message contains \(texts) in any case")
        }
        if !gate.fields.isEmpty {
            parts.append("entries with a value of \(gate.fields.joined(separator: " or "))")
        }
        return parts.joined(separator: ", and ")
    }

    private static func field(_ label: String, _ text: String, to page: inout TextPage) {
        if !text.isEmpty { page.field(label, VisibleText.of(flat(text)), column: column) }
    }

    /// Folded YAML text ends in a line end that means nothing.
    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
