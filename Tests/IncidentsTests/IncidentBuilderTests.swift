import Incidents
import Model
import Testing

@Suite struct LinkingTests {
    @Test(arguments: [
        ("a user", ["alice"], ["alice", "bob"], [:], [:], 1),
        ("no user", ["alice"], ["bob"], [:], [:], 2),
        ("a scope", [], [], ["request_id": ["r"]], ["request_id": ["q", "r"]], 1),
        ("the same id of another scope", [], [], ["request_id": ["r"]], ["thread_id": ["r"]], 2),
        ("a user that is called like a scope id", ["r"], [], [:], ["request_id": ["r"]], 2),
        ("ids that differ in case", ["alice"], ["Alice"], [:], [:], 2),
        ("ids that look the same", ["caf\u{E9}"], ["cafe\u{301}"], [:], [:], 2),
    ])
    func signalsAreJoinedByWhatTheyShare(
        what: String, left: [String], right: [String], leftScopes: [String: [String]],
        rightScopes: [String: [String]], expected: Int
    ) {
        let incidents = IncidentBuilder.build(
            [
                .sample(users: left, scopes: leftScopes, evidence: [.sample(1, at: 0)]),
                .sample(users: right, scopes: rightScopes, evidence: [.sample(2, at: 5)]),
            ], gap: 10)
        #expect(incidents.count == expected)
    }

    @Test(arguments: [
        (0, 10, 20, 30, 10, 1), (0, 10, 21, 30, 10, 2), (0, 100, 5, 6, 0, 1), (20, 30, 0, 10, 10, 1),
        (20, 30, 0, 9, 10, 2),
    ])
    func theGapIsClosed(a: Int64, b: Int64, c: Int64, d: Int64, gap: Int64, expected: Int) {
        let incidents = IncidentBuilder.build(
            [
                .sample(users: ["alice"], evidence: [.sample(1, at: a), .sample(2, at: b)]),
                .sample(users: ["alice"], evidence: [.sample(3, at: c), .sample(4, at: d)]),
            ], gap: gap)
        #expect(incidents.count == expected)
    }

    @Test func untimedSignalsJoinOneAnotherOnly() {
        let incidents = IncidentBuilder.build(
            [
                .sample(users: ["alice"], evidence: [.sample(1, at: nil)]),
                .sample(users: ["alice"], evidence: [.sample(2, at: 0)]),
                .sample(users: ["alice"], evidence: [.sample(3, at: nil)]),
            ], gap: .max)
        #expect(incidents.map(\.count) == [1, 2])
        #expect(incidents.map(\.firstSeen?.nanoseconds) == [0, nil])
    }

    @Test func cutUsersNeverJoin() {
        let incidents = IncidentBuilder.build(
            [
                .sample(cutUsers: ["demo-use"], evidence: [.sample(1, at: 0)]),
                .sample(cutUsers: ["demo-use"], evidence: [.sample(2, at: 0)]),
            ], gap: 10)
        #expect(incidents.count == 2)
    }

    @Test func aStoryIsJoinedLinkByLink() {
        let incidents = IncidentBuilder.build(
            [
                .sample(users: ["carol"], evidence: [.sample(1, at: 40)]),
                .sample(users: ["alice"], evidence: [.sample(2, at: 0)]),
                .sample(scopes: ["request_id": ["r"]], evidence: [.sample(3, at: 20), .sample(9, at: 20)]),
                .sample(
                    users: ["alice", "bob"], scopes: ["request_id": ["r"]], evidence: [.sample(4, at: 10)]),
                .sample(users: ["carol"], evidence: [.sample(5, at: 30), .sample(9, at: 20)]),
            ], gap: 10)
        #expect(incidents.count == 1)
        #expect(incidents.first?.count == 6)
        #expect(incidents.first?.users == ["alice", "bob", "carol"])
    }
}

@Suite struct IncidentTests {
    @Test func anIncidentUnitesItsSignals() throws {
        let routing = Rule.sample(
            "routing", title: "Routed to another", level: .critical, category: .crossUserRouting)
        let manager = Rule.sample("manager", level: .low, category: .managerDuplication)
        let built = IncidentBuilder.build(
            [
                .sample(
                    [manager], users: ["bob"], cutUsers: ["x"], services: ["web"], revisions: ["web-2"],
                    evidence: [.sample(2, at: 50, rules: ["manager"], path: "b")]),
                .sample(
                    [routing, manager], users: ["alice", "bob"], scopes: ["request_id": ["r"]],
                    services: ["api", "web"], revisions: ["web-1"],
                    evidence: [
                        .sample(1, at: 20, rules: ["routing"]),
                        .sample(2, at: 50, rules: ["routing"], path: "a"),
                    ]),
            ], gap: 10)
        let incident = try #require(built.first)
        #expect(incident.level == .critical)
        #expect(incident.title == "Routed to another: alice, bob")
        #expect(incident.categories == [.crossUserRouting, .managerDuplication])
        #expect(incident.cutUsers == ["x"])
        #expect(incident.scopes == ["request_id": ["r"]])
        #expect(incident.services == ["api", "web"])
        #expect(incident.revisions == ["web-1", "web-2"])
        #expect(incident.signals.map(\.rule.name) == ["routing", "manager"])
        #expect(incident.signals.map(\.count) == [2, 3])
        #expect(incident.signals.map(\.firstSeen?.nanoseconds) == [20, 20])
        #expect(incident.evidence.map(\.rules) == [["routing"], ["manager", "routing"]])
        #expect(incident.evidence.map(\.source.path) == ["a", "a"])
        #expect(incident.count == 2)
        #expect(incident.evidenceOmitted == 0)
    }

    @Test(arguments: [
        ([String](), [:], [String](), "T"),
        (["a"], ["request_id": ["r"]], ["web"], "T: a"),
        (["a", "b", "c"], [:], [], "T: a, b, c"),
        (["a", "b", "c", "d", "e", "f", "g"], [:], [], "T: a, b, c and 4 more"),
        ([], ["connection_id": ["c"], "request_id": ["r"]], ["web"], "T: request_id r"),
        ([], ["thread_id": ["t"], "connection_id": ["c"]], ["web"], "T: connection_id c"),
        ([], ["thread_id": []], ["web"], "T: web"),
    ])
    func theTitleSaysWho(users: [String], scopes: [String: [String]], services: [String], expected: String) {
        let incidents = IncidentBuilder.build(
            [
                .sample(
                    [.sample("r", title: "T")], users: users, scopes: scopes, services: services,
                    evidence: [.sample(1, at: 0)])
            ], gap: 0)
        #expect(incidents.map(\.title) == [expected])
    }

    @Test func theTitleIsTheWeightiestThenTheEarliestRules() {
        let incidents = IncidentBuilder.build(
            [
                .sample([.sample("a", level: .high)], users: ["u"], evidence: [.sample(1, at: 9)]),
                .sample([.sample("c", level: .high)], users: ["u"], evidence: [.sample(2, at: 5)]),
                .sample([.sample("b", level: .high)], users: ["u"], evidence: [.sample(3, at: 5)]),
                .sample([.sample("d", level: .low)], users: ["u"], evidence: [.sample(4, at: 0)]),
            ], gap: 10)
        #expect(incidents.map(\.title) == ["Title of b: u"])
    }

    @Test func incidentsAreSortedByLevelThenTime() {
        let incidents = IncidentBuilder.build(
            [
                .sample([.sample("low", level: .low)], users: ["a"], evidence: [.sample(1, at: 0)]),
                .sample([.sample("high", level: .high)], users: ["b"], evidence: [.sample(2, at: nil)]),
                .sample([.sample("high", level: .high)], users: ["c"], evidence: [.sample(3, at: 7)]),
                .sample([.sample("high", level: .high)], users: ["d"], evidence: [.sample(4, at: 5)]),
            ], gap: 10)
        #expect(incidents.map { $0.users.first } == ["d", "c", "b", "a"])
    }

    @Test func manyPiecesOfEvidenceLeaveTheFirstAndTheLast() {
        let evidence = (0..<4).map { Evidence.sample(UInt64($0), at: Int64($0)) }
        let later = (90..<94).map { Evidence.sample(UInt64($0), at: Int64($0)) }
        let middle = (40..<43).map { Evidence.sample(UInt64($0), at: Int64($0)) }
        let incidents = IncidentBuilder.build(
            [
                .sample(users: ["a"], evidence: evidence + later, evidenceCount: 94),
                .sample(
                    isCorrelation: true, users: ["a"], evidence: middle,
                    alsoDetected: Set(middle.dropFirst().map(\.identity))),
            ], gap: 0, evidenceCap: 4)
        // Two of the correlation's three are among the 94.
        #expect(incidents.map(\.count) == [95])
        #expect(incidents[0].evidence.map(\.timestamp?.nanoseconds) == [0, 1, 2, 3, 90, 91, 92, 93])
        #expect(incidents[0].evidenceOmitted == 87)
    }

    @Test func anIDIsGivenByTheEarliestEntry() throws {
        func id(_ signals: [Signal]) throws -> String {
            try #require(IncidentBuilder.build(signals, gap: 100).first).id
        }
        let alone = try id([.sample(users: ["a"], evidence: [.sample(1, at: 5)])])
        let grown = try id([
            .sample(
                [.sample("x", level: .high)], users: ["a", "b"], evidence: [.sample(2, at: 6, path: "z")]),
            .sample(users: ["a"], evidence: [.sample(1, at: 5, path: "z")]),
        ])
        #expect(grown == alone)
        #expect(alone.count == 16 && alone.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(try id([.sample(users: ["a"], evidence: [.sample(2, at: 5)])]) != alone)
        #expect(try id([.sample(users: ["a"], evidence: [.sample(1, at: 6)])]) != alone)
        #expect(try id([.sample(users: ["a"], evidence: [.sample(1, at: nil)])]) != alone)
    }

    @Test func noSignalsAreNoIncidents() {
        #expect(IncidentBuilder.build([], gap: 10).isEmpty)
    }
}
