/// A point of event time: integer nanoseconds since 1970-01-01T00:00:00Z, from 1678 to 2261.
public struct Timestamp: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    @inlinable
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    @inlinable
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// How far two points are apart; it saturates instead of overflowing.
    @inlinable
    public func distance(to other: Timestamp) -> Nanoseconds {
        let (difference, overflow) = other.nanoseconds.subtractingReportingOverflow(nanoseconds)
        return overflow ? (other > self ? .max : .min) : difference
    }

    /// This point moved by a span; it saturates instead of overflowing.
    @inlinable
    public func advanced(by span: Nanoseconds) -> Timestamp {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(span)
        return Timestamp(nanoseconds: overflow ? (span > 0 ? .max : .min) : sum)
    }
}

/// A length of time in nanoseconds.
public typealias Nanoseconds = Int64

extension Nanoseconds {
    public static let second: Nanoseconds = 1_000_000_000
    public static let minute = 60 * second
    public static let hour = 60 * minute
    public static let day = 24 * hour
}
