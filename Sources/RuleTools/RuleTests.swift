import Documents
import Model
import Pipeline
import Sigma

/// The outcome of a test, or that a rule lacks one.
public struct RuleTestResult: Sendable {
    /// The name of the rule that the test stands beside.
    public let rule: String
    public let path: String
    public let mark: Mark
    /// Whether the rule is to match; nil where a test is missing.
    public let expected: Bool?
    /// What is wrong, such as `expected a match, found none`; nil where the test holds.
    public let problem: String?
    /// Of a test that fails: what the rule makes of its entries.
    public let explanation: RuleExplanation?
}

/// The tests beside rules.
public struct RuleTests {
    private struct Test {
        /// The rule it stands beside, as a number among the listings.
        let owner: Int
        /// The rule that is to match or not: the owner, or the detection that a filter is tried on.
        let subject: Int
        let example: RuleExample
    }

    private let engine: Engine
    private let tests: [Test]

    /// Offsets of timelines are counted from here: 2025-09-14T02:00:00Z.
    private static let beginning = Timestamp(nanoseconds: 1_757_815_200 * .second)

    /// Reads the tests of all rules that are loaded; throws all that is wrong with any of them.
    public init(_ engine: Engine) throws(Diagnostics) {
        self.engine = engine
        var tests: [Test] = []
        var problems: [Diagnostic] = []
        for (number, listing) in engine.ruleSet.listings.enumerated() {
            guard let node = listing.tests else { continue }
            let list = DiagnosticList(path: listing.path)
            for example in RuleExample.parse(node, of: listing.kind, list: list) {
                guard let subject = Self.subject(of: example, number, engine.ruleSet, list) else { continue }
                tests.append(Test(owner: number, subject: subject, example: example))
            }
            problems += list.all
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.tests = tests
    }

    private static func subject(
        of example: RuleExample, _ owner: Int, _ ruleSet: RuleSet, _ list: DiagnosticList
    ) -> Int? {
        guard let reference = example.rule else { return owner }
        let filtered = ruleSet.listings[owner].references
        let found = filtered.first {
            [ruleSet.rules[$0].name, ruleSet.rules[$0].id].contains(reference.name)
        }
        if found == nil {
            let names = filtered.map { ruleSet.rules[$0].name }
            let near = Suggestion.nearest(to: reference.name, among: names)
            list.report(
                reference.mark, "the filter is added to no detection '\(reference.name)'",
                near.map { "did you mean '\($0)'?" }
                    ?? "name a detection that it is for, and load that as well")
        }
        return found
    }

    /// How many tests a rule has, by its number among the listings.
    public func count(of number: Int) -> Int { tests.count { $0.owner == number } }

    // MARK: - Running

    /// Runs the tests of the rules with these numbers among the listings, in the order of their files.
    /// - Parameter requiresBothKinds: Whether a rule fails that has no test that must match, or none that
    ///   must not.
    public func run(_ selected: Set<Int>, requiresBothKinds: Bool = false) -> [RuleTestResult] {
        let bench = RuleBench(engine)
        let explainer = RuleExplainer(engine)
        return selected.sorted().flatMap { number in
            let own = tests.filter { $0.owner == number }
            return own.map { run($0, bench, explainer) }
                + (requiresBothKinds ? missing(number, own) : [])
        }
    }

    private func missing(_ number: Int, _ own: [Test]) -> [RuleTestResult] {
        let kinds = [(true, "has no test that must match"), (false, "has no test that must not match")]
        return kinds.filter { kind in !own.contains { $0.example.matches == kind.0 } }.map { kind in
            result(number, engine.ruleSet.listings[number].mark, nil, kind.1, nil)
        }
    }

    private func result(
        _ number: Int, _ mark: Mark, _ expected: Bool?, _ problem: String?, _ explanation: RuleExplanation?
    ) -> RuleTestResult {
        let listing = engine.ruleSet.listings[number]
        return RuleTestResult(
            rule: listing.rule.name, path: listing.path, mark: mark, expected: expected, problem: problem,
            explanation: explanation)
    }

    private func run(_ test: Test, _ bench: RuleBench, _ explainer: RuleExplainer) -> RuleTestResult {
        let entries = entries(of: test, bench)
        let found = bench.rules(matching: entries)
        let isMatched = found.matching.contains(test.subject)
        // One entry has no other order.
        let isReversedMatched =
            entries.count > 1
            ? bench.rules(matching: entries.reversed()).matching.contains(test.subject) : isMatched
        var problem: String?
        if !isMatched, found.unknown.contains(test.subject) {
            problem = "nobody knows whether it matches, as a regular expression hit its limit"
        } else if isMatched != test.example.matches {
            problem = isMatched ? "expected no match, found one" : "expected a match, found none"
        } else if isReversedMatched != isMatched {
            problem = "the entries match in one order and not in the other, which is a fault of crosstalk"
        } else if !test.example.fields.isEmpty, let first = entries.first {
            problem = Self.difference(test.example.fields, bench.fields(of: first))
        }
        return result(
            test.owner, test.example.mark, test.example.matches, problem,
            problem.map { _ in explainer.explain(test.subject, entries) })
    }

    /// The entries as JSON. Correlations look at times, so that an entry without one gets one.
    private func entries(of test: Test, _ bench: RuleBench) -> [String] {
        switch test.example.subject {
        case .entry(let entry):
            var isTimed = engine.ruleSet.listings[test.subject].kind != .correlation
            bench.look(at: entry) { isTimed = isTimed || $0.entry.timestamp != nil }
            return [isTimed ? entry : EntryText.entry(entry, at: Self.beginning)]
        case .timeline(let steps):
            return steps.map { EntryText.entry($0.entry, at: Self.beginning.advanced(by: $0.offset)) }
        }
    }

    /// What is wrong with the fields that were found; nil where all are as expected.
    private static func difference(_ expected: [String: [String]], _ found: [String: [String]]) -> String? {
        for (name, values) in expected.sorted(by: { $0.key < $1.key }) {
            let own = found[name] ?? []
            if own.sorted() == values.sorted() { continue }
            let text = own.isEmpty ? "nothing" : own.joined(separator: ", ")
            let wanted = values.isEmpty ? "nothing" : values.joined(separator: ", ")
            return "expected \(name) to be \(wanted), found \(text)"
        }
        return nil
    }
}
