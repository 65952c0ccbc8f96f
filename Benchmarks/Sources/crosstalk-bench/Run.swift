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

    @Option(help: ArgumentHelp("A Python that has the duckdb package.", valueName: "path"))
    var python = "Benchmarks/work/venv/bin/python3"

    @Option(help: ArgumentHelp("The folder with patterns.txt and duckdb_query.py.", valueName: "folder"))
    var home = "Benchmarks"

    @Option(help: "How many rounds.")
    var rounds = 5

    @Flag(help: "100000 entries and 3 rounds: a look, not a measurement.")
    var quick = false

    @Flag(help: "Measure jq too, which takes longer than all the others.")
    var withJq = false

    mutating func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds must be above 0.") }
    }

    func run() throws {
        let work = options.reference(entries: quick ? min(options.entries, 100_000) : nil)
        let prepared = try work.prepare()
        let line = Contenders(work: work, crosstalk: crosstalk, python: python, home: home, withJq: withJq)
        var results = try line.all().map { Result(contender: $0) }
        for index in results.indices { results[index].ask(folder: options.work) }
        for _ in 0..<(quick ? min(rounds, 3) : rounds) {
            for index in results.indices { results[index].measure() }
        }
        let report = BenchReport(prepared: prepared, results: results)
        print(report.lines.joined(separator: "\n"))
        let file = "\(options.work)/results-\(work.plan.entries).json"
        try encoded(report.record).write(to: URL(filePath: file))
        print("\nWritten to \(file)")
        if results.contains(where: \.hasFailed) { throw ExitCode.failure }
    }
}
