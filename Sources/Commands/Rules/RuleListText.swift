import Model
import Reports
import RuleTools
import Sigma

/// A list of rules for people: a line each where the page is wide enough, else two; the weightiest first.
enum RuleListText {
    /// Columns that the parts and the title need to stand on the first line.
    private static let shortestRest = 40

    static func page(_ ruleSet: RuleSet, _ shown: [Int]) -> TextPage {
        var page = PageLook.page
        let listings = RuleOrder.sorted(shown.map { ruleSet.listings[$0] })
        let widths = columnWidths(listings)
        for listing in listings { add(listing, widths, to: &page) }
        if !listings.isEmpty { page.blank() }
        let others = ruleSet.listings.count - shown.count
        page.paragraph(
            Wording.count(shown.count, "rule", "rules")
                + (others > 0 ? "; \(Wording.count(others, "other is", "others are")) not shown." : "."))
        return page
    }

    private static func columns(_ listing: RuleListing) -> [String] {
        let rule = listing.rule
        guard listing.kind != .filter else { return ["filter", VisibleText.of(rule.name), "", ""] }
        return [
            rule.level.name, VisibleText.of(rule.name), rule.confidence.rawValue,
            rule.category?.rawValue ?? "",
        ]
    }

    /// The widths of all columns but the last, two spaces between them included.
    private static func columnWidths(_ listings: [RuleListing]) -> [Int] {
        listings.map { columns($0).map { VisibleText.columns($0) + 2 } }
            .reduce([0, 0, 0, 0]) { zip($0, $1).map { max($0, $1) } }
    }

    private static func add(_ listing: RuleListing, _ widths: [Int], to page: inout TextPage) {
        let rule = listing.rule
        let cells = zip(columns(listing), widths).map { $0.padded(to: $1) }
        let style = listing.kind == .filter ? .plain : TextPage.Style(rule.level)
        let components = rule.components.isEmpty ? "" : rule.components.joined(separator: ", ") + ": "
        let title = VisibleText.of(components + rule.title)
        let width = widths.reduce(0, +)
        let first = cells.dropFirst().joined()
        guard page.width - width < shortestRest else {
            let pieces = [TextPiece(first.dropLast(), isWhole: true)] + TextPiece.words(title)
            page.paragraph(pieces, head: cells[0], style: style, indent: width)
            return
        }
        let pieces = [TextPiece(String(first.trimmedEnd), isWhole: true)]
        page.paragraph(pieces, head: cells[0], style: style)
        page.paragraph(title, head: "  ", indent: 2)
    }
}

extension String {
    fileprivate var trimmedEnd: Substring {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}

/// The order in which rules are shown.
enum RuleOrder {
    /// The highest level first, and the surest of it; then by name.
    static func sorted(_ listings: [RuleListing]) -> [RuleListing] {
        listings.sorted { left, right in
            let (first, second) = (left.rule, right.rule)
            if first.level != second.level { return first.level > second.level }
            if first.confidence != second.confidence { return first.confidence > second.confidence }
            return first.name < second.name
        }
    }
}

/// A list of rules for programs: `crosstalk.rules-list/1`, in the order of files.
enum RuleListJSON {
    static func document(_ ruleSet: RuleSet, _ shown: [Int], _ tests: RuleTests) -> ReportBuffer {
        RuleJSON.document("crosstalk.rules-list/1") { writer in
            writer.array("rules", shown) { writer, number in
                writer.object {
                    RuleJSON.add(ruleSet.listings[number], ruleSet, tests: tests.count(of: number), to: &$0)
                }
            }
        }
    }
}

/// The catalogue of rules: a section and a table for each part of the system that rules are about.
enum RuleListMarkdown {
    private static let others = "Everything else"

    static func document(_ ruleSet: RuleSet, _ shown: [Int]) -> ReportBuffer {
        let listings = shown.map { ruleSet.listings[$0] }
        var lines = [
            "# The rules", "",
            "What crosstalk looks for, by the part of the system that a rule is about; a rule about two parts is",
            "in both tables. The level says how much a match matters, the confidence how sure it is: `confirmed`",
            "where the service itself says that it happened, `likely` where a failure is the usual explanation,",
            "`possible` where innocent causes are common. `crosstalk rules explain NAME` shows what a rule asks",
            "for, and why it matches an entry or does not.", "",
            "This page is what `crosstalk rules list --format markdown` prints.",
        ]
        for (component, members) in sections(listings) {
            lines += [
                "", "## \(component)", "", "| rule | level | confidence | what it means | what to do |",
            ]
            lines.append("|---|---|---|---|---|")
            lines += RuleOrder.sorted(members).map(row)
        }
        var buffer = ReportBuffer()
        buffer.append(lines.joined(separator: "\n") + "\n")
        return buffer
    }

    /// By name; rules that name no component come last.
    private static func sections(_ listings: [RuleListing]) -> [(String, [RuleListing])] {
        var members: [String: [RuleListing]] = [:]
        for listing in listings {
            let components = listing.rule.components
            for component in Set(components.isEmpty ? [others] : components) {
                members[component, default: []].append(listing)
            }
        }
        let names = members.keys.filter { $0 != others }.sorted()
        return (names + [others]).compactMap { name in members[name].map { (name, $0) } }
    }

    private static func row(_ listing: RuleListing) -> String {
        let rule = listing.rule
        let meaning = Wording.firstSentence(rule.description)
        let cells = [
            "`\(rule.name)`<br>\(cell(rule.title))", listing.kind == .filter ? "filter" : rule.level.name,
            listing.kind == .filter ? "" : rule.confidence.rawValue, cell(meaning), cell(rule.response),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// Text of a rule inside a table: on one line, with the characters that mean something escaped.
    private static func cell(_ text: String) -> String {
        ["\\", "|", "<", "*", "_", "`"].reduce(Wording.oneLine(text)) { $0.replacing($1, with: "\\" + $1) }
    }
}
