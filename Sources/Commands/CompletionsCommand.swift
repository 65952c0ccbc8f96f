import ArgumentParser
import Reports

/// The shells that can complete the tool's command lines.
enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var completionShell: CompletionShell {
        switch self {
        case .bash: .bash
        case .zsh: .zsh
        case .fish: .fish
        }
    }
}

/// `crosstalk completions`: what a shell needs to complete commands, options and their values.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print a script with which a shell completes command lines of crosstalk.",
        discussion: """
            bash reads it from ~/.local/share/bash-completion/completions/crosstalk, zsh from a file _crosstalk \
            in a folder of $fpath, fish from ~/.config/fish/completions/crosstalk.fish; for all users the \
            folders are /usr/share/bash-completion/completions, /usr/local/share/zsh/site-functions and \
            /usr/share/fish/vendor_completions.d.

            Examples:
              crosstalk completions bash > crosstalk.bash
              source <(crosstalk completions bash)
            """)

    @Argument(help: "Which shell it is for.")
    var shell: Shell

    func run() throws {
        System.letWritesFail()
        var buffer = ReportBuffer()
        buffer.append(Crosstalk.completionScript(for: shell.completionShell))
        buffer.append("\n" as StaticString)
        try OutputFile.print(buffer)
    }
}
