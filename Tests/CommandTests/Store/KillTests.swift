#if os(Linux)
    import Foundation
    import StoreTestSupport
    import TestSupport
    import Testing

    /// Runs that are killed leave the store as it was, or as it would be after them; repeated, they end where they
    /// would have ended.
    @Suite struct KillTests {
        /// The number of random schedules; CROSSTALK_SCHEDULES asks for others.
        static let schedules =
            ProcessInfo.processInfo.environment["CROSSTALK_SCHEDULES"].flatMap(Int.init) ?? 500

        static let cases = 50

        /// A library that kills the process that loads it.
        static let killer: String? = {
            let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "kill.c")
            let library = FileManager.default.temporaryDirectory.appending(
                path: "crosstalk-kill-\(ProcessInfo.processInfo.processIdentifier).so")
            let (from, to) = (source.path(percentEncoded: false), library.path(percentEncoded: false))
            let made = try? Tool.shell("clang -shared -fPIC -o '\(to)' '\(from)' -ldl -lpthread")
            return made?.status == 0 ? to : nil
        }()

        /// At each of its writes in turn, until a run gets through.
        @Test func aRunKilledAtAnyWriteLosesNothing() throws {
            let killer = try #require(Self.killer, "clang makes no library")
            var generator = SeededGenerator()
            try withTemporaryFolder { folder in
                let workshop = try StoreWorkshop(in: folder, using: &generator)
                try workshop.ingest(workshop.parts, into: "expected.db")
                let expected = try workshop.contents(of: "expected.db")
                var number = 1
                while true {
                    let store = "\(number).db"
                    // The second run meets what the first one kept.
                    try workshop.ingest([workshop.parts[0]], into: store)
                    let status = try workshop.ingest(
                        workshop.parts, into: store,
                        environment: ["LD_PRELOAD": killer, "KILL_AT": "\(number)"])
                    try workshop.ingest(workshop.parts, into: store)
                    #expect(
                        try workshop.contents(of: store) == expected,
                        "killed at write \(number), seed \(generator.seed)")
                    if status == 0 { break }
                    #expect(status == 9)
                    number += 1
                }
                #expect(number > 5, "writes that were met")
            }
        }

        /// In several cases, so that other tests have their turn between them.
        @Test(arguments: 0..<cases)
        func everyScheduleOfRunsAndKillsEndsInTheSameStore(number: Int) throws {
            let killer = try #require(Self.killer, "clang makes no library")
            var generator = SeededGenerator()
            let killed = try (0..<max(1, Self.schedules / Self.cases)).reduce(0) { sum, round in
                try sum + Self.run(killer, "seed \(generator.seed), round \(round)", &generator)
            }
            #expect(killed > 0, "runs that were killed, seed \(generator.seed)")
        }

        /// One schedule; the result is how many of its runs were killed.
        private static func run(
            _ killer: String, _ comment: Comment, _ generator: inout SeededGenerator
        ) throws -> Int {
            var workshopGenerator = generator
            defer { generator = workshopGenerator }
            return try withTemporaryFolder { folder in
                let workshop = try StoreWorkshop(in: folder, using: &workshopGenerator)
                try workshop.ingest(workshop.parts, into: "expected.db")
                // The first run, which makes the store, writes more often than that.
                let first = "\(Int.random(in: 1...30, using: &workshopGenerator))"
                let status = try workshop.ingest(
                    workshop.parts, into: "s.db", environment: ["LD_PRELOAD": killer, "KILL_AT": first])
                var killed = status == 9 ? 1 : 0
                var waiting = workshop.parts.shuffled(using: &workshopGenerator)
                while !waiting.isEmpty {
                    let now = Array(waiting.prefix(Int.random(in: 1...2, using: &workshopGenerator)))
                    let environment = Self.environment(killer, &workshopGenerator)
                    let status = try workshop.ingest(now, into: "s.db", environment: environment)
                    if status == 9 { killed += 1 }
                    if status == 0 { waiting.removeFirst(now.count) }
                    waiting.shuffle(using: &workshopGenerator)
                }
                #expect(try workshop.contents(of: "s.db") == workshop.contents(of: "expected.db"), comment)
                return killed
            }
        }

        /// Half of the runs are left alone.
        private static func environment(_ killer: String, _ generator: inout SeededGenerator) -> [String:
            String]
        {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: ["LD_PRELOAD": killer, "KILL_AT": "\(Int.random(in: 1...60, using: &generator))"]
            case 1:
                ["LD_PRELOAD": killer, "KILL_AFTER": "\(Int.random(in: 1_000...120_000, using: &generator))"]
            default: [:]
            }
        }
    }
#endif
