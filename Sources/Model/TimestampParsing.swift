extension Timestamp {
    /// Reads an RFC 3339 date-time: `2025-09-14T02:05:00Z`, with 0 to 9 digits of a second (more are cut),
    /// any offset, `T` or a space between date and time. Cloud Logging writes 0, 3, 6 or 9 digits and `Z`.
    ///
    /// Returns nil for anything else, and for years outside 1678…2261, which nanoseconds do not hold.
    public init?(rfc3339 bytes: Bytes) {
        var reader = Reader(bytes: bytes)
        guard let year = reader.number(4), reader.take(0x2D), let month = reader.number(2),
            reader.take(0x2D), let day = reader.number(2),
            reader.take(0x54) || reader.take(0x74) || reader.take(0x20),
            let hour = reader.number(2), reader.take(0x3A), let minute = reader.number(2),
            reader.take(0x3A), let second = reader.number(2),
            let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd,
            (1678...2261).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.days(inMonth: month, of: year),
            hour < 24, minute < 60, second < 61
        else { return nil }
        let seconds =
            Self.daysSinceEpoch(year: year, month: month, day: day) * 86_400
            + hour * 3600 + minute * 60 + min(second, 59) - offset
        self.init(nanoseconds: Int64(seconds) * .second + Int64(fraction))
    }

    /// Reads an RFC 3339 date-time from text.
    public init?(rfc3339 text: String) {
        var copy = text
        guard let value = copy.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
        self = value
    }

    /// Midnight UTC of a date of the Gregorian calendar.
    public init(year: Int, month: Int, day: Int) {
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        self.init(nanoseconds: Int64(days) * Nanoseconds.day)
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01, with years that begin in March so that the leap day is the last one.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

/// Reads the parts of a date-time from left to right.
private struct Reader {
    let bytes: Bytes
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for _ in 0..<digits {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }

    /// Nanoseconds after the point; 0 without one; nil where no digit follows it.
    mutating func fraction() -> Int? {
        guard take(0x2E) || take(0x2C) else { return 0 }
        let start = position
        var value = 0
        var scale = 100_000_000
        while position < bytes.count, bytes[position] &- 0x30 < 10 {
            value += Int(bytes[position] - 0x30) * scale
            scale /= 10
            position += 1
        }
        return position > start ? value : nil
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if take(0x5A) || take(0x7A) { return 0 }
        let sign = take(0x2B) ? 1 : (take(0x2D) ? -1 : 0)
        guard sign != 0, let hours = number(2) else { return nil }
        _ = take(0x3A)
        guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
