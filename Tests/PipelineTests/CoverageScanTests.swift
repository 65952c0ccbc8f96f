import Foundation
import Input
import Model
import Pipeline
import TestSupport
import Testing

/// What a scan counts by time, where it is asked to.
@Suite struct CoverageScanTests {
    private static func line(
        _ id: Int, _ time: String?, _ revision: String? = "r2", service: String? = "chat"
    ) -> String {
        let stamp = time.map { "\"timestamp\":\"2025-09-14T\($0)Z\"," } ?? ""
        let labels = [("service_name", service), ("revision_name", revision)]
            .compactMap { name, value in value.map { "\"\(name)\":\"\($0)\"" } }.joined(separator: ",")
        return """
            {"insertId":"\(id)",\(stamp)"resource":{"labels":{\(labels)}},"textPayload":"a tick"}
            """
    }

    /// Two entries before the time, one at its start, one at its end; one twice; one without a time.
    private static let lines = [
        line(1, "01:59:59"), line(2, "02:00:00"), line(3, "02:30:00", "r1"), line(4, "03:00:00"),
        line(5, "03:10:00", nil), line(6, "03:20:00", service: "worker"), line(7, "04:59:59.5"),
        line(8, "05:00:00"), line(9, nil), line(4, "03:00:00"), line(10, "04:00:00", service: nil),
    ]

    private static func coverage(_ lines: [String], _ request: CoverageRequest?, segmentBytes: Int = 200)
        throws -> Coverage
    {
        let engine = try #require(InvarianceTests.engine)
        return try withTemporaryFolder { folder in
            let file = folder.appending(path: "lines.ndjson")
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
            var options = ScanOptions()
            options.coverage = request
            options.segmentBytes = segmentBytes
            let scan = Scan(
                engine: engine, inputs: InputList.expand([file.path(percentEncoded: false)]),
                options: options)
            _ = scan.run()
            return scan.coverage
        }
    }

    private static func request(
        service: String? = nil, revision: String? = nil, until: String? = "05:00:00"
    ) throws -> CoverageRequest {
        let time = { (text: String) in try #require(Timestamp(rfc3339: "2025-09-14T\(text)Z")) }
        return CoverageRequest(
            since: try time("02:00:00"), until: try until.map(time), service: service, revision: revision)
    }

    @Test(
        arguments: [
            (nil, nil, 7, 0), (nil, "r2", 7, 5), ("chat", "r2", 5, 3), ("worker", "r1", 1, 0),
            ("Chat", nil, 0, 0), (nil, "r", 7, 0),
        ] as [(String?, String?, Int, Int)])
    func entriesOfTheTimeAreCounted(service: String?, revision: String?, all: Int, ofRevision: Int) throws {
        let coverage = try Self.coverage(Self.lines, Self.request(service: service, revision: revision))
        #expect(coverage.all.entries == all)
        #expect(coverage.ofRevision.entries == ofRevision)
    }

    @Test func hoursHoldTheirFirstAndLastEntry() throws {
        let coverage = try Self.coverage(Self.lines, Self.request(until: nil))
        let hours = coverage.hours.values.sorted {
            ($0.first?.nanoseconds ?? 0) < ($1.first?.nanoseconds ?? 0)
        }
        #expect(hours.map(\.entries) == [2, 3, 2, 1])
        #expect(hours[1].first == Timestamp(rfc3339: "2025-09-14T03:00:00Z"))
        #expect(hours[1].last == Timestamp(rfc3339: "2025-09-14T03:20:00Z"))
        #expect(coverage.all.last == Timestamp(rfc3339: "2025-09-14T05:00:00Z"))
    }

    /// The order of entries, repeats and the cut into segments change nothing.
    @Test(arguments: SeededGenerator.seeds(10))
    func orderAndRepeatsDoNotMatter(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let request = try Self.request(revision: "r2")
        let expected = try Self.coverage(Self.lines, request)
        let shuffled = (Self.lines + [generator.pick(Self.lines)]).shuffled(using: &generator)
        let found = try Self.coverage(shuffled, request, segmentBytes: 100 + generator.below(2000))
        #expect(found == expected, "seed \(seed)")
    }

    @Test func nothingIsCountedUnasked() throws {
        #expect(try Self.coverage(Self.lines, nil) == Coverage())
    }
}
