import ArgumentParser
import Workload

/// What the reference work is to be and where it lies; the same for both commands.
struct WorkOptions: ParsableArguments {
    @Option(help: "How many entries.")
    var entries = 1_000_000

    @Option(help: "How many failures to plant.")
    var incidents = 40

    @Option(help: "Where the sequence of chance begins; the same seed makes the same bytes.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Into how many compressed files to cut the work as well; by default one for each thousand entries.",
            valueName: "count"))
    var files: Int?

    @Option(help: ArgumentHelp("The folder for what is made.", valueName: "folder"))
    var work = "Benchmarks/work"

    mutating func validate() throws {
        guard (1...10_000_000).contains(entries) else {
            throw ValidationError("--entries must lie between 1 and 10000000.")
        }
        guard incidents >= 0, incidents * Workload.entriesPerIncident <= entries else {
            throw ValidationError("--incidents must be at most a tenth of --entries.")
        }
        guard (0...entries).contains(files ?? 0) else {
            throw ValidationError("--files must lie between 0 and --entries.")
        }
    }

    /// `entries` may be given anew, for a quick run.
    func reference(entries: Int? = nil) -> ReferenceWork {
        let plan = WorkloadPlan(entries: entries ?? self.entries, incidents: incidents, seed: seed)
        return ReferenceWork(
            plan: plan, isPlain: true, files: min(files ?? plan.entries / 1000, plan.entries), folder: work)
    }
}
