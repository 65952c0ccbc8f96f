import Model

extension TimePart {
    /// This part of a time, in UTC.
    func value(of timestamp: Timestamp) -> Int {
        let days = floorDivide(timestamp.nanoseconds, .day)
        let seconds = Int((timestamp.nanoseconds - days * .day) / .second)
        switch self {
        case .minute: return seconds / 60 % 60
        case .hour: return seconds / 3600
        case .day: return Self.civil(days).day
        case .month: return Self.civil(days).month
        case .year: return Self.civil(days).year
        case .week: return Self.week(days)
        }
    }

    /// The week of ISO 8601: the one of the year that its Thursday is in, counted from 1.
    private static func week(_ days: Int64) -> Int {
        // 1970-01-01 was a Thursday.
        let weekday = days + 3 - floorDivide(days + 3, 7) * 7
        let thursday = days - weekday + 3
        let firstOfYear = Timestamp(year: civil(thursday).year, month: 1, day: 1)
        return Int(thursday - floorDivide(firstOfYear.nanoseconds, .day)) / 7 + 1
    }

    /// Year, month and day of a number of days since 1970-01-01, with years that begin in March.
    private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = Int(floorDivide(Int64(shifted), 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}
