import Model
import RuleTools
import Testing

/// Tests beside rules: what they say of right and wrong rules.
@Suite struct RuleTestsTests {
    @Test(
        arguments: [
            ("- {message: a leak, match: true}", []),
            ("- {message: a leak, match: false}", ["8:5: expected no match, found one"]),
            ("- {message: nothing, match: true}", ["8:5: expected a match, found none"]),
            ("- {entry: {jsonPayload: {message: LEAK}}, match: true}", []),
            ("- {entry: {jsonPayload: {other: LEAK}}, match: false}", []),
            ("- {message: leak for user bob, match: true, fields: {user_id: [bob]}}", []),
            ("- {message: leak for user bob, match: true, fields: {user_id: bob, request_id: []}}", []),
            (
                "- {message: leak for user bob, match: true, fields: {user_id: [alice, bob]}}",
                ["8:5: expected user_id to be alice, bob, found bob"]
            ),
            (
                "- {message: leak, match: true, fields: {user_id: [alice]}}",
                ["8:5: expected user_id to be alice, found nothing"]
            ),
            ("- {timeline: [{at: 0s, message: x}, {at: -1d, message: leak}], match: true}", []),
            (
                "- {timeline: [{at: 0, entry: {textPayload: x}}], match: true}",
                ["8:5: expected a match, found none"]
            ),
        ] as [(String, [String])])
    func ofADetection(test: String, expected: [String]) throws {
        #expect(try failures(detection(tests: test)) == expected)
    }

    /// A limit that was hit is never "no match".
    @Test func aPatternThatGivesUpFails() throws {
        let text = String(repeating: "a", count: 60) + "!"
        let rule = detection(tests: "- {message: \(text), match: false}").replacing(
            "message|contains: leak", with: "message|re: '(a+)+$'")
        #expect(
            try failures(rule)
                == ["8:5: nobody knows whether it matches, as a regular expression hit its limit"])
    }

    @Test func missingKindsAreToldWhereAsked() throws {
        let rule = detection(tests: "- {message: a leak, match: true}")
        #expect(try failures(rule).isEmpty)
        #expect(try failures(rule, requiresBothKinds: true) == ["1:1: has no test that must not match"])
    }

    /// A base rule is tested as any other, and a correlation that makes no incident as well; the order of
    /// the steps does not matter.
    @Test func ofACorrelation() throws {
        let rules = """
            title: base
            name: base
            level: informational
            logsource: {product: gcp}
            detection: {s: {user_id|exists: true, request_id|exists: true}, condition: s}
            tests:
              - {entry: {jsonPayload: {user_id: alice, request_id: r-1}}, match: true}
            ---
            title: two users
            name: two
            level: informational
            correlation:
              {type: value_count, rules: [base], group-by: [request_id], timespan: 1h,
               condition: {field: user_id, gte: 2}}
            tests:
              - timeline:
                  - {at: 1h, entry: {jsonPayload: {user_id: alice, request_id: r-1}}}
                  - {at: 0s, entry: {jsonPayload: {user_id: bob, request_id: r-1}}}
                match: true
              - timeline:
                  - {at: 3601s, entry: {jsonPayload: {user_id: alice, request_id: r-1}}}
                  - {at: 0s, entry: {jsonPayload: {user_id: bob, request_id: r-1}}}
                match: true
              - {entry: {jsonPayload: {user_id: alice, request_id: r-1}}, match: false}
            """
        #expect(try failures(rules) == ["20:5: expected a match, found none"])
    }

    @Test func ofAFilter() throws {
        func rules(_ test: String) -> String {
            """
            title: t
            name: d
            logsource: {product: gcp}
            detection: {s: {message|contains: leak}, condition: s}
            ---
            title: f
            name: f
            logsource: {product: gcp}
            filter: {rules: [d], s: {message|contains: test}, condition: not s}
            tests:
              - \(test)
            """
        }
        #expect(try failures(rules("{message: leak in a test, rule: d, match: false}")).isEmpty)
        #expect(
            try failures(rules("{message: a leak, rule: d, match: false}"))
                == ["11:5: expected no match, found one"])
        #expect(
            problems(rules("{message: a leak, rule: e, match: false}"))
                == ["11:29: the filter is added to no detection 'e'"])
    }

    @Test(
        arguments: [
            ("- {match: true}", "8:5: a test needs something to be tried on"),
            (
                "- {message: a, entry: {}, match: true}",
                "8:18: a test is tried on one thing, but this is a second"
            ),
            ("- {message: a}", "8:5: a test needs 'match'"),
            ("- {message: a, match: perhaps}", "8:25: 'match' must be true or false"),
            ("- {message: a, match: true, mesage: b}", "8:31: unknown key 'mesage' in a test"),
            ("- {message: a, match: true, rule: d}", "8:31: unknown key 'rule' in a test"),
            ("- {entry: text, match: true}", "8:13: 'entry' must be a mapping, but this is a single value"),
            ("- {timeline: [], match: true}", "8:16: 'timeline' must be a list of entries"),
            ("- {timeline: [{message: a}], match: true}", "8:17: a step of a timeline needs 'at'"),
            ("- {timeline: [{at: 5, message: a}], match: true}", "8:22: '5' is no time in a timeline"),
            (
                "- {timeline: [{at: 9999999d, message: a}], match: true}",
                "8:22: '9999999d' is no time in a timeline"
            ),
            ("- {timeline: [{at: 5s}], match: true}", "8:17: a step has one entry"),
            (
                "- {timeline: [{at: 5s, entry: {timestamp: x}}], match: true}",
                "8:34: the time of a step is its 'at'"
            ),
            (
                "- {timeline: [{at: 5s, message: a}], match: true, fields: {user_id: b}}",
                "8:53: 'fields' are those of one entry, but this test has several"
            ),
            ("- text", "8:5: a test must be a mapping, but this is a single value"),
            ("a: b", "8:3: 'tests' must be a list, but this is a mapping"),
        ])
    func malformedOnesAreTold(test: String, expected: String) {
        #expect(problems(detection(tests: test)) == [expected])
    }

    private func problems(_ rules: String) -> [String] {
        do {
            _ = try RuleTests(try engine(rules))
            return []
        } catch {
            return (error as? Diagnostics)?.all.map { "\($0.line):\($0.column): \($0.problem)" } ?? [
                "\(error)"
            ]
        }
    }
}
