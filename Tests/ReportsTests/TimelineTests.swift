import Model
import Testing

@testable import Reports

@Suite struct TimelineTests {
    private func incident(_ first: String, _ last: String, _ level: Level = .high) -> Incident {
        let sample = Sample.incident(level: level)
        return Incident(
            id: sample.id, level: level, title: "", categories: [], status: .new, users: [], cutUsers: [],
            scopes: [:], services: [], revisions: [], firstSeen: Sample.time(first),
            lastSeen: Sample.time(last),
            count: 1, signals: [], evidence: [])
    }

    private func context(_ since: String? = nil, _ until: String? = nil, zone: Zone = .utc) -> ReportContext {
        var context = ReportContext()
        context.since = since.flatMap(Sample.time)
        context.until = until.flatMap(Sample.time)
        context.zone = zone
        return context
    }

    @Test func hoursOfADay() throws {
        let incidents = [
            incident("2025-09-14T02:59:59Z", "2025-09-14T03:00:00Z"),
            incident("2025-09-14T03:10:00Z", "2025-09-14T03:10:00Z", .low),
        ]
        let timeline = try #require(Timeline(incidents, context: context()))
        #expect(timeline.unit == "hour")
        #expect(timeline.buckets.count == 24)
        #expect(timeline.buckets[2].label == "2025-09-14 02:00Z")
        #expect(timeline.buckets[2].counts == [.high: 1])
        #expect(timeline.buckets[3].counts == [.high: 1, .low: 1])
        #expect(timeline.buckets.map(\.total).reduce(0, +) == 3)
    }

    @Test func hoursBeginInTheZone() throws {
        let india = Zone(
            name: "Asia/Kolkata", changes: [.init(start: Timestamp(nanoseconds: 0), offset: 19800)])
        let timeline = try #require(
            Timeline(
                [incident("2025-09-14T02:40:00Z", "2025-09-14T02:40:00Z")], context: context(zone: india)))
        let bucket = try #require(timeline.buckets.first { $0.total > 0 })
        #expect(bucket.label == "2025-09-14 08:00+05:30")
        #expect(timeline.buckets.first?.label == "2025-09-14 00:00+05:30")
    }

    /// The night on which clocks go back has an hour more, and both are told apart.
    @Test func anHourThatComesTwice() throws {
        let timeline = try #require(
            Timeline(
                [incident("2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z")],
                context: context("2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z", zone: Sample.berlin)))
        #expect(timeline.buckets.count == 25)
        #expect(
            timeline.buckets.filter { $0.total > 0 }.map(\.label) == [
                "2025-10-26 02:00+02:00", "2025-10-26 02:00+01:00",
            ])
        #expect(timeline.buckets.last?.label == "2025-10-26 23:00+01:00")
    }

    @Test(arguments: [
        ("2025-09-14T00:00:00Z", "2025-09-18T00:00:00Z", "hour", 96),
        ("2025-09-14T00:00:00Z", "2025-09-19T00:00:00Z", "day", 5),
        ("2025-01-01T00:00:00Z", "2025-03-01T00:00:00Z", "day", 59),
    ])
    func theUnitDependsOnTheLength(since: String, until: String, unit: String, count: Int) throws {
        let timeline = try #require(
            Timeline([incident(since, since)], context: context(since, until)))
        #expect(timeline.unit == unit)
        #expect(timeline.buckets.count == count)
    }

    @Test func yearsFitToo() throws {
        let timeline = try #require(
            Timeline([incident("1700-01-01T00:00:00Z", "2200-01-01T00:00:00Z")], context: context()))
        #expect((60...122).contains(timeline.buckets.count))
        #expect(timeline.buckets.allSatisfy { $0.total == 1 })
    }

    @Test func whatLiesOutsideThePeriodIsCut() throws {
        let incidents = [
            incident("2025-09-13T20:00:00Z", "2025-09-14T01:00:00Z"),
            incident("2025-09-12T20:00:00Z", "2025-09-12T20:00:00Z"),
        ]
        let timeline = try #require(
            Timeline(incidents, context: context("2025-09-14T00:00:00Z", "2025-09-15T00:00:00Z")))
        #expect(timeline.buckets.map(\.total) == [1, 1] + Array(repeating: 0, count: 22))
    }

    @Test func incidentsWithoutATime() {
        let sample = Sample.incident
        let timeless = Incident(
            id: "x", level: .low, title: "", categories: [], status: .new, users: [], cutUsers: [],
            scopes: [:],
            services: [], revisions: [], firstSeen: nil, lastSeen: nil, count: 1, signals: [], evidence: [])
        #expect(Timeline([timeless], context: context()) == nil)
        #expect(Timeline([sample, timeless], context: context())?.timeless == 1)
    }
}
