import Testing

@testable import Sigma

@Suite struct CorrelationDiagnosticTests {
    /// Correlations behind a detection named `base`; the section begins on line 10.
    @Test(
        arguments: [
            ("type: event_count\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3}", []),
            ("rules: [base]\ntimespan: 5m\ncondition: {gte: 3}", ["10:3: a correlation needs 'type'"]),
            (
                "type: event_cuont\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3}",
                ["10:9: unknown correlation type 'event_cuont'"]
            ),
            ("type: temporal\nrules: [base]\ntimespan: 5m", []),
            (
                "type: temporal\nrules: [base]\ntimespan: 5m\ncondition: {gte: 2}",
                ["13:14: no window can meet this condition"]
            ),
            (
                "type: temporal\nrules: [base]\ntimespan: 5m\ncondition: {gte: 1, field: f}",
                ["13:14: a temporal has no 'field'"]
            ),
            (
                "type: temporal\nrules: [base]\ntimespan: 5m\ncondition: base and not bsae",
                ["13:27: there is no listed rule 'bsae'"]
            ),
            (
                "type: temporal\ntimespan: 5m\ncondition: base and not bsae",
                ["12:27: there is no rule with the id or name 'bsae'"]
            ),
            (
                "type: temporal\ntimespan: 5m\ncondition: not base",
                ["12:14: the condition holds where nothing was seen"]
            ),
            (
                "type: temporal\nrules: [base, x]\ntimespan: 5m\ncondition: base",
                ["11:17: the condition does not name the rule 'x'"]
            ),
            (
                "type: temporal\nrules: [base]\ntimespan: 5m\ncondition: base and (base",
                ["13:23: this parenthesis is not closed"]
            ),
            (
                "type: temporal\ntimespan: 5m\ncondition: {gte: 1}", ["10:3: a correlation needs 'rules'"]
            ),
            (
                "type: temporal_ordered\nrules: [base]\ntimespan: 5m\ncondition: base",
                ["13:14: a correlation's condition must be a mapping, but this is a single value"]
            ),
            (
                "type: temporal_ordered\nrules: [base]\ntimespan: 5m\ncondition: {gte: 0}",
                ["13:14: a temporal_ordered fires when all of its rules were seen in order"]
            ),
            ("type: value_sum\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3.5, field: f}", []),
            (
                "type: value_sum\nrules: [base]\ntimespan: 5m",
                ["10:3: a correlation of type value_sum needs 'condition'"]
            ),
            (
                "type: value_avg\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3}",
                ["13:14: a value_avg needs 'field'"]
            ),
            (
                "type: value_median\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3, field: [f, g]}",
                ["13:14: a value_median has one 'field'"]
            ),
            (
                "type: value_sum\nrules: [base]\ntimespan: 5m\ncondition: {gte: x, field: f}",
                ["13:20: 'gte' must be a number"]
            ),
            (
                "type: value_percentile\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3, field: f}",
                ["13:14: a value_percentile needs 'percentile'"]
            ),
            (
                "type: value_percentile\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3, field: f, percentile: 101}",
                ["13:45: a percentile lies between 0 and 100"]
            ),
            (
                "type: value_median\nrules: [base]\ntimespan: 5m\ncondition: {gte: 3, field: f, percentile: 50}",
                ["13:33: only a value_percentile has 'percentile'"]
            ),
            ("type: event_count\ntimespan: 5m\ncondition: {gte: 3}", ["10:3: a correlation needs 'rules'"]),
            ("type: event_count\nrules: []\ntimespan: 5m\ncondition: {gte: 3}", ["11:10: 'rules' is empty"]),
            (
                "type: event_count\nrules: [bsae]\ntimespan: 5m\ncondition: {gte: 3}",
                ["11:11: there is no rule with the id or name 'bsae'"]
            ),
            (
                "type: event_count\nrules: [base, 1b]\ntimespan: 5m\ncondition: {gte: 3}",
                ["11:17: the rule '1b' is listed twice"]
            ),
            (
                "type: event_count\nrules: [self]\ntimespan: 5m\ncondition: {gte: 3}",
                ["11:11: the correlation refers to itself by 'self'"]
            ),
            ("type: event_count\nrules: base\ncondition: {gte: 3}", ["10:3: a correlation needs 'timespan'"]),
            (
                "type: event_count\nrules: base\ntimespan: 1h30m\ncondition: {gte: 3}",
                ["12:13: '1h30m' is no timespan"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 90\ncondition: {gte: 3}",
                ["12:13: '90' is no timespan"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 0s\ncondition: {gte: 3}",
                ["12:13: '0s' is no timespan"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m",
                ["10:3: a correlation of type event_count needs 'condition'"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: {banana: 3}",
                ["13:15: unknown key 'banana' in a correlation's condition"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: {gte: x}",
                ["13:20: 'gte' must be a whole number"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: {}",
                ["13:14: the condition compares with nothing"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: a and b",
                ["13:14: a correlation's condition must be a mapping, but this is a single value"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: {eq: 0}",
                ["13:14: no window can meet this condition"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: {gt: 5, lt: 6}",
                ["13:14: no window can meet this condition"]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ncondition: {gte: 3, field: f}",
                ["13:14: an event_count has no 'field'"]
            ),
            (
                "type: value_count\nrules: base\ntimespan: 5m\ncondition: {gte: 3}",
                ["13:14: a value_count needs 'field'"]
            ),
            (
                "type: event_count\nrules: base\ngroup-by: [who]\ntimespan: 5m\ncondition: {gte: 3}\naliases: {who: {other: f}}",
                [
                    "12:14: the alias 'who' names no field in the rule 'base'",
                    "15:19: the alias names the rule 'other', which the correlation does not list",
                ]
            ),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ngenerat: true\ncondition: {gte: 3}",
                ["13:3: unknown key 'generat' in a correlation"]
            ),
            ("type: event_count\nrules: base\ntimespan: 5m\nmine: true\ncondition: {gte: 3}", []),
            (
                "type: event_count\nrules: base\ntimespan: 5m\ngenerate: maybe\ncondition: {gte: 3}",
                ["13:13: 'generate' must be true or false"]
            ),
        ] as [(String, [String])])
    func wrongCorrelations(correlation: String, expected: [String]) {
        #expect(problems(correlationRule(correlation)) == expected)
    }

    @Test func duplicatesAreRefused() {
        let text =
            correlationRule("type: event_count\nrules: base\ntimespan: 5m\ncondition: {gte: 3}") + """

                ---
                title: third
                name: base
                tags: [isolation.shared-state]
                logsource: {product: x}
                detection: {s: {f: x}, condition: s}
                """
        #expect(problems(text) == ["17:7: 'base' is already the id or name of the rule at r.yml:1:1"])
    }

    @Test func cyclesOfCorrelationsAreRefused() {
        let text = ["a": "b", "b": "a"].sorted { $0.key < $1.key }.map { name, other in
            """
            title: \(name)
            name: \(name)
            tags: [isolation.shared-state]
            correlation: {type: event_count, rules: \(other), timespan: 5m, condition: {gte: 3}}
            """
        }.joined(separator: "\n---\n")
        #expect(
            problems(text) == [
                "4:41: the correlation refers to itself by 'b'",
                "9:41: the correlation refers to itself by 'a'",
            ])
    }
}

/// A correlation named `self` over a detection named `base` (id `1b`); its section begins on line 10.
private func correlationRule(_ correlation: String) -> String {
    let body = correlation.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return """
        title: base rule
        id: 1b
        name: base
        logsource: {product: x}
        detection: {s: {f: x}, condition: s}
        ---
        title: correlation
        name: self
        correlation:
        \(body)
        tags: [isolation.shared-state]
        """
}
