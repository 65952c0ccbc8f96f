import Model

/// Reads a correlation's `timespan`: a number and a unit, such as `5m`.
enum Timespan {
    /// Seconds of each unit. A month and a year are the mean ones of the Gregorian calendar, as in pySigma.
    private static let units: [Character: Int64] = [
        "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "M": 2_629_746, "y": 31_556_952,
    ]

    /// The span; nil for anything else, for zero, and for what nanoseconds do not hold.
    static func parse(_ text: String) -> Nanoseconds? {
        guard let last = text.last, let unit = units[last] else { return nil }
        let digits = text.dropLast()
        guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let count = Int64(digits), count > 0 else {
            return nil
        }
        let (seconds, overflows) = count.multipliedReportingOverflow(by: unit)
        let (span, overflowsToo) = seconds.multipliedReportingOverflow(by: .second)
        return overflows || overflowsToo ? nil : span
    }
}
