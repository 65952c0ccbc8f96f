import ArgumentParser
import Model
import Reports
import RuleTools

/// `crosstalk rules check`: says what is wrong with rules and extraction documents.
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong with rules and extraction documents, and where.",
        discussion: """
            A path is a YAML file, a folder of them, or 'builtin', as 'scan --rules' takes it; without one the \
            built-in rules are checked. Documents below a folder named 'extract' are extraction documents; without any, the \
            rules are checked against the built-in ones. Nothing is read from standard input.

            Errors keep a document from being used. Warnings are about what can be used, but hardly does what was \
            meant: a field that nothing fills, a search identifier that no condition names. Regular expressions \
            are also tried on texts that are made to be hard for them.

            Exit status:
              0   no errors
              74  output could not be written
              78  errors; with --strict, warnings too
            """)

    @Option(help: "The form of the result: text for people, json for programs.")
    var format = RuleOutputFormat.text

    @Flag(help: "Let warnings count as errors do.")
    var strict = false

    @Argument(help: ArgumentHelp("What to check; the built-in rules if none is given.", valueName: "path"))
    var paths: [String] = []

    func run() throws {
        System.letWritesFail()
        let report = check()
        switch format {
        case .text: try OutputFile.print(CheckText.page(report, color: PageLook.isColored))
        case .json: try OutputFile.print(CheckJSON.document(report))
        }
        if report.errorCount > 0 || strict && report.warningCount > 0 {
            throw ExitStatus.configurationInvalid.code
        }
    }

    private func check() -> CheckReport {
        let (sources, unreadable) = PatternSources.readAll(paths)
        let hasExtraction = !sources.extraction.isEmpty
        let report = PatternCheck.run(
            extraction: hasExtraction ? sources.extraction : PatternSources.builtin.extraction,
            rules: sources.rules, reportsExtraction: hasExtraction)
        return CheckReport(
            files: report.files, ruleCount: report.ruleCount, problems: report.problems + unreadable)
    }
}
