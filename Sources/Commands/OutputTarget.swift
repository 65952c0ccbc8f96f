import ArgumentParser

/// Where what a command prints goes, and what is said besides.
struct OutputTarget: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write to this file instead of standard output; it is replaced once all is written.",
            valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Say nothing on standard error but errors.")
    var quiet = false

    @Flag(
        inversion: .prefixedNo,
        help: "Show on standard error how far reading has come; by default on a terminal only.")
    var progress: Bool?

    var showsProgress: Bool { !quiet && (progress ?? System.isTerminal(2)) }

    /// What pages for people look like there.
    var look: PageLook { PageLook(isTerminal: output == nil && System.isTerminal(1)) }

    /// Opens the output; ends with 74 where that fails.
    func open() throws -> OutputFile { try OutputFile.openOrEnd(output) }
}
