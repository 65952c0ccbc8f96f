import ArgumentParser
import Model

/// A point in time as it is typed: RFC 3339, a date, a span before now, `now`, `today` or `yesterday`.
struct TimeArgument: ExpressibleByArgument, Sendable {
    let timestamp: Timestamp

    init?(argument: String) {
        self.init(argument, now: Timestamp(nanoseconds: System.now))
    }

    /// Reads the text; dates begin at midnight UTC.
    init?(_ text: String, now: Timestamp) {
        let midnight = now.nanoseconds - ((now.nanoseconds % .day) + .day) % .day
        switch text {
        case "now": timestamp = now
        case "today": timestamp = Timestamp(nanoseconds: midnight)
        case "yesterday": timestamp = Timestamp(nanoseconds: midnight - .day)
        default:
            if let span = SpanArgument(argument: text) {
                timestamp = now.advanced(by: -span.nanoseconds)
            } else if let parsed = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: "\(text)T00:00:00Z") {
                timestamp = parsed
            } else {
                return nil
            }
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
