/// Where correlations are meant to differ from the SQLite backend's, and why.
struct CorrelationDivergence: Sendable {
    typealias Outcome = [String: OracleOutput.Findings]

    let name: String
    let reason: String
    /// Whether it may show in a correlation of a case; nil where the comparison itself takes it into account,
    /// so that it excuses nothing.
    private let predicate: (@Sendable (OracleCase, CorrelationShape, Outcome) -> Bool)?

    init(
        _ name: String, _ reason: String,
        _ predicate: (@Sendable (OracleCase, CorrelationShape, Outcome) -> Bool)? = nil
    ) {
        self.name = name
        self.reason = reason
        self.predicate = predicate
    }

    func applies(_ test: OracleCase, _ shape: CorrelationShape, _ outcome: Outcome) -> Bool {
        predicate?(test, shape, outcome) ?? false
    }
}

enum CorrelationDivergences {
    static let all = [
        CorrelationDivergence(
            "empty text", "an empty id names nobody: it is no group and no value; SQLite counts it"),
        CorrelationDivergence(
            "ids that differ in case", "ids are opaque and compared as bytes; SQLite folds ASCII letters"),
        CorrelationDivergence(
            "entries without a value to count",
            "they take no part; in SQLite their time ends a window as well, which shows where a small number "
                + "fires"),
        CorrelationDivergence(
            "rules at the same time",
            "entries of one time satisfy any order, as the log has none that could speak against it; SQLite asks "
                + "for times that grow"
        ) { test, shape, outcome in shape.kind == .temporalOrdered && hasTies(test, shape, outcome) },
        CorrelationDivergence(
            "matches below that overlap",
            "they are one incident and counted once; SQLite counts each window of them"
        ) { test, shape, outcome in
            shape.kind == .eventCount && shape.children.contains { overlap(test, $0, outcome) }
        },
        CorrelationDivergence(
            "fraction of a percentile", "a percentile is a number like others; pySigma cuts its fraction off"),
        CorrelationDivergence(
            "deadline of a correlation below",
            "a match stands where it fired, at the entry that was not followed; SQLite puts it where that is sure"
        ),
    ]

    /// Whether different rules are seen at one time in one group.
    private static func hasTies(
        _ test: OracleCase, _ shape: CorrelationShape, _ outcome: CorrelationDivergence.Outcome
    ) -> Bool {
        var seen: [[String]: Int] = [:]
        var points = shape.members(test.entries).map { ($0.group, $0.time, $0.source) }
        for (index, source) in shape.sources.enumerated() {
            for alert in source.child.flatMap({ outcome[$0]?.alerts }) ?? [] {
                points.append((shape.groupBy.map { alert.group[$0] ?? "" }, alert.end, index))
            }
        }
        return points.contains { group, time, source in
            let point = group + [String(time)]
            let other = seen[point]
            seen[point] = source
            return other.map { $0 != source } ?? false
        }
    }

    private static func overlap(
        _ test: OracleCase, _ title: String, _ outcome: CorrelationDivergence.Outcome
    ) -> Bool {
        guard let shape = test.correlations[title], let alerts = outcome[title]?.alerts else { return false }
        return alerts.indices.contains { index in
            alerts[..<index].contains {
                $0.group == alerts[index].group && abs($0.end - alerts[index].end) <= shape.span
            }
        }
    }
}
