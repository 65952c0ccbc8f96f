/// A time of the one day that the work covers, in microseconds since its midnight in UTC.
struct Moment {
    static let date: StaticString = "2025-09-15T"
    /// The day's length less a minute, so that what is received a little later is received on the same day.
    static let span = 86_340_000_000

    var microseconds: Int

    func later(by microseconds: Int) -> Moment {
        Moment(microseconds: min(max(0, self.microseconds + microseconds), Self.span + 59_999_999))
    }

    /// Seconds since 1970.
    var unixSeconds: Int { 1_757_894_400 + microseconds / 1_000_000 }

    /// Appends date and time with six digits of a second, without a zone.
    func write(to buffer: inout ByteBuffer) {
        let seconds = microseconds / 1_000_000
        buffer.append(Self.date)
        buffer.appendDecimal(seconds / 3600, digits: 2)
        buffer.append(":")
        buffer.appendDecimal(seconds / 60 % 60, digits: 2)
        buffer.append(":")
        buffer.appendDecimal(seconds % 60, digits: 2)
        buffer.append(".")
        buffer.appendDecimal(microseconds % 1_000_000, digits: 6)
    }
}
