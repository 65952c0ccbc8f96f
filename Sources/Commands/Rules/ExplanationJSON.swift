import Model
import Pipeline
import Reports
import RuleTools
import Sigma

/// Explanations for programs: `crosstalk.rules-explain/1`.
enum ExplanationJSON {
    static func document(_ engine: Engine, _ number: Int, _ explanation: RuleExplanation?) -> ReportBuffer {
        let listing = engine.ruleSet.listings[number]
        return RuleJSON.document("crosstalk.rules-explain/1") { writer in
            writer.object("rule") { RuleJSON.add(listing, engine.ruleSet, tests: nil, to: &$0) }
            if let outline = CorrelationOutline(listing) {
                writer.object("correlation") { add(outline, to: &$0) }
            }
            let detection = DetectionExplainer(engine.ruleSet, listing: number, catalog: engine.catalog)
            if let detection {
                writer.object("condition") { add(detection.outline, to: &$0) }
            }
            if let explanation {
                writer.object("explanation") { add(explanation, to: &$0) }
            }
        }
    }

    private static func add(_ outline: CorrelationOutline, to writer: inout JSONWriter) {
        writer.member("type", outline.type)
        writer.member("fields", outline.fields)
        writer.member("group_by", outline.groupBy)
        writer.member("timespan_seconds", Int(outline.timespan / .second))
        writer.member("condition", outline.condition)
    }

    static func add(_ explanation: RuleExplanation, to writer: inout JSONWriter) {
        writer.member("matched", explanation.isUnknown ? nil : explanation.isMatched)
        writer.array("unreadable", explanation.unreadable) { writer, item in
            writer.object {
                $0.member("input", item.number)
                $0.member("reason", item.reason)
            }
        }
        writer.array("entries", explanation.entries) { writer, entry in
            writer.object { writer in
                writer.member("timestamp", entry.time)
                writer.member("message", entry.message)
                let fields = entry.fields.map { ($0.name, $0.values) }
                writer.member("fields", Dictionary(fields, uniquingKeysWith: +))
                writer.member("rules", entry.rules)
                if let condition = entry.condition {
                    writer.object("condition") { add(condition, to: &$0) }
                }
            }
        }
        if let correlation = explanation.correlation {
            writer.object("correlation") { add(correlation, to: &$0) }
        }
    }

    private static func add(_ node: ConditionNode, to writer: inout JSONWriter) {
        writer.member("names", node.names)
        switch node.kind {
        case .all: writer.member("kind", "all")
        case .any: writer.member("kind", "any")
        case .not: writer.member("kind", "not")
        case .test(let test):
            writer.member("kind", "test")
            writer.member("field", test.field)
            writer.member("expectation", test.expectation)
        }
        if let outcome = node.outcome {
            writer.member("outcome", outcome.rawValue)
            if case .test = node.kind {
                writer.member("values", node.values)
                writer.member("evidence", node.evidence)
            }
        }
        guard !node.children.isEmpty else { return }
        writer.array("children", node.children) { writer, child in
            writer.object { add(child, to: &$0) }
        }
    }

    /// Entries are told by their index in `entries`, from 0.
    private static func add(_ correlation: CorrelationExplanation, to writer: inout JSONWriter) {
        writer.array("bases", correlation.bases) { writer, base in
            writer.object {
                $0.member("rule", base.name)
                $0.array("entries", base.entries) { $0.number($1) }
            }
        }
        writer.array("without_group", correlation.missing) { writer, missing in
            writer.object {
                $0.member("entry", missing.entry)
                $0.member("missing_fields", missing.fields)
            }
        }
        writer.array("groups", correlation.groups) { writer, group in
            writer.object { writer in
                let pairs = zip(correlation.outline.groupBy, group.values).map { ($0, [$1]) }
                writer.member("group", Dictionary(pairs, uniquingKeysWith: +))
                writer.member("fires", group.fires)
                writer.array("entries", group.entries) { $0.number($1) }
                if let window = group.nearest {
                    writer.object("nearest_window") { writer in
                        writer.member("first", window.first)
                        writer.member("last", window.last)
                        writer.member("measured", window.measured)
                        writer.member("values", window.values)
                    }
                }
            }
        }
    }
}

/// What documents for programs have in common.
enum RuleJSON {
    /// One object that begins with its schema and the tool.
    static func document(_ schema: String, _ members: (inout JSONWriter) -> Void) -> ReportBuffer {
        var writer = JSONWriter(isPretty: true)
        writer.object { writer in
            writer.member("schema", schema)
            writer.object("tool") {
                $0.member("name", "crosstalk")
                $0.member("version", Crosstalk.version)
            }
            members(&writer)
        }
        writer.newline()
        return writer.buffer
    }

    /// - Parameter tests: How many tests it has; left out where nobody counted.
    static func add(_ listing: RuleListing, _ ruleSet: RuleSet, tests: Int?, to writer: inout JSONWriter) {
        let rule = listing.rule
        writer.member("id", rule.id)
        writer.member("name", rule.name)
        writer.member("title", rule.title)
        writer.member("description", rule.description)
        writer.member("level", rule.level.name)
        writer.member("confidence", rule.confidence.rawValue)
        writer.member("category", rule.category?.rawValue)
        writer.member("components", rule.components)
        writer.member("response", rule.response)
        writer.member("tags", listing.tags)
        writer.member("kind", listing.kind.rawValue)
        writer.member("signal", rule.isSignal)
        writer.member("falsepositives", listing.falsePositives)
        writer.member("path", listing.path)
        writer.member("line", listing.mark.line)
        writer.member("references", listing.references.map { ruleSet.rules[$0].name })
        writer.member("filters", listing.filters.map { ruleSet.listings[$0].rule.name })
        if let tests { writer.member("tests", tests) }
    }
}
