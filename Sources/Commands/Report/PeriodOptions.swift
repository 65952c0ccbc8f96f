import ArgumentParser
import Model
import Triage

/// Which stretch of time a report is about.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Report on this day: today, yesterday or a date such as 2025-09-14.", valueName: "day"))
    var day: DayArgument?

    @Option(
        help: ArgumentHelp(
            "Report on what happened from this time on: 2025-09-14T02:05:00Z, 2025-09-14, 24h (ago), today, yesterday.",
            valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Report on what happened before this time.", valueName: "time"))
    var until: TimeArgument?

    @Option(
        help: ArgumentHelp(
            "The zone in which days begin, such as Europe/Berlin; local for the system's.", valueName: "zone")
    )
    var tz = "UTC"

    func validate() throws {
        guard day == nil || since == nil && until == nil else {
            throw ValidationError("--day says what --since and --until say: give one or the others")
        }
        _ = try period()
    }

    /// The zone; sets that of the process.
    func zone() throws -> LocalTime {
        if let zone = SystemZone.named(tz) { return zone }
        throw ValidationError(
            "--tz \(tz): no such time zone here; name one of the system's database, such as Europe/Berlin, or UTC"
        )
    }

    /// The stretch asked for; nil where none was.
    func period() throws -> Period? {
        let zone = try zone()
        let now = Timestamp(nanoseconds: System.now)
        let period = try day.map { try Self.period(of: $0, in: zone) } ?? stretch(in: zone)
        if let since = period?.since, since > now {
            throw ValidationError("\(day == nil ? "--since" : "--day") lies in the future")
        }
        return period
    }

    /// A day from its first moment to that of the next, 23 hours or 25 of them where clocks are changed.
    private static func period(of day: DayArgument, in zone: LocalTime) throws -> Period {
        let midnight = day.midnight(in: zone)
        let start = { (days: Int64) in zone.start(ofDay: midnight.advanced(by: days * .day)) }
        guard start(0) < start(1) else {
            throw ValidationError("--day: there was no such day in \(zone.name)")
        }
        return Period(since: start(0), until: start(1), previousSince: start(-1))
    }

    private func stretch(in zone: LocalTime) throws -> Period? {
        let (start, end) = (since?.timestamp(in: zone), until?.timestamp(in: zone))
        guard start != nil || end != nil else { return nil }
        if let start, let end, start >= end { throw ValidationError("--since must be before --until") }
        return Period(since: start, until: end)
    }
}
