import Sigma
import Testing

/// Random rules over random entries: the same findings as pySigma and its SQLite backend, but for the
/// divergences that were chosen. Skipped where scripts/oracle-environment has not been run; scripts/test runs it.
@Suite(.enabled(if: Oracle.isAvailable, Comment(rawValue: Oracle.hint)))
struct AgreementTests {
    /// What the comparison of a kind of cases comes to.
    private struct Tally {
        /// Cases in which everything was compared.
        var compared = 0
        /// Cases of those in which something was found.
        var fired = 0
        /// Matches of a detection and an entry, or matches of correlations.
        var matched = 0
        /// Cases that both engines refuse.
        var refused = 0
        /// Cases that are not compared, or differ as a whole, for a reason on the list.
        var excused: [String: Int] = [:]
        /// Matches of a detection that one has and the other has not, for a reason on the list.
        var divergent: [String: Int] = [:]
    }

    @Test(arguments: CaseKind.allCases)
    func findingsAreTheSame(kind: CaseKind) throws {
        let outcomes = try Oracle.output.get()
        var tally = Tally()
        for test in Oracle.cases[kind] ?? [] {
            guard let outcome = outcomes.outcome(of: test.seed) else { continue }
            compare(test, outcome, &tally)
        }
        print("oracle: seed \(Oracle.seed), \(kind.count) × \(kind): \(tally)")
        #expect(tally.compared >= kind.leastCompared, "too little is compared: \(tally)")
        #expect(tally.fired * 4 > tally.compared, "too little is found: \(tally)")
        let left = tally.refused + tally.excused.values.reduce(0, +)
        #expect(left * 3 < kind.count, "too many cases are left out: \(tally)")
        #expect(tally.divergent.values.reduce(0, +) * 8 <= tally.matched, "too much may differ: \(tally)")
    }

    /// Forms of rules that are common to many kinds of cases.
    @Test func everyFormIsThere() {
        let cases = Oracle.cases.values.joined()
        var counts: [String: Int] = [:]
        for item in cases.flatMap(\.items) {
            for modifier in item.modifiers { counts[modifier, default: 0] += 1 }
            if item.has("re"), item.values.count > 1 { counts["list of re", default: 0] += 1 }
            if item.field.isEmpty { counts["keyword", default: 0] += 1 }
        }
        for test in cases {
            for section in Self.sections + Self.rareSections where test.rules.contains(section) {
                counts[section, default: 0] += 1
            }
        }
        print("oracle: forms \(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
        for form in Self.modifiers + Self.sections { #expect(counts[form, default: 0] >= 200, "\(form)") }
        for form in Self.rareForms + Self.rareSections { #expect(counts[form, default: 0] >= 50, "\(form)") }
    }

    private static let modifiers = [
        "contains", "startswith", "endswith", "all", "cased", "neq", "exists", "re", "list of re", "cidr",
        "fieldref", "windash", "base64", "base64offset", "wide", "gt", "gte", "lt", "lte", "keyword",
    ]
    private static let sections = [
        "aliases:", "generate: true", "group-by:", "condition: {", "action: global", "filter:",
    ]
    /// At least 50 of each.
    private static let rareForms = [
        "minute", "hour", "day", "week", "month", "year", "utf16", "utf16be", "i", "m", "s",
    ]
    private static let rareSections = ["action: reset", "rules: any"]

    private func compare(_ test: OracleCase, _ outcome: OracleOutput.Outcome, _ tally: inout Tally) {
        let engine: Engine
        switch Acceptance.of(test, outcome) {
        case .byBoth(let made): engine = made
        case .byNone:
            tally.refused += 1
            return
        case .excused(let name):
            tally.excused[name, default: 0] += 1
            return
        case .different(let problem):
            Issue.record("seed \(test.seed): \(problem)\n\(test.rules)")
            return
        }
        let (found, expected) = (engine.run(test.entries), outcome.rules ?? [:])
        guard Set(found.keys) == Set(expected.keys) else {
            Issue.record("seed \(test.seed): \(found.keys) report, not \(expected.keys)\n\(test.rules)")
            return
        }
        let before = tally.matched
        for (title, findings) in found.sorted(by: { $0.key < $1.key }) {
            let theirs = expected[title] ?? OracleOutput.Findings(rows: [], alerts: [])
            if let shape = test.correlations[title] {
                compare(test, shape, findings.matches, expected, theirs.alerts, &tally)
            } else {
                compare(test, title, findings.rows, theirs.rows, &tally)
            }
        }
        tally.compared += 1
        if tally.matched > before { tally.fired += 1 }
    }

    private func compare(
        _ test: OracleCase, _ title: String, _ found: [Int], _ expected: [Int], _ tally: inout Tally
    ) {
        tally.matched += expected.count
        for index in Set(found).symmetricDifference(expected).sorted() {
            let entry = test.entries[index]
            if let divergence = Divergences.detections.first(where: { $0.applies(test, entry) }) {
                tally.divergent[divergence.name, default: 0] += 1
            } else {
                let who = found.contains(index) ? "crosstalk" : "the oracle"
                Issue.record("seed \(test.seed): only \(who) matches \(entry) by \(title)\n\(test.rules)")
            }
        }
    }

    private func compare(
        _ test: OracleCase, _ shape: CorrelationShape, _ matches: [CorrelationMatch],
        _ all: [String: OracleOutput.Findings], _ alerts: [OracleOutput.Alert], _ tally: inout Tally
    ) {
        tally.matched += alerts.count
        if CorrelationComparison(test, shape).areSame(matches, alerts) { return }
        if let divergence = CorrelationDivergences.all.first(where: { $0.applies(test, shape, all) }) {
            tally.excused[divergence.name, default: 0] += 1
        } else {
            let found = matches.map { "\($0.sightings.map(\.identity))" }
            let entries = test.entries.enumerated().map { "\($0): \($1.time ?? -1) \($1.fields)" }
            Issue.record(
                "seed \(test.seed): \(found) is not \(alerts)\n\(test.rules)\n\(entries.joined(separator: "\n"))"
            )
        }
    }
}
