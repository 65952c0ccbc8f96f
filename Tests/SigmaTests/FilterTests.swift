import Model
import Testing

@testable import Sigma

/// A detection of product p and service s, named `base` (id `1b`), and one of product q, named `other`.
private let bases = """
    title: base
    name: base
    id: 1b
    logsource: {product: p, service: s}
    tags: [isolation.shared-state]
    detection: {s: {f: x}, condition: s}
    ---
    title: other
    name: other
    logsource: {product: q}
    tags: [isolation.shared-state]
    detection: {s: {f: x}, condition: s}
    ---
    title: counted
    name: counted
    tags: [isolation.shared-state]
    correlation: {type: event_count, rules: other, timespan: 5m, condition: {gte: 3}, generate: true}
    ---

    """

/// A filter behind them; its logsource is on line 20, its section begins on line 22.
private func filter(_ section: String, logsource: String = "{product: p}") -> String {
    let body = section.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return bases + "title: filter\nlogsource: \(logsource)\nfilter:\n\(body)\n"
}

@Suite struct FilterTests {
    private static let selection = "\nsel: {user: admin}\ncondition: "

    /// Which rules match an entry of `user: admin`, and which one of `user: me`.
    @Test(
        arguments: [
            ("rules: any" + selection + "not sel", "{product: p}", [1], [0, 1]),
            ("rules: any" + selection + "sel", "{product: p}", [0, 1], [1]),
            ("rules: []" + selection + "not sel", "{product: p, service: s}", [1], [0, 1]),
            ("rules: any" + selection + "not sel", "{product: p, service: t}", [0, 1], [0, 1]),
            ("rules: any" + selection + "not sel", "{product: p, category: c}", [0, 1], [0, 1]),
            ("rules: [base]" + selection + "not sel", "{product: p}", [1], [0, 1]),
            ("rules: 1b" + selection + "not sel", "{service: s}", [1], [0, 1]),
            ("rules: [other]" + selection + "not sel", "{product: q}", [0], [0, 1]),
            (
                "rules: [base, 1b]\na: {user: me}\nb: {user: admin}\ncondition: 1 of them", "{product: p}",
                [0, 1], [0, 1]
            ),
        ] as [(String, String, [Int], [Int])])
    func filtersAddTheirConditionAsWritten(section: String, logsource: String, admin: [Int], me: [Int])
        throws
    {
        let fixture = try Fixture(filter(section, logsource: logsource))
        #expect(fixture.ruleSet.rules.map(\.title) == ["base", "other", "counted"])
        for (user, expected) in [("admin", admin), ("me", me)] {
            let entry = TestEntry(["f": ["x"], "user": [.text(user)]])
            #expect(fixture.match(entry) == expected)
            #expect(fixture.matchUngated(entry) == expected)
            #expect(fixture.match(TestEntry(["user": [.text(user)]])) == [])
        }
    }

    @Test func filtersOfOtherFilesApplyAndUnite() throws {
        let filters = ["admin", "root"].map { user in
            PatternFile(
                path: "\(user).yml",
                text: "title: f\nlogsource: {product: p}\n"
                    + "filter: {rules: any, s: {user: \(user)}, condition: not s}\n")
        }
        let rules = PatternFile(path: "rules.yml", text: bases)
        let fixture = try Fixture([filters[0], rules, filters[1]])
        let found = ["admin", "root", "me"].map {
            fixture.match(TestEntry(["f": ["x"], "user": [.text($0)]]))
        }
        #expect(found == [[1], [1], [0, 1]])
    }

    @Test(
        arguments: [
            ("s: {f: x}\ncondition: s", "{product: p}", ["22:3: a filter needs 'rules'"]),
            ("rules: any\ns: {f: x}", "{product: p}", ["22:3: 'filter' needs 'condition'"]),
            ("rules: any\ncondition: s", "{product: p}", ["22:3: 'filter' has no search identifier"]),
            (
                "rules: any\nsel: {f: x}\ncondition: not sle", "{product: p}",
                ["24:18: there is no search identifier 'sle'"]
            ),
            (
                "rules: [base, bsae]\ns: {f: x}\ncondition: s", "{product: p}",
                ["22:17: there is no rule with the id or name 'bsae'"]
            ),
            (
                "rules: counted\ns: {f: x}\ncondition: s", "{product: p}",
                ["22:10: 'counted' is a correlation, and filters are for detections"]
            ),
            (
                "rules: [other]\ns: {f: x}\ncondition: s", "{product: p}",
                ["22:11: the filter's logsource does not cover that of the rule 'other'"]
            ),
            ("rules: any\ns: {f: x}\ncondition: s", "{}", ["20:12: 'logsource' names no log"]),
        ] as [(String, String, [String])])
    func wrongFilters(section: String, logsource: String, expected: [String]) {
        #expect(problems(filter(section, logsource: logsource)) == expected)
    }

    @Test func filtersHaveIdsOfTheirOwnAndCannotBeReferredTo() {
        let text = filter("rules: any\ns: {f: x}\ncondition: s")
        #expect(
            problems(text + "id: 1b\n") == ["25:5: '1b' is already the id or name of the rule at r.yml:1:1"])
        let reference =
            "---\ntitle: t\ntags: [isolation.shared-state]\n"
            + "correlation: {type: event_count, rules: exception, timespan: 5m, condition: {gte: 3}}\n"
        #expect(
            problems(text + "name: exception\n" + reference)
                == ["29:41: there is no rule with the id or name 'exception'"])
    }

    // MARK: - action: global

    private static let global = """
        action: global
        logsource: {product: p}
        tags: [isolation.shared-state]
        detection: {all: {env: prod}}
        ---

        """

    @Test func globalSectionsArePartOfEveryDetectionBehindThem() throws {
        let text =
            Self.global + """
                title: one
                detection: {s: {f: x}, condition: all and s}
                ---
                title: two
                name: two
                level: high
                detection: {s: {f: y}, condition: all and s}
                ---
                title: three
                tags: [isolation.shared-state]
                correlation: {type: event_count, rules: two, timespan: 5m, condition: {gte: 3}}
                ---
                action: reset
                ---
                title: four
                logsource: {product: p}
                tags: [isolation.race-condition]
                detection: {s: {f: x}, condition: s}
                """
        let fixture = try Fixture(text)
        #expect(fixture.match(TestEntry(["f": ["x"], "env": ["prod"]])) == [0, 3])
        #expect(fixture.match(TestEntry(["f": ["y"], "env": ["prod"]])) == [1])
        #expect(fixture.match(TestEntry(["f": ["x"]])) == [3])
        #expect(fixture.ruleSet.rules.map(\.category?.rawValue).first == "shared-state")
    }

    @Test(
        arguments: [
            (
                global + "title: t\ntags: []\ndetection: {all: {env: dev}, condition: all}\n",
                [
                    "7:1: 'tags' is already set for all rules at 3:1",
                    "8:19: 'env' is already set for all rules at 4:19",
                ]
            ),
            ("action: repeat\ntitle: t\n", ["1:1: 'action: repeat' is not supported"]),
            (
                global + "title: t\ndetection: {s: {f: x}, condition: s or al}\n",
                ["7:40: there is no search identifier 'al'"]
            ),
        ] as [(String, [String])])
    func wrongGlobals(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }
}
