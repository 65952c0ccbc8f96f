import Model

extension Zone {
    /// A timestamp whose UTC digits are those that a clock of the zone shows.
    func local(_ time: Timestamp) -> Timestamp {
        time.advanced(by: Nanoseconds(minutes(at: time)) * .minute)
    }

    /// Midnight before a time, as long as clocks were not changed since; else an hour beside it.
    func dayStart(_ time: Timestamp) -> Timestamp {
        let sinceMidnight = local(time).nanoseconds % .day
        return time.advanced(by: -(sinceMidnight < 0 ? sinceMidnight + .day : sinceMidnight))
    }

    /// What stands behind a time of the zone (RFC 3339, `time-offset`): `Z`, `+02:00`.
    func suffix(at time: Timestamp) -> String {
        guard name != Zone.utc.name else { return "Z" }
        let minutes = minutes(at: time)
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        return (minutes < 0 ? "-" : "+") + Self.twoDigits(hours) + ":" + Self.twoDigits(rest)
    }

    /// RFC 3339 has no seconds of an offset; only local mean times of the past have any.
    private func minutes(at time: Timestamp) -> Int { offset(at: time) / 60 }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
