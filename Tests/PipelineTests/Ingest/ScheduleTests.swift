import BuiltinPatterns
import Foundation
import Input
import Model
import Pipeline
import Store
import StoreTestSupport
import TestSupport
import Testing

/// The promise, across runs: any sequence of runs over any cut of the entries ends in the store of one run over
/// everything, and its incidents are those of a scan.
@Suite struct ScheduleTests {
    /// The pack, and correlations of the kinds that it does not have.
    static let engine: Engine? = {
        let files = BuiltinPatterns.documents
        let others = PatternFile(path: "others.yml", text: otherRules)
        return try? Engine(
            extraction: files.filter { $0.path.hasPrefix("extract/") },
            rules: files.filter { $0.path.hasPrefix("rules/") } + [others], checksSamples: false)
    }()

    @Test(arguments: 0..<40)
    func everyScheduleEndsInTheSameStore(round: Int) throws {
        let engine = try #require(Self.engine)
        var generator = SeededGenerator()
        let entries = Corpus.entries(Int.random(in: 10...160, using: &generator), using: &generator)
        try withTemporaryFolder { folder in
            let whole = folder.appending(path: "whole")
            try Self.makeFolder(whole)
            try Disguise.write(entries, in: whole, using: &generator)
            let path = whole.path(percentEncoded: false)
            let report = Scan(engine: engine, inputs: InputList.expand([path]), options: ScanOptions()).run()
            let once = folder.appending(path: "once.db").path(percentEncoded: false)
            try Self.ingest([path], into: once, engine)
            let expected = try StoreContents(once)
            #expect(expected.incidents == report.incidents.map(\.description), "seed \(generator.seed)")
            let often = folder.appending(path: "often.db").path(percentEncoded: false)
            for part in try Self.parts(of: entries, in: folder, using: &generator) {
                try Self.ingest([part], into: often, engine)
            }
            #expect(try StoreContents(often) == expected, "seed \(generator.seed)")
            // A file a portion: what the run says of new incidents is what the store has of them in the end.
            let pieces = folder.appending(path: "pieces.db").path(percentEncoded: false)
            let result = try Self.ingest([path], into: pieces, engine, portionBytes: 1)
            #expect(result.new.map(\.description) == expected.incidents, "seed \(generator.seed)")
            #expect(result.changed.isEmpty, "seed \(generator.seed)")
        }
    }

    @Test func aSecondRunOverTheSameChangesNothing() throws {
        let engine = try #require(Self.engine)
        var generator = SeededGenerator()
        try withTemporaryFolder { folder in
            let part = folder.appending(path: "part")
            try Self.makeFolder(part)
            try Disguise.write(Corpus.entries(200, using: &generator), in: part, using: &generator)
            let (path, store) = (
                part.path(percentEncoded: false), folder.path(percentEncoded: false) + "/s.db"
            )
            let first = try Self.ingest([path], into: store, engine)
            let before = try StoreContents(store)
            let second = try Self.ingest([path], into: store, engine)
            #expect(first.new.count > 0, "seed \(generator.seed)")
            #expect(second.new.isEmpty && second.changed.isEmpty, "seed \(generator.seed)")
            #expect(second.ledger.entries == 0)
            #expect(try StoreContents(store) == before, "seed \(generator.seed)")
        }
    }

    /// An incident that turns out to have begun earlier has another name then; the one it had leads to it.
    @Test func anIncidentIsFoundByItsFormerName() throws {
        let engine = try #require(Self.engine)
        try withTemporaryFolder { folder in
            let store = folder.path(percentEncoded: false) + "/s.db"
            let later = try Self.ingest(Self.crossing(minute: 5), "later", into: store, engine, in: folder)
            let earlier = try Self.ingest(
                Self.crossing(minute: 1), "earlier", into: store, engine, in: folder)
            let (former, now) = (try #require(later.new.first), try #require(earlier.changed.first))
            #expect(earlier.new.isEmpty && former.id != now.id)
            let reader = try StoreReader(path: store)
            #expect(try reader.read { try $0.currentName(ofIncident: former.id) } == now.id)
            #expect(try reader.read { try $0.currentName(ofIncident: now.id) } == now.id)
        }
    }

    /// Two copies of one entry that say different things, in every order, are what a scan makes of them.
    @Test func copiesThatDifferAreToldApart() throws {
        let engine = try #require(Self.engine)
        let lines = [("x", "alice", "00"), ("x", "bob", "00"), ("y", "alice", "01")].map { id, user, second in
            """
            {"timestamp":"2025-09-14T02:00:\(second)Z","insertId":"\(id)","jsonPayload":{"message":"step done",\
            "user_id":"\(user)","request_id":"r1"}}\n
            """
        }
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1], [0, 2, 1], [1, 2, 0]] {
            try withTemporaryFolder { folder in
                let store = folder.path(percentEncoded: false) + "/s.db"
                for number in order {
                    _ = try Self.ingest(lines[number], "part-\(number)", into: store, engine, in: folder)
                }
                let users = try StoreReader(path: store).read { transaction in
                    try transaction.incidents(transaction.incidents(from: nil, before: nil)).map(\.users)
                }
                #expect(users == [["alice", "bob"]], "\(order)")
            }
        }
    }

    private static func crossing(minute: Int) -> String {
        """
        {"timestamp":"2025-09-14T02:0\(minute):00Z","insertId":"c\(minute)","severity":"CRITICAL","textPayload":\
        "SECURITY VIOLATION: Attempted to send message to user bob from isolated manager for user alice"}\n
        """
    }

    // MARK: - Running

    @discardableResult
    private static func ingest(
        _ paths: [String], into store: String, _ engine: Engine, portionBytes: Int = 256 << 20
    ) throws -> Ingest.Result {
        let store = try Store(path: store)
        var options = ScanOptions()
        options.threads = 2
        let ingest = Ingest(
            engine: engine, store: store, options: options,
            started: Timestamp(nanoseconds: Int64(Date.now.timeIntervalSince1970 * 1e9)),
            portionBytes: portionBytes)
        return try ingest.run(InputList.expand(paths))
    }

    private static func ingest(
        _ text: String, _ name: String, into store: String, _ engine: Engine, in folder: URL
    ) throws -> Ingest.Result {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return try ingest([file.path(percentEncoded: false)], into: store, engine)
    }

    /// Folders that together hold all entries; some of them several times.
    private static func parts(
        of entries: [String], in folder: URL, using generator: inout SeededGenerator
    ) throws -> [String] {
        let shuffled = entries.shuffled(using: &generator)
        var parts: [String] = []
        let count = Int.random(in: 2...8, using: &generator)
        for number in 0..<count {
            let own = shuffled[(shuffled.count * number / count)..<(shuffled.count * (number + 1) / count)]
            let again = (0..<Int.random(in: 0...10, using: &generator)).map { _ in generator.pick(entries) }
            let part = folder.appending(path: "part-\(number)")
            try makeFolder(part)
            try Disguise.write(own + again, in: part, using: &generator)
            parts.append(part.path(percentEncoded: false))
        }
        let repeated = (0..<Int.random(in: 0...2, using: &generator)).map { _ in generator.pick(parts) }
        return (parts + repeated).shuffled(using: &generator)
    }

    private static func makeFolder(_ folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private static let otherRules = """
        title: A step
        id: 11111111-1111-4111-8111-111111111111
        name: step
        logsource: {product: gcp}
        detection:
          selection: {message|startswith: step}
          condition: selection
        level: informational
        ---
        title: A connection
        id: 22222222-2222-4222-8222-222222222222
        name: opened
        logsource: {product: gcp}
        detection:
          selection: {message|startswith: opened}
          condition: selection
        level: informational
        ---
        title: Many steps of one user
        id: 33333333-3333-4333-8333-333333333333
        name: many_steps
        correlation: {type: event_count, rules: [step], group-by: [user_id], timespan: 20m, condition: {gte: 3}}
        level: low
        ---
        title: A step and a connection of one user
        id: 44444444-4444-4444-8444-444444444444
        name: step_and_opened
        correlation: {type: temporal, rules: [step, opened], group-by: [user_id], timespan: 10m}
        level: medium
        ---
        title: A step before a connection
        id: 55555555-5555-4555-8555-555555555555
        name: step_then_opened
        correlation: {type: temporal_ordered, rules: [step, opened], group-by: [user_id], timespan: 15m}
        level: low
        ---
        title: Steps without a connection
        id: 66666666-6666-4666-8666-666666666666
        name: step_alone
        correlation:
          type: temporal
          rules: [step, opened]
          group-by: [user_id]
          timespan: 5m
          condition: step and not opened
        level: low
        ---
        title: Many steps of all users together
        id: 77777777-7777-4777-8777-777777777777
        name: steps_of_all
        correlation: {type: event_count, rules: [step], timespan: 10m, condition: {gte: 8}}
        level: low
        ---
        title: Users with many steps at one time
        id: 88888888-8888-4888-8888-888888888888
        name: busy_users
        correlation: {type: event_count, rules: [many_steps], timespan: 30m, condition: {gte: 2}}
        level: low
        """
}
