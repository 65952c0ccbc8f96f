import Foundation
import Measurement

/// Where the programs are, and what goes with them.
struct Programs {
    /// The release binary.
    let crosstalk: String
    /// The same, built to inflate by zlib alone.
    let crosstalkZlib: String
    /// A Python that has the duckdb package.
    let python: String
    /// The folder with patterns.txt and duckdb_query.py.
    let home: String
}

/// Everybody who takes part, in the order of their turns.
struct Contenders {
    let works: BenchWorks
    let programs: Programs
    private let patterns: Patterns

    init(works: BenchWorks, programs: Programs) throws {
        self.works = works
        self.programs = programs
        patterns = try Patterns(home: programs.home)
    }

    var all: [Contender] {
        inflaters + scans + otherScans + startUps + searchers + databases + [jq]
    }

    private var inflaters: [Contender] {
        [(Contender.Key.gzip, "gzip"), (.pigz, "pigz"), (.igzip, "igzip")].map { key, name in
            packed(
                key, "\(name) -dc", nil,
                Command.find(name).map { Command($0, ["-dc", works.main.compressed]) })
        }
    }

    /// crosstalk on the work itself, in each of its forms.
    private var scans: [Contender] {
        var scans = [
            scan(.packed, works.main, works.main.compressed),
            scan(.plain, works.main, works.main.plain, input: ".ndjson"),
        ]
        if works.main.isCut {
            scans.append(scan(.parts, works.main, works.main.parts, input: "\(works.main.note.files) × .gz"))
        }
        let installed = Command.isProgram(programs.crosstalkZlib)
        let zlib = Command(programs.crosstalkZlib, Self.scanning(works.main.compressed))
        scans.append(packed(.zlibOnly, "crosstalk with zlib", .report, installed ? zlib : nil))
        // Everything into a new store: what the first run of a cron job does.
        let line = #"rm -f "$1" "$1"-* && exec "$0" ingest --quiet --store "$1" "$2""#
        let store = works.folder + "/ingest.db"
        let words = ["-c", line, programs.crosstalk, store, works.main.compressed]
        scans.append(packed(.ingest, "crosstalk ingest", nil, Command("/bin/sh", words)))
        let rules = ["--rules", "builtin", "--rules", works.rules] + Self.scanning(works.main.compressed)
        scans.append(
            packed(.moreRules, "crosstalk, 500 more rules", .report, Command(programs.crosstalk, rules)))
        return scans
    }

    /// crosstalk on other work.
    private var otherScans: [Contender] {
        var scans = [
            scan(
                .alarms, works.alarms, works.alarms.compressed,
                input: "\(works.alarms.note.summary.entries) alarms .gz")
        ]
        for (key, work, rounds) in [
            (Contender.Key.tenth, works.tenth, Int.max), (.tenfold, works.tenfold, 3),
        ] {
            guard let work else { continue }
            var contender = scan(key, work, work.compressed, input: "\(work.note.summary.entries) .gz")
            contender.turns.rounds = rounds
            scans.append(contender)
        }
        return scans
    }

    /// What takes so little that one look is none.
    private var startUps: [Contender] {
        let turns = Contender.Turns(perRound: 20)
        let empty = Command(programs.crosstalk, Self.scanning(works.empty))
        let version = Command(programs.crosstalk, ["--version"])
        return [
            Contender(
                key: .empty, name: "crosstalk", input: "empty", work: nil, answer: .report, command: empty,
                turns: turns),
            Contender(
                key: .version, name: "crosstalk --version", input: "nothing", work: nil, answer: nil,
                command: version, turns: turns),
        ]
    }

    private var searchers: [Contender] {
        let flags = [(Contender.Key.ripgrepPCRE, "rg -z -P", ["-z", "-P"]), (.ripgrep, "rg -z", ["-z"])]
        return flags.map { key, name, flags in
            let words = ["--no-config"] + flags + ["-c", patterns.alternation, works.main.compressed]
            return packed(key, name, .count, Command.find("rg").map { Command($0, words) })
        }
    }

    private var databases: [Contender] {
        let compressed = works.main.compressed
        let plain = works.main.plain
        return [
            query(.matchesPacked, "duckdb matches", ["matches", compressed, patterns.alternation], ".gz"),
            query(.conflictsPacked, "duckdb conflicts", ["conflicts", compressed], ".gz"),
            query(.matchesPlain, "duckdb matches", ["matches", plain, patterns.alternation], ".ndjson"),
            query(.conflictsPlain, "duckdb conflicts", ["conflicts", plain], ".ndjson"),
            query(.onePatternPlain, "duckdb one regex", ["matches", plain, patterns.one], ".ndjson"),
        ]
    }

    private var jq: Contender {
        let filter = #"select((.jsonPayload.message // .textPayload // "") | test($re)) | .insertId"#
        let words = ["--arg", "re", patterns.alternation, "-r", filter, works.main.plain]
        return Contender(
            key: .jq, name: "jq", input: ".ndjson", work: works.main.note, answer: .lines,
            command: Command.find("jq").map { Command($0, words) }, turns: Contender.Turns(isOnce: true))
    }

    private func query(_ key: Contender.Key, _ name: String, _ words: [String], _ input: String) -> Contender
    {
        let command = Command(programs.python, [programs.home + "/duckdb_query.py"] + words)
        return Contender(
            key: key, name: name, input: input, work: works.main.note, answer: .count,
            command: Command.isProgram(programs.python) ? command : nil)
    }

    private func packed(
        _ key: Contender.Key, _ name: String, _ answer: Contender.Answer?, _ command: Command?
    ) -> Contender {
        Contender(
            key: key, name: name, input: ".gz", work: works.main.note, answer: answer, command: command)
    }

    private func scan(
        _ key: Contender.Key, _ work: BenchWork, _ path: String, input: String = ".gz"
    ) -> Contender {
        Contender(
            key: key, name: "crosstalk", input: input, work: work.note, answer: .report,
            command: Command(programs.crosstalk, Self.scanning(path)))
    }

    private static func scanning(_ path: String) -> [String] {
        ["--format", "ndjson", "--quiet", path]
    }
}
