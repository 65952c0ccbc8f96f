import Model
import TestSupport
import Testing

@testable import Sigma

/// Explanations say what happens: random rules and entries, explained and matched.
@Suite struct ExplainingPropertyTests {
    @Test(arguments: 0..<100)
    func verdictIsTheMatchers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rules = (0..<20).map { _ in GatePropertyTests.rule(&random) }
        let fixture = try Fixture(rules.map { PatternFile(path: "r.yml", text: $0) })
        let explainers = try rules.indices.map {
            try #require(DetectionExplainer(fixture.ruleSet, listing: $0, catalog: fixture.catalog))
        }
        for _ in 0..<20 {
            let entry = GatePropertyTests.entry(&random)
            let matched = fixture.match(entry)
            let explained = explainers.map { $0.explain(fixture.table) }
            let holding = explained.indices.filter { explained[$0].outcome == .yes }
            #expect(holding == matched, "seed \(seed): \(entry)")
            for node in explained { check(node, seed) }
        }
    }

    /// Each node follows from those below it.
    private func check(_ node: ConditionNode, _ seed: UInt64) {
        let outcomes = node.children.map(\.outcome)
        switch node.kind {
        case .all: #expect((node.outcome == .yes) == outcomes.allSatisfy { $0 == .yes }, "seed \(seed)")
        case .any: #expect((node.outcome == .yes) == outcomes.contains(.yes), "seed \(seed)")
        case .not: #expect((node.outcome == .yes) == (outcomes == [.no]), "seed \(seed)")
        case .test: break
        }
        for child in node.children { check(child, seed) }
    }

    /// The correlations of `CorrelatorPropertyTests` over random entries: a group fires where the correlator
    /// has a match, and its nearest window then meets the condition.
    @Test(arguments: 0..<100)
    func groupsFireWhereTheCorrelatorMatches(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try Fixture(CorrelatorPropertyTests.rules)
        let entries = CorrelatorPropertyTests.entries(&random)
        var correlator = Correlator(fixture.ruleSet)
        let explainers = try (1...4).map {
            try #require(CorrelationExplainer(fixture.ruleSet, rule: $0, catalog: fixture.catalog))
        }
        for (number, entry) in entries.enumerated() {
            fixture.fill(
                TestEntry(["group": entry.groups.map { .text($0) }, "value": entry.values.map { .text($0) }]))
            correlator.observe(
                rule: 0, fields: fixture.table, sighting: entry.sighting(UInt64(number)), countsOnce: true)
            for explainer in explainers {
                explainer.observe(
                    number, rules: [0], fields: fixture.table, identity: entry.identity,
                    time: Timestamp(nanoseconds: entry.time), countsOnce: true)
            }
        }
        let matches = correlator.finish()
        for (index, explainer) in explainers.enumerated() {
            let explanation = explainer.finish()
            let own = matches.filter { $0.rule == index + 1 }
            let firing = explanation.groups.filter(\.fires)
            #expect(explanation.isMatched == !own.isEmpty, "seed \(seed), rule \(index + 1)")
            #expect(
                Set(firing.map { hashOfGroup($0.values) }) == Set(own.map(\.groupHash)),
                "seed \(seed), rule \(index + 1)")
            let condition = fixture.ruleSet.correlations[index].condition
            for group in explanation.groups {
                let measured = try #require(group.nearest?.measured)
                #expect(condition.holds(measured) == group.fires, "seed \(seed), rule \(index + 1)")
            }
        }
    }
}

/// What explanations say.
@Suite struct ExplainingTests {
    @Test(
        arguments: [
            ("a and not 1 of b*", "a and not (b1 or b2)"), ("a", "a"),
            ("not (a or b1) and b2", "not (a or b1) and b2"),
            ("all of them", "a and b1 and b2"), ("1 of a*", "a"),
        ])
    func conditionsAreWrittenOut(condition: String, expected: String) throws {
        let text = "a: {f: [1, 2]}\nb1: {g: x, h: y}\nb2: {g: z}\ncondition: \(condition)"
        let fixture = try Fixture(detectionRule(text))
        let explainer = try #require(
            DetectionExplainer(fixture.ruleSet, listing: 0, catalog: fixture.catalog))
        #expect(explainer.outline.formula == expected)
    }

    @Test(
        arguments: [
            ("{f: x}", "is \"x\""), ("{f: ''}", "is empty"), ("{f: '*'}", "has any value"),
            ("{f|contains: x}", "contains \"x\""), ("{f|startswith: x}", "begins with \"x\""),
            ("{f|endswith: x}", "ends with \"x\""), ("{f: 'a*b?c'}", "is like \"a*b?c\""),
            ("{f|cased: x}", "is \"x\" (upper and lower case differ)"), ("{f: 7}", "is the number 7"),
            ("{f|gte: 1.5}", "≥ 1.5"), ("{f: true}", "is true"), ("{f: null}", "is null or missing"),
            ("{f|exists: false}", "does not exist"), ("{f|re: 'a+'}", "matches /a+/"),
            ("{f|cidr: 10.0.0.0/8}", "is in the network 10.0.0.0/8"),
            ("{f|cidr: '2001:db8::/32'}", "is in the network 2001:db8:0:0:0:0:0:0/32"),
            ("{f|fieldref: g}", "is the same as the field g"), ("{f|hour: 7}", "has hour = 7"),
        ])
    func testsAreSaidInWords(search: String, expected: String) throws {
        let fixture = try Fixture(detectionRule("s: \(search)\ncondition: s"))
        let outline = try #require(
            DetectionExplainer(fixture.ruleSet, listing: 0, catalog: fixture.catalog)
        ).outline
        guard case .test(let test) = outline.kind else {
            Issue.record("no test but \(outline)")
            return
        }
        #expect(test.field == "f")
        #expect(test.expectation == expected)
    }

    @Test func testsShowWhatWasCompared() throws {
        let fixture = try Fixture(detectionRule("s: {f|endswith: b, g|re: 'x+'}\ncondition: s"))
        let explainer = try #require(
            DetectionExplainer(fixture.ruleSet, listing: 0, catalog: fixture.catalog))
        fixture.fill(TestEntry(["f": ["aa", "ab"], "g": ["wxxy"]]))
        let children = explainer.explain(fixture.table).children
        #expect(children.map(\.values) == [["aa", "ab"], ["wxxy"]])
        #expect(children.map(\.evidence) == ["ab", "xx"])
    }
}
