import Foundation
import TestSupport
import Testing

/// The scripts with which shells complete command lines.
@Suite struct CompletionTests {
    @Test(arguments: ["bash", "zsh", "fish"])
    func scriptsAreOfTheirShell(shell: String) throws {
        let outcome = try Tool.run(["completions", shell])
        #expect(outcome.status == 0)
        #expect(outcome.stdout.contains("crosstalk"))
        #expect(outcome.stdout.hasSuffix("\n"))
        guard Tool.has(shell) else { return }
        try withTemporaryFolder { folder in
            try Data(outcome.stdout.utf8).write(to: folder.appending(path: "script"))
            let check = try Tool.shell("\(shell) -n script", in: folder)
            #expect(check.status == 0, "\(check.stderr)")
        }
    }

    /// What bash offers for a word that was begun.
    @Test(arguments: [
        ("crosstalk veri", ["verify"]), ("crosstalk comp", ["completions"]),
        ("crosstalk rules ch", ["check"]),
        ("crosstalk verify --cat", ["--category"]), ("crosstalk scan --format js", ["json"]),
        ("crosstalk verify --category race", ["race-condition"]),
        ("crosstalk completions ", ["bash", "fish", "zsh"]),
    ])
    func bashCompletes(line: String, expected: [String]) throws {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        let script = """
            source <(crosstalk completions bash)
            COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
            COMP_CWORD=\(words.count - 1) COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count) COMPREPLY=()
            _crosstalk crosstalk '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try Tool.shell(script)
        let offered = outcome.stdout.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-h") }
        let words2 = line.hasSuffix(" ") ? offered.filter { !$0.hasPrefix("-") } : offered
        #expect(Set(words2.map { $0.trimmingCharacters(in: .whitespaces) }) == Set(expected))
    }
}
