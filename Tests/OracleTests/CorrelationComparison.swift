import Sigma

/// Compares what both engines make of one correlation. The oracle raises an alert for each window that fires,
/// where crosstalk joins those that overlap: its alerts are joined here.
struct CorrelationComparison {
    let test: OracleCase
    let shape: CorrelationShape
    private let members: [CorrelationShape.Member]

    /// A group and the entries of one stretch in which it fired.
    struct Stretch: Hashable {
        let group: [String]
        let entries: Set<Int>
    }

    init(_ test: OracleCase, _ shape: CorrelationShape) {
        self.test = test
        self.shape = shape
        members = shape.members(test.entries)
    }

    /// Whether both say the same.
    func areSame(_ matches: [CorrelationMatch], _ alerts: [OracleOutput.Alert]) -> Bool {
        let found = matches.map(stretch)
        let alerts = counted(alerts)
        if shape.isConflict || !shape.children.isEmpty { return firesAlike(found, alerts) }
        let expected = joined(alerts)
        if shape.kind == .expression { return entriesByGroup(found) == entriesByGroup(expected) }
        return Set(found) == Set(expected)
    }

    // MARK: - Ours

    private func stretch(of match: CorrelationMatch) -> Stretch {
        Stretch(
            group: groups[match.groupHash] ?? ["?"],
            entries: Set(match.sightings.map { Int($0.identity) }))
    }

    /// Tokens by the hashes of the groups that there can be.
    private var groups: [UInt64: [String]] {
        var result: [UInt64: [String]] = [Correlator.groupHash(ofTexts: []): []]
        let fields = Set(shape.sources.map(\.groupFields))
        for entry in test.entries {
            for names in fields {
                let ids = names.compactMap { entry.id($0) }
                result[Correlator.groupHash(ofTexts: ids)] = ids.map(OracleCase.token)
            }
        }
        return result
    }

    // MARK: - Theirs

    private func group(_ alert: OracleOutput.Alert) -> [String] {
        shape.groupBy.map { alert.group[$0] ?? "?" }
    }

    /// The alerts that end where an entry takes part: theirs also end where one has no value to count, which is
    /// a divergence on the list.
    private func counted(_ alerts: [OracleOutput.Alert]) -> [OracleOutput.Alert] {
        guard shape.sources.contains(where: { $0.valueField != nil }) else { return alerts }
        return alerts.filter { alert in
            members.contains { $0.group == group(alert) && $0.time == alert.end }
        }
    }

    /// The alerts of each group, joined where one ends at most the timespan behind another.
    private func joined(_ alerts: [OracleOutput.Alert]) -> [Stretch] {
        var result: [Stretch] = []
        for (group, members) in Dictionary(grouping: alerts, by: group) {
            var parts: [[OracleOutput.Alert]] = []
            for alert in members.sorted(by: { $0.end < $1.end }) {
                if let last = parts.last?.last, alert.end - last.end <= shape.span {
                    parts[parts.count - 1].append(alert)
                } else {
                    parts.append([alert])
                }
            }
            result += parts.map { Stretch(group: group, entries: Set($0.flatMap(entries))) }
        }
        return result
    }

    /// The entries of an alert's window that take part. For rules in order, alerts name the first ones only.
    private func entries(of alert: OracleOutput.Alert) -> [Int] {
        let group = group(alert)
        let inside = members.filter {
            $0.group == group && (alert.start...alert.end).contains($0.time)
        }.map(\.entry)
        return shape.kind == .temporalOrdered ? inside : alert.entries.filter { inside.contains($0) }
    }

    // MARK: - Both

    /// Every alert lies in a stretch of its group, and every stretch has an alert.
    private func firesAlike(_ found: [Stretch], _ alerts: [OracleOutput.Alert]) -> Bool {
        func covers(_ stretch: Stretch, _ alert: OracleOutput.Alert) -> Bool {
            guard stretch.group == group(alert) else { return false }
            guard keepsEnds else { return stretch.entries.isSuperset(of: alert.entries) }
            let times = stretch.entries.compactMap { test.entries[$0].time }
            return times.contains { $0 <= alert.end } && times.contains { $0 >= alert.end }
        }
        return alerts.allSatisfy { alert in found.contains { covers($0, alert) } }
            && found.allSatisfy { stretch in alerts.contains { covers(stretch, $0) } }
    }

    /// Of a conflict the ends are kept, and so are those of one below whose matches are counted.
    private var keepsEnds: Bool {
        shape.isConflict
            || shape.kind == .eventCount
                && shape.children.contains { test.correlations[$0]?.isConflict ?? false }
    }

    private func entriesByGroup(_ stretches: [Stretch]) -> [[String]: Set<Int>] {
        Dictionary(stretches.map { ($0.group, $0.entries) }) { $0.union($1) }
    }
}
