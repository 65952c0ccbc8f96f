extension Example {
    static let correlations =
        [
            correlation(
                "empty text", "type: event_count, rules: [r], condition: {gte: 2}",
                [["g": .text("")], ["g": .text("")]], ours: .matchesNot, theirs: .matches),
            correlation(
                "ids that differ in case", "type: value_count, rules: [r], condition: {gte: 2, field: u}",
                [["u": .text("ann")], ["u": .text("Ann")]], ours: .matches, theirs: .matchesNot),
            correlation(
                "entries without a value to count",
                "type: value_count, rules: [r], condition: {lt: 2, field: u}", [[:]],
                ours: .matchesNot, theirs: .matches),
        ] + inTime + refusedCorrelations

    private static let inTime = [
        documents(
            "rules at the same time",
            also("both", "kind: x") + top("type: temporal_ordered, rules: [r, both], timespan: 5s"),
            ours: .matches, theirs: .matchesNot),
        documents(
            "matches below that overlap",
            below("type: event_count, rules: [r], timespan: 5s, condition: {gte: 2}")
                + top("type: event_count, rules: [below], timespan: 1h, condition: {gte: 2}"),
            [[:], [:], [:]], ours: .matchesNot, theirs: .matches),
        documents(
            "deadline of a correlation below",
            below("type: temporal, condition: r and not s, timespan: 5s")
                + also("then", "kind: z")
                + top("type: temporal_ordered, rules: [below, then], timespan: 1h"),
            [[:], ["kind": .text("z")]], ours: .matches, theirs: .matchesNot),
        correlation(
            "fraction of a percentile",
            "type: value_percentile, rules: [r], condition: {gt: 2, field: n, percentile: 50.5}",
            [["n": .integer(1)], ["n": .integer(3)]], ours: .matches, theirs: .matchesNot),
    ]

    private static let refusedCorrelations = [
        correlation(
            "no window can meet", "type: event_count, rules: [r], condition: {lt: 1}",
            ours: .refuses, theirs: .matchesNot),
        correlation(
            "exactly one condition item", "type: event_count, rules: [r], condition: {gte: 1, lt: 3}",
            ours: .matches, theirs: .refuses),
        correlation(
            "condition field list", "type: value_count, rules: [r], condition: {gte: 1, field: [u, n]}",
            [["u": .text("ann"), "n": .integer(1)]], ours: .matches, theirs: .refuses),
        correlation(
            "Failed to parse extended condition", "type: temporal, rules: [r], condition: all of them",
            ours: .matches, theirs: .refuses),
        documents(
            "that groups differently",
            below("type: event_count, rules: [r], group-by: [g], timespan: 5s, condition: {gte: 1}")
                + top("type: event_count, rules: [below], group-by: [h], timespan: 5s, condition: {gte: 1}"),
            [["h": .text("1")]], ours: .refuses, theirs: .matches),
        documents(
            "its matches have no values",
            below("type: event_count, rules: [r], timespan: 5s, condition: {gte: 1}")
                + top("type: value_count, rules: [below], timespan: 5s, condition: {gte: 1, field: u}"),
            [["u": .text("ann")]], ours: .refuses, theirs: .matches),
        correlation(
            "fires when all of its rules", "type: temporal_ordered, rules: [r, s], condition: {gte: 1}",
            ours: .refuses, theirs: .matches),
        correlation(
            "must be a mapping", "type: temporal_ordered, rules: [r, s], condition: r and s",
            ours: .refuses, theirs: .matchesNot),
        correlation(
            "holds where nothing was seen", "type: temporal, condition: not s", ours: .refuses,
            theirs: .matches),
        correlation(
            "names no field in the rule",
            "type: event_count, rules: [r, s], group-by: [who], aliases: {who: {r: g}}, condition: {gte: 1}",
            ours: .refuses, theirs: .matches),
        correlation(
            "is listed twice", "type: event_count, rules: [r, r], condition: {gte: 1}",
            ours: .refuses, theirs: .matches),
    ]

    static let documents = [
        documents(
            "is already set for all rules",
            "action: global\nlevel: low\n---\n" + rule("t", "level: high\n"), ours: .refuses, theirs: .matches
        ),
        documents(
            "'action: repeat'", rule("t") + "---\naction: repeat\ntitle: again", ours: .refuses,
            theirs: .matches),
        documents(
            "there is no rule with the id or name", rule("t") + "---\n" + filter("rules: [nobody]"),
            ours: .refuses, theirs: .matches),
        documents(
            "the filter's logsource does not cover",
            rule("t") + "---\n" + filter("rules: [t]", logsource: "{product: aws}"), ours: .refuses,
            theirs: .matches),
        documents(
            "and filters are for detections",
            below("type: event_count, rules: [r], timespan: 5s, condition: {gte: 1}")
                + filter("rules: [below]"),
            ours: .refuses, theirs: .matches),
        documents(
            "filter condition must be a string",
            rule("t") + "---\n" + filter("rules: any", condition: "[only]", value: "x"), ours: .matches,
            theirs: .refuses),
        documents(
            "hidden names",
            rule("t") + "---\n"
                + filter("rules: any, _hidden: {kind: nothing}", condition: "all of them", value: "x"),
            ours: .matches, theirs: .matchesNot),
    ]

    private static func also(_ name: String, _ item: String) -> String {
        "title: \(name)\nname: \(name)\nlogsource: {product: gcp}\nlevel: informational\n"
            + "detection: {s: {\(item)}, condition: s}\n---\n"
    }

    private static func below(_ correlation: String) -> String {
        "title: below\nname: below\ntags: [isolation.shared-state]\ncorrelation: {\(correlation)}\n---\n"
    }

    /// A rule of its own, of entries with `kind: x`.
    private static func rule(_ name: String, _ lines: String = "") -> String {
        "title: \(name)\nname: \(name)\nlogsource: {product: gcp}\ntags: [isolation.shared-state]\n\(lines)"
            + "detection: {s: {kind: x}, condition: s}\n"
    }

    private static func filter(
        _ rules: String, condition: String = "only", value: String = "nothing",
        logsource: String = "{product: gcp}"
    ) -> String {
        "title: f\nlogsource: \(logsource)\n"
            + "filter: {\(rules), only: {kind: \(value)}, condition: \(condition)}\n"
    }
}
