import Measurement

/// One row of the comparison: a command, what it reads, and what its output tells.
struct Contender {
    /// Who it is; goals name rows by it.
    enum Key: String {
        case gzip, pigz, igzip
        case packed, plain, parts, zlibOnly, ingest, moreRules, alarms, tenth, tenfold, empty, version
        case ripgrepPCRE, ripgrep
        case matchesPacked, conflictsPacked, matchesPlain, conflictsPlain, onePatternPlain
        case jq
    }

    /// What an answer looks like.
    enum Answer {
        /// A number alone.
        case count
        /// A line for each match.
        case lines
        /// crosstalk's report.
        case report
    }

    /// How often it runs.
    struct Turns {
        /// Times in each round, one after another.
        var perRound = 1
        /// In how many rounds at most.
        var rounds = Int.max
        /// Only once, and that one counts: the files are in memory by then, since others read them before.
        var isOnce = false
    }

    let key: Key
    let name: String
    /// What it reads, in words.
    let input: String
    /// nil where it reads no entries.
    let work: PreparedWork?
    /// nil where the output is data, not an answer.
    let answer: Answer?
    /// nil where the program is not installed.
    let command: Command?
    var turns = Turns()

    var label: String { "\(name) \(input)" }
}
