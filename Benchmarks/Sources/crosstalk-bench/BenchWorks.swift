import Foundation
import Workload

/// Some work that lies ready.
@dynamicMemberLookup
struct BenchWork {
    let files: ReferenceWork
    let note: PreparedWork

    init(_ files: ReferenceWork) throws {
        self.files = files
        note = try files.prepare()
    }

    var isCut: Bool { files.files > 0 }

    subscript(dynamicMember path: KeyPath<ReferenceWork, String>) -> String { files[keyPath: path] }
}

/// Everything there is to read, made where it is missing.
struct BenchWorks {
    let folder: String
    let main: BenchWork
    /// A tenth and ten times of it; nil where only a look is asked for.
    let tenth: BenchWork?
    let tenfold: BenchWork?
    /// A tenth as many entries, each of which matches a rule.
    let alarms: BenchWork
    /// A folder of 500 rules.
    let rules: String
    /// A file with nothing in it.
    let empty: String

    init(_ main: ReferenceWork, withScale: Bool) throws {
        folder = main.folder
        self.main = try BenchWork(main)
        func scaled(_ entries: Int) throws -> BenchWork? {
            guard withScale, entries >= Workload.entriesPerIncident * main.plan.incidents else { return nil }
            let plan = WorkloadPlan(entries: entries, incidents: main.plan.incidents, seed: main.plan.seed)
            return try BenchWork(ReferenceWork(plan: plan, folder: main.folder))
        }
        tenth = try scaled(main.plan.entries / 10)
        tenfold = try scaled(main.plan.entries * 10)
        let storm = WorkloadPlan(
            .alarms, entries: max(1, main.plan.entries / 10), incidents: 0, seed: main.plan.seed)
        alarms = try BenchWork(ReferenceWork(plan: storm, folder: main.folder))
        rules = main.folder + "/extra-rules"
        empty = main.folder + "/empty.ndjson"
        _ = try OutputFile(empty)
        try Self.writeRules(to: rules)
    }

    var all: [BenchWork] { [main, alarms] + [tenth, tenfold].compactMap { $0 } }

    /// They are written anew each time: that takes no time, and nothing old can be among them.
    private static func writeRules(to folder: String) throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for file in RulePack.files {
            try Data(file.text.utf8).write(to: URL(filePath: "\(folder)/\(file.name)"))
        }
    }
}
