import ArgumentParser
import Model
import Pipeline
import RuleTools
import Sigma

/// The forms that a list of rules is printed in.
enum RuleListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}

/// A category, as it is typed.
extension Category: ExpressibleByArgument {}

/// A kind of rule, as it is typed.
extension RuleListing.Kind: ExpressibleByArgument {}

/// `crosstalk rules list`: which rules there are.
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List rules.",
        discussion: """
            Informational rules only serve others, and are shown with --all. json says everything about each, markdown is a catalogue for people.

            Examples:
              crosstalk rules list --level high
              crosstalk rules list --format json | jq -r '.rules[] | select(.tests == 0).name'
              crosstalk rules list --format markdown > rules.md
            """)

    @Option(help: ArgumentHelp("Rules of this category only.", valueName: "category"))
    var category: Category?

    @Option(help: "Rules of this level or above.")
    var level: Level?

    @Option(help: ArgumentHelp("Rules about this part of the system only.", valueName: "name"))
    var component: String?

    @Option(help: ArgumentHelp("Rules of this kind only.", valueName: "kind"))
    var kind: RuleListing.Kind?

    @Flag(help: "Show informational rules as well.")
    var all = false

    @Option(help: "The form of the list: text for people, json for programs, markdown for documentation.")
    var format = RuleListFormat.text

    @OptionGroup var paths: RulePaths

    func run() throws {
        System.letWritesFail()
        let engine = try paths.engine(checksSamples: false)
        var selection = RuleSelection()
        selection.category = category
        selection.level = level
        selection.component = component
        selection.kind = kind
        // Who asks for the lowest level means those.
        selection.showsAll = all || level == .informational
        let listings = engine.ruleSet.listings
        let shown = listings.indices.filter { selection.includes(listings[$0]) }
        switch format {
        case .text: try OutputFile.print(RuleListText.page(engine.ruleSet, shown).buffer)
        case .markdown: try OutputFile.print(RuleListMarkdown.document(engine.ruleSet, shown))
        case .json:
            let tests = try RuleLoading.reportingProblems { try RuleTests(engine) }
            try OutputFile.print(RuleListJSON.document(engine.ruleSet, shown, tests))
        }
    }
}
