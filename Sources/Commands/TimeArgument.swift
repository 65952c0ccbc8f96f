import ArgumentParser
import Model
import Triage

/// A point in time as it is typed: RFC 3339, a date, a span before now, `now`, `today` or `yesterday`.
struct TimeArgument: ExpressibleByArgument, Sendable {
    private enum Kind {
        case moment(Timestamp)
        case start(DayArgument)
    }

    private let kind: Kind

    init?(argument: String) {
        self.init(argument, now: Timestamp(nanoseconds: System.now))
    }

    /// Reads the text; days begin where their zone says.
    init?(_ text: String, now: Timestamp) {
        if text == "now" {
            kind = .moment(now)
        } else if let span = SpanArgument(argument: text) {
            kind = .moment(now.advanced(by: -span.nanoseconds))
        } else if let day = DayArgument(text, now: now) {
            kind = .start(day)
        } else if let parsed = Timestamp(rfc3339: text) {
            kind = .moment(parsed)
        } else {
            return nil
        }
    }

    /// The point in time, days beginning at midnight UTC.
    var timestamp: Timestamp { timestamp(in: .utc) }

    /// The point in time, days beginning in the zone.
    func timestamp(in zone: LocalTime) -> Timestamp {
        switch kind {
        case .moment(let timestamp): timestamp
        case .start(let day): zone.start(ofDay: day.midnight(in: zone))
        }
    }
}

/// A day as it is typed: a date, `today` or `yesterday`.
struct DayArgument: ExpressibleByArgument, Sendable {
    private enum Kind {
        /// Its midnight, were the zone UTC.
        case date(Timestamp)
        /// The day that lies so many days before the one of a moment.
        case before(Timestamp, days: Int64)
    }

    private let kind: Kind

    init?(argument: String) {
        self.init(argument, now: Timestamp(nanoseconds: System.now))
    }

    init?(_ text: String, now: Timestamp) {
        switch text {
        case "today": kind = .before(now, days: 0)
        case "yesterday": kind = .before(now, days: 1)
        default:
            guard let midnight = Timestamp(rfc3339: "\(text)T00:00:00Z") else { return nil }
            kind = .date(midnight)
        }
    }

    /// The day's midnight, were the zone UTC.
    func midnight(in zone: LocalTime) -> Timestamp {
        switch kind {
        case .date(let midnight): midnight
        case .before(let moment, let days): zone.day(of: moment).advanced(by: -days * .day)
        }
    }
}

/// A length of time as it is typed: a whole number and s, m, h, d or w.
struct SpanArgument: ExpressibleByArgument, Sendable {
    let nanoseconds: Nanoseconds

    init(nanoseconds: Nanoseconds) {
        self.nanoseconds = nanoseconds
    }

    /// The span in its largest whole unit.
    var text: String {
        if nanoseconds % .hour == 0 { return "\(nanoseconds / .hour)h" }
        return nanoseconds % .minute == 0 ? "\(nanoseconds / .minute)m" : "\(nanoseconds / .second)s"
    }

    init?(argument: String) {
        let units: [Character: Nanoseconds] = [
            "s": .second, "m": .minute, "h": .hour, "d": .day, "w": 7 * .day,
        ]
        guard let last = argument.last, let unit = units[last], let number = Int64(argument.dropLast()),
            number >= 0
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        nanoseconds = product
    }
}

/// A level as it is typed.
extension Level: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(name: argument.lowercased())
    }

    public static var allValueStrings: [String] { allCases.map(\.name) }
}
