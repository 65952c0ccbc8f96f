import ArgumentParser
import Foundation
import Measurement

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Measures every command on the reference work, in interleaved rounds, and shows the medians.")

    @OptionGroup var options: WorkOptions

    @Option(help: ArgumentHelp("The release binary of crosstalk.", valueName: "path"))
    var crosstalk = ".build/release/crosstalk"

    @Option(help: ArgumentHelp("The same, built with CROSSTALK_ZLIB_ONLY.", valueName: "path"))
    var crosstalkZlib = ".build-zlib/release/crosstalk"

    @Option(help: ArgumentHelp("A Python that has the duckdb package.", valueName: "path"))
    var python = "Benchmarks/work/venv/bin/python3"

    @Option(help: ArgumentHelp("The folder with patterns.txt and duckdb_query.py.", valueName: "folder"))
    var home = "Benchmarks"

    @Option(help: "How many rounds.")
    var rounds = 5

    @Flag(help: "100000 entries and 3 rounds, and no work of other sizes: a look, not a measurement.")
    var quick = false

    mutating func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds must be above 0.") }
    }

    func run() throws {
        let main = options.reference(entries: quick ? min(options.entries, 100_000) : nil)
        let works = try BenchWorks(main, withScale: !quick)
        let programs = Programs(
            crosstalk: crosstalk, crosstalkZlib: crosstalkZlib, python: python, home: home)
        var results = try Contenders(works: works, programs: programs).all.map { Result(contender: $0) }
        for index in results.indices { results[index].ask(folder: options.work) }
        for round in 0..<(quick ? min(rounds, 3) : rounds) {
            for index in results.indices { results[index].measure(round: round) }
        }
        let report = BenchReport(works: works, results: results)
        print(report.lines.joined(separator: "\n"))
        let file = "\(options.work)/results-\(main.plan.entries).json"
        try encoded(report.record).write(to: URL(filePath: file), options: .atomic)
        print("\nWritten to \(file)")
        if results.contains(where: \.hasFailed) { throw ExitCode.failure }
    }
}
