import Model
import Testing

@testable import Sigma

/// A rule set with one correlation over `a` and `b`, and a way to tell it of entries.
private struct Bench {
    let fixture: Fixture
    var state: Correlator

    init(_ correlation: String) throws {
        let bases = ["a", "b"].map { name in
            """
            title: \(name)
            name: \(name)
            level: informational
            logsource: {product: x}
            detection: {s: {\(name)|exists: true}, condition: s}
            ---

            """
        }.joined()
        fixture = try Fixture(
            bases + "title: c\ntags: [isolation.identity-conflict]\ncorrelation: \(correlation)\n")
        state = Correlator(fixture.ruleSet)
    }

    mutating func observe(
        _ seconds: Int64, _ fields: [String: [TestValue]], rules: [Int] = [0], identity: UInt64? = nil,
        place: UInt64 = 0
    ) {
        fixture.fill(TestEntry(fields))
        for rule in rules {
            state.observe(
                rule: rule, fields: fixture.table,
                sighting: Sighting(
                    time: seconds * .second, identity: identity ?? UInt64(seconds) + 1, place: place,
                    handle: 0,
                    isDetection: false),
                countsOnce: true)
        }
    }

    var counts: [Int] { state.finish().map(\.count) }
}

@Suite struct CorrelatorTests {
    @Test func windowsAreClosedAtBothEnds() throws {
        for (gap, expected) in [(Int64(60), [2]), (61, [])] {
            var conflict = try Bench(
                "{type: value_count, rules: [a], group-by: [r], timespan: 1m, condition: {gte: 2, field: u}}")
            conflict.observe(0, ["r": ["1"], "u": ["x"]])
            conflict.observe(gap, ["r": ["1"], "u": ["y"]])
            #expect(conflict.counts == expected)
            var count = try Bench(
                "{type: event_count, rules: [a], group-by: [r], timespan: 1m, condition: {gte: 2}}")
            count.observe(0, ["r": ["1"]])
            count.observe(gap, ["r": ["1"]])
            #expect(count.counts == expected)
        }
    }

    @Test func idsAreComparedAsBytesAndNullIsNoValue() throws {
        var bench = try Bench(
            "{type: value_count, rules: [a], group-by: [r], timespan: 1m, condition: {gt: 1, field: u}}")
        bench.observe(0, ["r": ["k"], "u": ["x"]])
        bench.observe(1, ["r": ["K"], "u": ["y"]])
        bench.observe(2, ["r": [nil], "u": ["x"]])
        bench.observe(3, ["r": [nil], "u": ["y"]])
        bench.observe(4, ["r": [""], "u": ["x"]])
        bench.observe(5, ["r": [""], "u": ["y"]])
        bench.observe(6, ["u": ["y"]])
        bench.observe(7, ["r": ["k"], "u": [nil, ""]])
        #expect(bench.counts == [])
        bench.observe(8, ["r": ["k"], "u": ["X"]])
        bench.observe(9, ["r": ["7"], "u": ["1"]])
        bench.observe(10, ["r": [7], "u": ["2"]])
        #expect(bench.counts.sorted() == [2, 2])
    }

    @Test func entryThatMatchesTwoRulesCountsOnce() throws {
        for type in ["value_count", "event_count"] {
            let field = type == "value_count" ? ", field: u" : ""
            var bench = try Bench(
                "{type: \(type), rules: [a, b], group-by: [r], timespan: 1m, condition: {gte: 2\(field)}}")
            bench.observe(0, ["r": ["1"], "u": ["x"]], rules: [0, 1])
            #expect(bench.counts == [])
            bench.observe(1, ["r": ["1"], "u": ["y"]], rules: [0, 1])
            #expect(bench.counts == [2])
        }
    }

    @Test func oneEntryWithTwoUsersIsAConflict() throws {
        var bench = try Bench(
            "{type: value_count, rules: [a], group-by: [r], timespan: 1m, condition: {gte: 2, field: u}}")
        bench.observe(0, ["r": ["1", "2"], "u": ["x", "y", "x"]])
        let matches = bench.state.finish()
        #expect(matches.map(\.count) == [1, 1])
        #expect(matches.map(\.evidenceCount) == [1, 1])
        #expect(
            matches.map(\.valueHashes)
                == Array(repeating: [hashOfValue("x"), hashOfValue("y")].sorted(), count: 2))
    }

    @Test func groupsAreTuplesOfFields() throws {
        var bench = try Bench(
            "{type: event_count, rules: [a], group-by: [r, s], timespan: 1m, condition: {gte: 2}}")
        bench.observe(0, ["r": ["1"], "s": ["2"]])
        bench.observe(1, ["r": ["2"], "s": ["1"]])
        bench.observe(2, ["r": ["12"], "s": [""]])
        #expect(bench.counts == [])
        bench.observe(3, ["r": ["1"], "s": ["2"]])
        let match = try #require(bench.state.finish().first)
        #expect(match.groupHash == hashOfGroup(["1", "2"]))
        #expect(match.group.map { bench.fixture.catalog[$0].name } == ["r", "s"])
        #expect((match.first.nanoseconds, match.last.nanoseconds) == (0, 3 * .second))
        #expect(match.valueHashes.isEmpty)
    }

    @Test func withoutGroupByAllEntriesAreOneGroup() throws {
        var bench = try Bench("{type: event_count, rules: [a], timespan: 1m, condition: {gte: 3}}")
        for second in 0..<3 { bench.observe(Int64(second), ["r": [.text("\(second)")]]) }
        #expect(bench.counts == [3])
        #expect(bench.state.finish().first?.groupHash == hashOfGroup([]))
    }

    @Test func tuplesOfFieldsAreCounted() throws {
        var bench = try Bench(
            "{type: value_count, rules: [a], timespan: 1m, condition: {gte: 2, field: [u, v]}}")
        bench.observe(0, ["u": ["1"], "v": ["2"]])
        bench.observe(1, ["u": ["1"], "v": ["2"]])
        bench.observe(2, ["u": ["3"]])
        #expect(bench.counts == [])
        bench.observe(3, ["u": ["2"], "v": ["2"]])
        #expect(bench.counts == [3])
    }

    @Test func aliasesNameTheFieldOfEachRule() throws {
        var bench = try Bench(
            "{type: value_count, rules: [a, b], group-by: [who], timespan: 1m, condition: {gte: 2, field: u},"
                + " aliases: {who: {a: r, b: s}}}")
        bench.observe(0, ["r": ["1"], "s": ["9"], "u": ["x"]], rules: [0])
        bench.observe(1, ["r": ["9"], "s": ["1"], "u": ["y"]], rules: [1])
        let matches = bench.state.finish()
        #expect(matches.map(\.groupHash) == [hashOfGroup(["1"])])
    }

    @Test func entriesWithoutTimeAreIgnored() throws {
        var bench = try Bench("{type: event_count, rules: [a], timespan: 1m, condition: {gte: 1}}")
        bench.fixture.fill(TestEntry())
        let sighting = Sighting(time: Sighting.untimed, identity: 1, place: 0, handle: 0, isDetection: false)
        bench.state.observe(rule: 0, fields: bench.fixture.table, sighting: sighting, countsOnce: true)
        #expect(bench.counts == [])
    }

    @Test func evidenceIsWhole() throws {
        var bench = try Bench("{type: event_count, rules: [a], timespan: 1h, condition: {gte: 2}}")
        for second in 0..<100 { bench.observe(Int64(second), [:]) }
        let match = try #require(bench.state.finish().first)
        #expect((match.count, match.evidenceCount) == (100, 100))
        #expect(match.sightings.map(\.time) == (0..<100).map { Int64($0) * .second })
    }

    @Test func combinationsAreCapped() throws {
        var bench = try Bench(
            "{type: event_count, rules: [a], group-by: [r, s], timespan: 1m, condition: {gte: 1}}")
        let many = (0..<10).map { TestValue.text("\($0)") }
        bench.observe(0, ["r": many, "s": many])
        #expect(bench.counts.count == Correlator.combinationLimit)
    }

    @Test func extremeTimesDoNotOverflow() throws {
        for condition in ["{gte: 2, field: u}", "{gte: 3, field: u}"] {
            var bench = try Bench("{type: value_count, rules: [a], timespan: 200y, condition: \(condition)}")
            for (index, time) in [Int64.min + 1, -1, 0, .max].enumerated() {
                bench.fixture.fill(TestEntry(["u": [.text("\(index)")]]))
                let sighting = Sighting(time: time, identity: 1, place: 0, handle: 0, isDetection: false)
                bench.state.observe(
                    rule: 0, fields: bench.fixture.table, sighting: sighting, countsOnce: true)
            }
            #expect(bench.counts == (condition.contains("gte: 2") ? [2] : []))
        }
    }

    @Test func everySightingIsVisited() throws {
        var bench = try Bench(
            "{type: value_count, rules: [a], timespan: 1m, condition: {gte: 2, field: u}}")
        bench.observe(0, ["u": ["x"]])
        bench.observe(1, ["u": ["x"]])
        bench.observe(2, ["u": ["y"]])
        var visited: [Int64] = []
        bench.state.updateSightings { sighting in
            visited.append(sighting.time / .second)
            sighting.handle = UInt64(sighting.time / .second) + 100
        }
        #expect(visited.sorted() == [0, 1, 2])
        #expect(bench.state.finish().first?.sightings.map(\.handle) == [100, 101, 102])
    }

    /// One id that everybody has must not make each new value cost as much as all before it.
    @Test(.timeLimit(.minutes(1))) func manyValuesInOneGroup() throws {
        var bench = try Bench("{type: value_count, rules: [a], timespan: 1m, condition: {gte: 2, field: u}}")
        for number in 0..<20_000 {
            bench.observe(0, ["u": [.text("user\(number)")]], identity: UInt64(number))
        }
        let match = try #require(bench.state.finish().first)
        #expect((match.count, match.valueHashes.count, match.sightings.count) == (20_000, 20_000, 20_000))
    }
}
