import Measurement

/// One row of the comparison: a command, what it reads, and what its output tells.
struct Contender {
    /// What of the work a command reads.
    enum Input: String, Codable {
        case compressed = ".gz"
        case plain = ".ndjson"
        case parts = "parts of .gz"
        case empty = "empty"
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

    let name: String
    let input: Input
    /// nil where the output is data, not an answer.
    let answer: Answer?
    /// nil where the program is not installed.
    let command: Command?
    /// The name that ratios use.
    var id: String { "\(name) \(input.rawValue)" }
}

/// Everybody who takes part, in the order of their turns.
struct Contenders {
    let work: ReferenceWork
    let crosstalk: String
    let python: String
    let home: String
    let withJq: Bool

    func all() throws -> [Contender] {
        try inflaters() + tools() + [ingest] + searchers() + databases()
    }

    private func inflaters() -> [Contender] {
        ["gzip", "pigz", "igzip"].map { name in
            let command = Command.find(name).map { Command($0, ["-dc", work.compressed]) }
            return Contender(name: "\(name) -dc", input: .compressed, answer: nil, command: command)
        }
    }

    private func tools() throws -> [Contender] {
        let nothing = work.folder + "/empty.ndjson"
        _ = try OutputFile(nothing)
        var inputs: [(Contender.Input, String)] = [(.compressed, work.compressed), (.plain, work.plain)]
        if work.files > 0 { inputs.append((.parts, work.parts)) }
        inputs.append((.empty, nothing))
        return inputs.map { input, path in
            let command = Command(crosstalk, ["--format", "json", "--quiet", path])
            return Contender(name: "crosstalk", input: input, answer: .report, command: command)
        }
    }

    /// Everything into a new store: what the first run of a cron job does.
    private var ingest: Contender {
        let store = work.folder + "/ingest.db"
        let line = #"rm -f "$1" "$1"-* && exec "$0" ingest --quiet --store "$1" "$2""#
        return Contender(
            name: "crosstalk ingest", input: .compressed, answer: nil,
            command: Command("/bin/sh", ["-c", line, crosstalk, store, work.compressed]))
    }

    private func searchers() throws -> [Contender] {
        let alternation = try Patterns(home: home).alternation
        let flags = [("rg -z -P", ["-z", "-P"]), ("rg -z", ["-z"])]
        var searchers = flags.map { name, flags in
            let command = Command.find("rg").map {
                Command($0, ["--no-config"] + flags + ["-c", alternation, work.compressed])
            }
            return Contender(name: name, input: .compressed, answer: .count, command: command)
        }
        if withJq {
            let filter = #"select((.jsonPayload.message // .textPayload // "") | test($re)) | .insertId"#
            searchers.append(
                Contender(
                    name: "jq", input: .plain, answer: .lines,
                    command: Command.find("jq").map {
                        Command($0, ["--arg", "re", alternation, "-r", filter, work.plain])
                    }))
        }
        return searchers
    }

    private func databases() throws -> [Contender] {
        let alternation = try Patterns(home: home).alternation
        let script = home + "/duckdb_query.py"
        return [(Contender.Input.compressed, work.compressed), (.plain, work.plain)].flatMap { input, path in
            [("duckdb matches", ["matches", path, alternation]), ("duckdb conflicts", ["conflicts", path])]
                .map { name, arguments in
                    let installed = Command.isProgram(python)
                    let command = installed ? Command(python, [script] + arguments) : nil
                    return Contender(name: name, input: input, answer: .count, command: command)
                }
        }
    }
}
