import Model

/// How many incidents were active at what time: by hour of a zone, or by days where it is about more than four.
struct Timeline {
    struct Bucket {
        /// Its start: `2025-09-14 02:00Z`, or a date.
        let label: String
        var counts: [Level: Int] = [:]

        var total: Int { counts.values.reduce(0, +) }
    }

    /// In order and without a gap.
    private(set) var buckets: [Bucket]
    /// What one bucket is: `hour`, `day`, `7 days`.
    let unit: String
    /// Incidents without a time.
    let timeless: Int

    private static let longestByHour: Nanoseconds = 4 * .day
    private static let mostBuckets: Int64 = 120

    /// Nil where nothing has a time.
    init?(_ incidents: [Incident], context: ReportContext) {
        let first = context.since ?? incidents.compactMap(\.firstSeen).min()
        let last = context.until?.advanced(by: -1) ?? incidents.compactMap(\.lastSeen).max()
        timeless = incidents.count { $0.firstSeen == nil }
        guard let first, let last, first <= last, incidents.contains(where: { $0.firstSeen != nil }) else {
            return nil
        }
        let zone = context.zone
        // Without a period whole days of the zone are shown, so that a lone hour does not stand alone.
        let scale = Scale(
            context.since == nil ? zone.dayStart(first) : first,
            context.until == nil ? zone.dayStart(last).advanced(by: .day - 1) : last, zone: zone)
        unit = scale.unit
        buckets = scale.labels.map { Bucket(label: $0) }
        for incident in incidents {
            guard let start = incident.firstSeen, let end = incident.lastSeen, end >= first, start <= last
            else { continue }
            for bucket in scale.place(of: max(start, first))...scale.place(of: min(end, last)) {
                buckets[bucket].counts[incident.level, default: 0] += 1
            }
        }
    }

    /// Which bucket a time falls into.
    private struct Scale {
        let zone: Zone
        let step: Nanoseconds
        /// Moves time so that buckets begin at full hours of the zone. By days it is asked anew for every time:
        /// days begin at midnight, whatever happened to the clocks.
        let shift: Nanoseconds
        let low: Int64
        let high: Int64

        init(_ first: Timestamp, _ last: Timestamp, zone: Zone) {
            self.zone = zone
            let length = first.distance(to: last)
            shift = zone.local(first).nanoseconds % .hour - first.nanoseconds % .hour
            if length <= Timeline.longestByHour {
                step = .hour
                low = Self.floor(first.nanoseconds + shift, .hour)
                high = Self.floor(last.nanoseconds + shift, .hour)
            } else {
                // In days: the length itself may be more than nanoseconds hold.
                let firstDay = Self.floor(zone.local(first).nanoseconds, .day)
                let days =
                    (Self.floor(zone.local(last).nanoseconds, .day) - firstDay) / Timeline.mostBuckets + 1
                step = days * .day
                low = Self.floor(zone.local(first).nanoseconds, step)
                high = Self.floor(zone.local(last).nanoseconds, step)
            }
        }

        var isByHour: Bool { step == .hour }

        var unit: String {
            isByHour ? "hour" : step == .day ? "day" : "\(step / .day) days"
        }

        func place(of time: Timestamp) -> Int {
            let moved = isByHour ? time.nanoseconds + shift : zone.local(time).nanoseconds
            return Int(min(max(Self.floor(moved, step), low), high) - low)
        }

        var labels: [String] {
            (low...max(low, high)).map { key in
                guard isByHour else {
                    return String(Timestamp(nanoseconds: key * step).description.prefix(10))
                }
                let start = Timestamp(nanoseconds: key * step - shift)
                let text = zone.local(start).description
                return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))\(zone.suffix(at: start))"
            }
        }

        private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
            value >= 0 ? value / divisor : (value - divisor + 1) / divisor
        }
    }
}
