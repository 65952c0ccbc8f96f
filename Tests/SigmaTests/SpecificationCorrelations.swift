extension Construct {
    private static func act(_ second: Int64, _ action: String, _ fields: [String: TestValue] = [:])
        -> (Int64, [String: TestValue])
    {
        (second, fields.merging(["action": .text(action), "user": "ann"]) { given, _ in given })
    }

    private static let failures = (0..<4).map { act(Int64($0), "failure", ["n": .number("\($0)")]) }

    /// The text on correlations.
    static let correlations = [
        correlation(
            "event_count",
            "type: event_count\nrules: [failure]\ngroup-by: [user]\ntimespan: 1h\ncondition: {gte: 3}",
            failures + [act(4, "failure", ["user": "bob"])], [[0, 1, 2, 3]]),
        correlation(
            "condition: a range",
            "type: event_count\nrules: [failure]\ntimespan: 1h\ncondition: {gt: 1, lte: 2}",
            failures, [[0, 1]]),
        correlation("condition: eq", count("{eq: 4}"), failures, [[0, 1, 2, 3]]),
        correlation("condition: neq", count("{neq: 1}"), failures, [[0, 1, 2, 3]]),
        correlation("condition: lt", count("{lt: 2}"), failures, [[0]]),
        correlation(
            "timespan: both ends belong to it",
            "type: event_count\nrules: [failure]\ntimespan: 3s\ncondition: {gte: 2}",
            [act(0, "failure"), act(3, "failure"), act(7, "failure")], [[0, 1]]),
        correlation(
            "timespan: minutes, hours and days",
            "type: event_count\nrules: [failure]\ntimespan: 1d\ncondition: {gte: 2}",
            [act(0, "failure"), act(86_400, "failure"), act(259_200, "failure")], [[0, 1]]),
        correlation(
            "rules: several",
            "type: event_count\nrules: [failure, signin]\ntimespan: 1m\ncondition: {gte: 2}",
            [act(0, "failure"), act(1, "signin"), act(2, "export")], [[0, 1]]),
        correlation(
            "value_count",
            "type: value_count\nrules: [signin]\ngroup-by: [host]\ntimespan: 1m\ncondition: {field: user, gte: 3}",
            ["ann", "bob", "bob", "cyd"].enumerated().map {
                act(Int64($0.offset), "signin", ["user": .text($0.element), "host": "h"])
            }, [[0, 1, 2, 3]]),
        correlation(
            "value_count of combinations",
            "type: value_count\nrules: [signin]\ntimespan: 1m\ncondition: {field: [user, host], gte: 3}",
            [("ann", "h"), ("ann", "i"), ("ann", "h"), ("bob", "h")].enumerated().map {
                act(Int64($0.offset), "signin", ["user": .text($0.element.0), "host": .text($0.element.1)])
            }, [[0, 1, 2, 3]]),
        correlation(
            "group-by: all fields together",
            "type: event_count\nrules: [signin]\ngroup-by: [user, host]\ntimespan: 1m\ncondition: {gte: 2}",
            [
                act(0, "signin", ["host": "h"]), act(1, "signin", ["host": "i"]),
                act(2, "signin", ["host": "h"]),
                act(3, "signin"),
            ], [[0, 2]]),
        correlation(
            "temporal: any order",
            "type: temporal\nrules: [failure, signin, export]\ngroup-by: [user]\ntimespan: 5m",
            [act(0, "export"), act(1, "signin"), act(2, "failure"), act(3, "signin", ["user": "bob"])],
            [[0, 1, 2]]),
        correlation(
            "temporal: some of the rules",
            "type: temporal\nrules: [failure, signin, export]\ntimespan: 5m\ncondition: {gte: 2}",
            [act(0, "export"), act(1, "signin")], [[0, 1]]),
        correlation(
            "temporal_ordered",
            "type: temporal_ordered\nrules: [failure, signin]\ngroup-by: [user]\ntimespan: 1h",
            [
                act(0, "signin"), act(1, "failure"), act(9, "signin", ["user": "bob"]),
                act(10, "failure", ["user": "bob"]),
            ], []),
        correlation(
            "temporal_ordered: in order",
            "type: temporal_ordered\nrules: [failure, signin]\ngroup-by: [user]\ntimespan: 1h",
            [act(0, "failure"), act(1, "signin")], [[0, 1]]),
        correlation(
            "boolean condition",
            "type: temporal\ncondition: signin and not export\ngroup-by: [user]\ntimespan: 10s",
            [act(0, "signin"), act(5, "export"), act(20, "signin")], [[2]]),
        correlation("value_sum", measure("value_sum", "gt: 5"), failures, [[0, 1, 2, 3]]),
        correlation("value_sum: no more than asked", measure("value_sum", "gt: 6"), failures, []),
        correlation("value_avg", measure("value_avg", "gte: 1.5"), failures, [[0, 1, 2, 3]]),
        correlation("value_median", measure("value_median", "eq: 1.5"), failures, [[0, 1, 2, 3]]),
        correlation(
            "value_percentile", measure("value_percentile", "gte: 3, percentile: 100"), failures,
            [[0, 1, 2, 3]]),
        correlation(
            "aliases",
            """
            type: temporal
            rules: [signin, export]
            group-by: [inner, outer]
            timespan: 10s
            aliases:
              inner: {signin: to.ip, export: from.ip}
              outer: {signin: from.ip, export: to.ip}
            """,
            [
                act(0, "signin", ["from.ip": "203.0.113.9", "to.ip": "10.0.0.1"]),
                act(1, "export", ["from.ip": "10.0.0.1", "to.ip": "203.0.113.9"]),
                act(2, "export", ["from.ip": "10.0.0.2", "to.ip": "203.0.113.9"]),
            ], [[0, 1]]),
        correlation(
            "aliases of the counted field",
            """
            type: value_count
            rules: [signin, export]
            timespan: 10s
            aliases: {who: {signin: user, export: owner}}
            condition: {field: who, gte: 2}
            """,
            [act(0, "signin"), act(1, "export", ["owner": "ann"]), act(2, "export", ["owner": "bob"])],
            [[0, 1, 2]]),
        correlation(
            "text instead of lists of one",
            "type: event_count\nrules: signin\ngroup-by: user\ntimespan: 1m\ncondition: {gte: 1}",
            [act(0, "signin")], [[0]]),
        Construct(
            name: "generate: the rules report as well", rules: chain + "  generate: true\n",
            entries: burst, expected: ["many": [[0, 1, 2]], "top": [[0, 1, 2, 3]], "other": [[3]]]),
        Construct(
            name: "chain: many failures, then a success; defined in any order", rules: chain, entries: burst,
            expected: ["top": [[0, 1, 2, 3]]]),
    ]

    private static func count(_ condition: String) -> String {
        "type: event_count\nrules: [failure]\ntimespan: 1h\ncondition: \(condition)"
    }

    private static func measure(_ type: String, _ condition: String) -> String {
        "type: \(type)\nrules: [failure]\ngroup-by: [user]\ntimespan: 24h\ncondition: {field: n, \(condition)}"
    }

    private static let burst = [
        timed(0, ["action": "fail", "user": "ann"]), timed(1, ["action": "fail", "user": "ann"]),
        timed(2, ["action": "fail", "user": "ann"]), timed(3, ["action": "in", "user": "ann"]),
    ]

    /// The rule at the top comes before those that it builds on, which it names by name and by id.
    private static let chain = """
        title: many
        name: many
        tags: [isolation.shared-state]
        correlation: {type: event_count, rules: [single], group-by: [user], timespan: 10m, condition: {gte: 3}}
        ---
        title: single
        name: single
        logsource: {product: shop}
        detection: {s: {action: fail}, condition: s}
        ---
        title: other
        id: 5f4c7a90-11a5-4d3a-8a53-2a1e0c8d7b66
        tags: [isolation.shared-state]
        logsource: {product: shop}
        detection: {s: {action: in}, condition: s}
        ---
        title: top
        tags: [isolation.shared-state]
        correlation:
          type: temporal_ordered
          rules: [many, 5f4c7a90-11a5-4d3a-8a53-2a1e0c8d7b66]
          group-by: [user]
          timespan: 10m

        """

    private static func rule(_ title: String, logsource: String = "{product: shop, service: cart}") -> String
    {
        "title: \(title)\nname: \(title)\nlogsource: \(logsource)\ntags: [isolation.shared-state]\n"
            + "detection: {selection: {a: x}, condition: selection}\n"
    }

    private static func filter(_ section: String, logsource: String = "{product: shop}") -> String {
        "---\ntitle: f\nlogsource: \(logsource)\nfilter: {\(section)}\n"
    }

    private static let staff = [
        timed(0, ["a": "x", "user": "staff_1"]), timed(0, ["a": "x", "user": "ann"]),
    ]

    /// The text on filters, and files of several documents.
    static let documents = [
        Construct(
            name: "filter: keeps what its condition asks for",
            rules: rule("t")
                + filter("rules: [t], selection: {user|startswith: staff_}, condition: selection"),
            entries: staff, expected: ["t": [[0]]]),
        Construct(
            name: "filter: leaves out",
            rules: rule("t")
                + filter("rules: [t], selection: {user|startswith: staff_}, condition: not selection"),
            entries: staff, expected: ["t": [[1]]]),
        Construct(
            name: "filter: any, for the logsource it covers",
            rules: rule("t") + "---\n" + rule("u", logsource: "{product: other}")
                + filter("rules: any, selection: {user|startswith: staff_}, condition: not selection"),
            entries: staff, expected: ["t": [[1]], "u": [[0], [1]]]),
        Construct(
            name: "filter: several, each with several selections",
            rules: rule("t")
                + filter("rules: [], s_a: {user: ann}, s_b: {user: staff_1}, condition: 1 of s_*")
                + filter("rules: t, s: {user: ann}, condition: not (s)"),
            entries: staff, expected: ["t": [[0]]]),
        Construct(
            name: "documents: several rules", rules: rule("t") + "---\n" + rule("u"), entries: staff,
            expected: ["t": [[0], [1]], "u": [[0], [1]]]),
        Construct(
            name: "documents: global sections",
            rules: """
                action: global
                logsource: {product: shop}
                tags: [isolation.shared-state]
                detection: {base: {a: x}}
                ---
                title: t
                detection: {s: {user: ann}, condition: base and s}
                ---
                title: u
                detection: {s: {user: ann}, condition: base and not s}
                """, entries: staff, expected: ["t": [[1]], "u": [[0]]]),
    ]
}
