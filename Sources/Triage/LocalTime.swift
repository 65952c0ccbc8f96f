import Model

/// The clocks of a zone: where its days begin.
public struct LocalTime: Sendable {
    /// As it was asked for.
    public let name: String
    private let offset: @Sendable (Timestamp) -> Int

    public static let utc = LocalTime(name: "UTC") { _ in 0 }

    /// - Parameter offset: Seconds east of UTC at a point of time, fewer than a day has.
    public init(name: String, offset: @escaping @Sendable (Timestamp) -> Int) {
        self.name = name
        self.offset = offset
    }

    /// The day a moment lies in, as its midnight were the zone UTC.
    public func day(of timestamp: Timestamp) -> Timestamp {
        let local = timestamp.advanced(by: Nanoseconds(offset(timestamp)) * .second).nanoseconds
        return Timestamp(nanoseconds: local - ((local % .day) + .day) % .day)
    }

    /// The first moment of a day. That is not always midnight: some clocks are put forward just then. A day that
    /// a zone leaves out begins where the next one does.
    /// - Parameter day: Its midnight were the zone UTC.
    public func start(ofDay day: Timestamp) -> Timestamp {
        firstSecond(after: day.advanced(by: -.day), upTo: day.advanced(by: .day)) { self.day(of: $0) >= day }
    }

    /// The zone with all its changes from one moment to another.
    public func zone(from first: Timestamp, to last: Timestamp) -> Zone {
        if name == Zone.utc.name { return .utc }
        var changes = [Zone.Change(start: first, offset: offset(first))]
        var time = first
        while time < last {
            // No zone changes back and forth within a day.
            let next = min(time.advanced(by: .day), last)
            let target = offset(next)
            if target != changes[changes.count - 1].offset {
                let start = firstSecond(after: time, upTo: next) { offset($0) == target }
                changes.append(Zone.Change(start: start, offset: target))
            }
            time = next
        }
        return Zone(name: name, changes: changes)
    }

    /// The first second at which something is so that stays so; the last one where it is not so before.
    private func firstSecond(
        after first: Timestamp, upTo last: Timestamp, _ isSo: (Timestamp) -> Bool
    ) -> Timestamp {
        var (low, high) = (first.nanoseconds / .second, last.nanoseconds / .second)
        while low < high {
            let middle = low + (high - low) / 2
            if isSo(Timestamp(nanoseconds: middle * .second)) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return Timestamp(nanoseconds: low * .second)
    }
}
