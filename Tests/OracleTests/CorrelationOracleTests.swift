import Model
import Sigma
import Testing

/// Random correlations over random entries, against pySigma's SQLite backend. It raises an alert for each
/// entry that makes a window fire, where crosstalk joins overlapping windows: its alerts are joined here.
@Suite(.enabled(if: Oracle.isAvailable, Comment(rawValue: Oracle.hint)))
struct CorrelationOracleTests {
    /// A group and the entries of one stretch in which it fired.
    private struct Stretch: Hashable {
        let group: [String]
        let entries: Set<Int>
        /// Milliseconds.
        let first: Int
        let last: Int
    }

    private struct Tally {
        /// Cases with the same stretches, of the same entries.
        var exact = 0
        /// Cases with the same groups, firing at the same times, where only this can be compared.
        var groups = 0
        var fired = 0
        var refused = 0
        var excused: [String: Int] = [:]
    }

    @Test func firingGroupsAreTheSame() throws {
        let outcomes = try Oracle.output.get().outcomes.dropFirst(Oracle.detections.count)
        var tally = Tally()
        for (test, outcome) in zip(Oracle.correlations, outcomes) { compare(test, outcome, &tally) }
        print("oracle: seed \(Oracle.seed), \(Oracle.correlations.count) correlations: \(tally)")
        let count = Oracle.correlations.count
        #expect(
            tally.exact * 2 > count && (tally.exact + tally.groups) * 5 > count * 3
                && tally.fired * 4 > count,
            "too little is compared: \(tally)")
    }

    private func compare(_ test: OracleCase, _ outcome: OracleOutput.Outcome, _ tally: inout Tally) {
        guard let shape = test.correlation else { return }
        let engine: Engine
        switch Acceptance.of(test, outcome) {
        case .byBoth(let made): engine = made
        case .byNone:
            tally.refused += 1
            return
        case .excused(let name):
            tally.excused[name, default: 0] += 1
            return
        case .different(let problem):
            Issue.record("seed \(test.seed): \(problem)\n\(test.rules)")
            return
        }
        let alerts = outcome.alerts ?? []
        if let divergence = CorrelationDivergences.all.first(where: { $0.applies(test, shape) }) {
            tally.excused[divergence.name, default: 0] += 1
            return
        }
        let found = stretches(of: engine.correlate(test.entries), test, shape)
        let comparesGroups = shape.isConflict || CorrelationDivergences.hasUncounted(test, shape)
        let isSame =
            comparesGroups
            ? firesAlike(found, alerts, shape) : Set(found) == Set(joined(alerts, test, shape))
        if comparesGroups { tally.groups += 1 } else { tally.exact += 1 }
        if !alerts.isEmpty { tally.fired += 1 }
        if !isSame {
            Issue.record("seed \(test.seed): \(found) is not \(alerts)\n\(test.rules)\n\(test.entries)")
        }
    }

    // MARK: - Ours

    private func stretches(
        of matches: [CorrelationMatch], _ test: OracleCase, _ shape: CorrelationShape
    ) -> [Stretch] {
        var groups: [UInt64: [String]] = [Correlator.groupHash(ofTexts: []): []]
        for entry in test.entries {
            for fields in shape.groupFields {
                let texts = fields.map { entry.fields[$0]?.string ?? "" }
                groups[Correlator.groupHash(ofTexts: texts)] = texts
            }
        }
        return matches.map { match in
            Stretch(
                group: groups[match.groupHash] ?? ["?"],
                entries: Set(match.sightings.map { Int($0.identity) }),
                first: Int(match.first.nanoseconds / 1_000_000), last: Int(match.last.nanoseconds / 1_000_000)
            )
        }
    }

    // MARK: - Theirs

    private func group(_ alert: OracleOutput.Alert, _ shape: CorrelationShape) -> [String] {
        shape.groupBy.map { alert.group[$0] ?? "?" }
    }

    /// The alerts of each group, joined where one ends at most the timespan behind another.
    private func joined(
        _ alerts: [OracleOutput.Alert], _ test: OracleCase, _ shape: CorrelationShape
    ) -> [Stretch] {
        var result: [Stretch] = []
        for (group, members) in Dictionary(grouping: alerts, by: { group($0, shape) }) {
            var parts: [[OracleOutput.Alert]] = []
            for alert in members.sorted(by: { $0.end < $1.end }) {
                if let last = parts.last?.last, alert.end - last.end <= shape.span {
                    parts[parts.count - 1].append(alert)
                } else {
                    parts.append([alert])
                }
            }
            for part in parts {
                let entries = Set(part.flatMap(\.entries))
                let times = entries.compactMap { test.entries[$0].time }
                result.append(
                    Stretch(group: group, entries: entries, first: times.min() ?? 0, last: times.max() ?? 0))
            }
        }
        return result
    }

    /// Every alert lies in a stretch of its group, and every stretch has an alert.
    private func firesAlike(
        _ found: [Stretch], _ alerts: [OracleOutput.Alert], _ shape: CorrelationShape
    ) -> Bool {
        func covers(_ stretch: Stretch, _ alert: OracleOutput.Alert) -> Bool {
            // An entry that has no value to count may end a window of theirs, a timespan later at most.
            stretch.group == group(alert, shape) && stretch.first <= alert.end
                && alert.end <= stretch.last + shape.span
        }
        return alerts.allSatisfy { alert in found.contains { covers($0, alert) } }
            && found.allSatisfy { stretch in alerts.contains { covers(stretch, $0) } }
    }
}
