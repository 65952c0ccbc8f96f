import Model
import TestSupport
import Testing
import Triage

@Suite struct LocalTimeTests {
    /// Clocks that change as they are told.
    private func localTime(_ changes: [(String, Int)]) -> LocalTime {
        let zone = Zone(
            name: "Here", changes: changes.map { Zone.Change(start: Sample.time($0.0), offset: $0.1) })
        return LocalTime(name: "Here") { zone.offset(at: $0) }
    }

    @Test(
        arguments: [
            // Of the zone's hours, of the day: its first moment and how long it is.
            ([("1970-01-01", 19_800)], "2025-03-30", "2025-03-29T18:30:00Z", 24 * 60),
            (
                [("1970-01-01", 3600), ("2025-03-30T01:00:00Z", 7200)], "2025-03-30", "2025-03-29T23:00:00Z",
                23 * 60
            ),
            (
                [("1970-01-01", 7200), ("2025-10-26T01:00:00Z", 3600)], "2025-10-26", "2025-10-25T22:00:00Z",
                25 * 60
            ),
            // Put forward at midnight: the day begins at one.
            (
                [("1970-01-01", 7200), ("2024-04-25T22:00:00Z", 10_800)], "2024-04-26",
                "2024-04-25T22:00:00Z", 23 * 60
            ),
            // Put back at midnight to eleven of the day before.
            (
                [("1970-01-01", 10_800), ("2024-10-31T21:00:00Z", 7200)], "2024-10-31",
                "2024-10-30T21:00:00Z", 25 * 60
            ),
            // Half an hour.
            (
                [("1970-01-01", 37_800), ("2025-10-04T15:30:00Z", 39_600)], "2025-10-05",
                "2025-10-04T13:30:00Z", 23 * 60 + 30
            ),
            // Across the date line: a day that never was.
            (
                [("1970-01-01", -36_000), ("2011-12-30T10:00:00Z", 50_400)], "2011-12-30",
                "2011-12-30T10:00:00Z", 0
            ),
        ] as [([(String, Int)], String, String, Int)])
    func aDayBeginsWhereItsClocksSay(changes: [(String, Int)], day: String, start: String, minutes: Int) {
        let time = localTime(changes)
        let midnight = Sample.time(day)
        let next = time.start(ofDay: midnight.advanced(by: .day))
        #expect(time.start(ofDay: midnight) == Sample.time(start))
        #expect(Sample.time(start).distance(to: next) == Nanoseconds(minutes) * .minute)
        guard minutes > 0 else { return }
        #expect(time.day(of: Sample.time(start)) == midnight)
        #expect(time.day(of: Sample.time(start).advanced(by: -1)) < midnight)
        #expect(time.day(of: next.advanced(by: -1)) == midnight)
    }

    @Test func daysOfUTC() {
        let time = Sample.time("1969-12-31T23:59:59.5Z")
        #expect(LocalTime.utc.day(of: time) == Sample.time("1969-12-31"))
        #expect(LocalTime.utc.start(ofDay: Sample.time("1969-12-31")) == Sample.time("1969-12-31"))
    }

    /// Whatever the changes, further apart than a day: the zone says what the clocks say.
    @Test(arguments: SeededGenerator.seeds(50))
    func allChangesAreFound(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let first = Sample.time("2024-01-01").advanced(by: Nanoseconds(random.below(1_000_000_000)))
        var starts = [first.nanoseconds / .second]
        for _ in 0..<random.below(8) {
            starts.append(starts[starts.count - 1] + 86_400 + Int64(random.below(9_000_000)))
        }
        let known = Zone(
            name: "Here",
            changes: starts.enumerated().map { index, start in
                // No two that follow each other are alike.
                Zone.Change(
                    start: Timestamp(nanoseconds: start * .second),
                    offset: (index % 2 * 50 - random.below(40)) * 900)
            })
        let last = Timestamp(nanoseconds: starts[starts.count - 1] * .second).advanced(by: 3 * .day)
        let found = LocalTime(name: "Here") { known.offset(at: $0) }.zone(from: first, to: last)
        let moments = starts.flatMap { start in
            [-1, 0, 1, .second, .hour, .day].map { Timestamp(nanoseconds: start * .second + $0) }
        }
        for moment in moments where moment >= first {
            #expect(found.offset(at: moment) == known.offset(at: moment), "\(moment)")
        }
        #expect(found.name == "Here")
    }
}
