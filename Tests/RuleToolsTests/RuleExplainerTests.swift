import Pipeline
import RuleTools
import Testing

/// What correlations of every form are said to make of a timeline.
@Suite struct RuleExplainerTests {
    private static let bases = """
        title: a
        name: a
        logsource: {product: gcp}
        detection: {s: {message|startswith: a}, condition: s}
        ---
        title: b
        name: b
        logsource: {product: gcp}
        detection: {s: {message|startswith: b}, condition: s}
        ---
        title: low
        name: low
        correlation: {type: event_count, rules: [a], group-by: [user_id], timespan: 1m, condition: {gte: 2}}
        ---
        title: top
        name: top
        correlation:
        """

    /// Entries of alice at these seconds: letters are messages, each a second after the one before.
    private static func entries(_ letters: String) -> [String] {
        letters.enumerated().map { second, letter in
            let time = "2025-09-14T02:00:\(second < 10 ? "0" : "")\(second)Z"
            return """
                {"timestamp": "\(time)", "jsonPayload": {"message": "\(letter)", "user_id": "alice", \
                "request_id": "r-\(second)", "n": \(second)}}
                """
        }
    }

    /// The groups as `values fires measured: values seen`.
    private static func explain(_ correlation: String, _ letters: String) throws -> [String] {
        let engine = try engine("\(bases)\n  \(correlation)")
        let explanation = RuleExplainer(engine).explain(3, entries(letters))
        let found = try #require(explanation.correlation)
        #expect(found.isMatched == found.groups.contains(where: \.fires))
        return found.groups.map { group in
            let measured = group.nearest.map { "\($0.measured): \($0.values.joined(separator: " "))" } ?? "-"
            return
                "\(group.values) \(group.fires) \(measured) [\(group.seen.joined(separator: " "))] \(group.entries)"
        }
    }

    @Test(
        arguments: [
            (
                "{type: event_count, rules: [a, b], timespan: 2s, condition: {gte: 4}}", "a..bb",
                [#"[] false 2.0:  [] [0, 3, 4]"#]
            ),
            (
                "{type: value_count, rules: [a], group-by: [user_id], timespan: 1s, condition: {field: request_id, gte: 3}}",
                "aa.aaa", [#"["alice"] false 2.0: r-0 r-1 [] [0, 1, 3, 4, 5]"#]
            ),
            (
                "{type: temporal, rules: [a, b], group-by: [user_id], timespan: 1s}", "a..b",
                [#"["alice"] false 1.0: a [a b] [0, 3]"#]
            ),
            (
                "{type: temporal_ordered, rules: [a, b], group-by: [user_id], timespan: 5s}", "ab",
                [#"["alice"] true 2.0: a b [a b] [0, 1]"#]
            ),
            (
                "{type: temporal, rules: [a, b], group-by: [user_id], timespan: 5s, condition: a and not b}",
                "a.b",
                [#"["alice"] false - [a b] [0, 2]"#]
            ),
            (
                "{type: value_sum, rules: [a], timespan: 5s, condition: {field: jsonPayload.n, gte: 4}}",
                "aaa",
                [#"[] false 3.0:  [] [0, 1, 2]"#]
            ),
            (
                "{type: event_count, rules: [low], group-by: [user_id], timespan: 5s, condition: {gte: 2}}",
                "aa",
                [#"["alice"] false 1.0:  [] []"#]
            ),
            (
                "{type: event_count, rules: [low], timespan: 5s, condition: {gte: 1}}", "aa",
                [#"[] true 1.0:  [] []"#]
            ),
            ("{type: event_count, rules: [a], timespan: 5s, condition: {gte: 1}}", "bb", []),
        ] as [(String, String, [String])])
    func tellsHowNearItIs(correlation: String, letters: String, expected: [String]) throws {
        #expect(try Self.explain(correlation, letters) == expected)
    }

    @Test func tellsWhoTakesNoPart() throws {
        let engine = try engine(
            "\(Self.bases)\n  {type: event_count, rules: [a], group-by: [request_id], timespan: 5s, condition: {gte: 1}}"
        )
        let explanation = RuleExplainer(engine).explain(
            3,
            [
                #"{"timestamp": "2025-09-14T02:00:00Z", "textPayload": "a"}"#, #"{"textPayload": "a"}"#,
                "nothing",
            ])
        let found = try #require(explanation.correlation)
        #expect(found.missing.map(\.entry) == [0, 1])
        #expect(found.missing.map(\.fields) == [["request_id"], ["request_id"]])
        #expect(found.untimed == [1])
        #expect(found.bases.map(\.entries) == [[0, 1]])
        #expect(explanation.unreadable.map(\.number) == [3])
    }
}
