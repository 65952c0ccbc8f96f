import Incidents
import Model
import TestSupport
import Testing

@Suite struct DossierTests {
    /// Alice's event goes to bob, later one request of alice is carol's as well; dave has an incident of his own.
    private static let incidents: [Incident] = [
        .sample(
            "aaaa", level: .critical, users: ["alice", "bob"], scopes: ["request_id": ["r1"]],
            flows: way("alice", to: "bob"),
            evidence: [
                .seen(1, at: 10, users: ["alice"], scopes: ["request_id": ["r1"], "connection_id": ["c1"]]),
                .seen(2, at: 20, users: ["alice", "bob"], scopes: [:], rules: ["routing"]),
                .seen(3, at: 30, users: ["bob"], scopes: ["request_id": ["r1"]]),
            ], unlisted: 4),
        .sample(
            "bbbb", level: .high, users: ["alice", "carol"], cutUsers: ["ca"],
            scopes: ["request_id": ["r2"]], flows: met("alice", "carol"),
            evidence: [
                .seen(4, at: 500, users: ["alice"], scopes: ["request_id": ["r2"]]),
                .seen(5, at: 510, users: ["carol"], scopes: ["request_id": ["r2"]]),
            ]),
        .sample("cccc", level: .low, users: ["dave"], evidence: [.seen(6, at: 5, users: ["dave"])]),
    ]

    private static func dossier(
        _ kind: QueryKind, _ id: String, since: Int64? = nil, until: Int64? = nil
    ) -> Dossier {
        var query = Query(kind: kind, id: id)
        query.since = since.map { Timestamp(nanoseconds: $0) }
        query.until = until.map { Timestamp(nanoseconds: $0) }
        let index = DossierIndex(incidents)
        return DossierBuilder.build(
            Dossier.Subject(kind: kind, id: id), query: query, incidents: index.incidents(kind, id: id),
            cutMentions: kind == .user ? index.cutMentions(of: id, isWhole: true) : [])
    }

    @Test func aUserHasAllIncidentsInOneTimeline() {
        let dossier = Self.dossier(.user, "alice")
        #expect(dossier.incidents.map(\.id) == ["aaaa", "bbbb"])
        #expect(dossier.levels == [.critical: 1, .high: 1])
        #expect(dossier.timeline.map(\.evidence.identity.high) == [1, 2, 3, 4, 5])
        #expect(dossier.timeline.map(\.namesSubject) == [true, true, false, true, false])
        #expect(dossier.timeline.map(\.incidents) == [["aaaa"], ["aaaa"], ["aaaa"], ["bbbb"], ["bbbb"]])
        #expect(dossier.entriesUnknown == 4)
        #expect(dossier.firstSeen?.nanoseconds == 10)
        #expect(dossier.lastSeen?.nanoseconds == 500)
        #expect(dossier.services == ["web"])
        #expect(dossier.cutUsers == ["ca"])
    }

    @Test func othersAreCountedAndTheirDirectionIsSaid() {
        let dossier = Self.dossier(.user, "alice")
        #expect(dossier.users.map(\.id) == ["alice"])
        #expect(dossier.users.map(\.entries) == [3])
        #expect(dossier.others.map(\.id) == ["bob", "carol"])
        #expect(dossier.others.map(\.entries) == [2, 1])
        #expect(dossier.others.map(\.together) == [1, 0])
        #expect(dossier.others.map(\.incidents) == [["aaaa"], ["bbbb"]])
        #expect(dossier.others.map(\.direction) == [.fromSubject, .unknown])
        #expect(Self.dossier(.user, "bob").others.map(\.direction) == [.toSubject])
        #expect(Self.dossier(.user, "dave").others.isEmpty)
    }

    @Test func idsOfTheSameEntriesAreListedWithAllTheirUsers() {
        let scopes = Self.dossier(.user, "alice").scopes.map {
            "\($0.name) \($0.id) \($0.entries) \($0.users)"
        }
        #expect(
            scopes == [
                #"request_id r1 2 ["alice", "bob"]"#, #"request_id r2 2 ["alice", "carol"]"#,
                #"connection_id c1 1 ["alice"]"#,
            ])
    }

    @Test func aRequestHasItsUsersAndDoesNotListItself() {
        let dossier = Self.dossier(.request, "r1")
        #expect(dossier.users.map(\.id) == ["alice", "bob"])
        #expect(dossier.others.isEmpty)
        #expect(dossier.flows == way("alice", to: "bob"))
        #expect(dossier.scopes.map(\.id) == ["c1"])
        #expect(dossier.timeline.map(\.namesSubject) == [true, false, true])
    }

    @Test func anIncidentNamesEverybody() {
        let dossier = Self.dossier(.incident, "bbbb")
        #expect(dossier.users.map(\.id) == ["alice", "carol"])
        #expect(dossier.others.isEmpty)
        #expect(dossier.flows == met("alice", "carol"))
        #expect(dossier.timeline.map(\.namesSubject) == [true, true])
    }

    @Test(arguments: [
        (nil, nil, ["aaaa", "bbbb"], [1, 2, 3, 4, 5], 0, 0),
        (20, 500, ["aaaa"], [2, 3], 1, 1),
        (20, 501, ["aaaa", "bbbb"], [2, 3, 4], 0, 2),
        (31, 500, [], [], 2, 0),
    ])
    func theTimeAskedForIsClosedAndOpen(
        since: Int64?, until: Int64?, incidents: [String], entries: [UInt64], incidentsOutside: Int,
        entriesOutside: Int
    ) {
        let dossier = Self.dossier(.user, "alice", since: since, until: until)
        #expect(dossier.incidents.map(\.id) == incidents)
        #expect(dossier.timeline.map(\.evidence.identity.high) == entries)
        #expect(dossier.incidentsOutside == incidentsOutside)
        #expect(dossier.entriesOutside == entriesOutside)
    }

    @Test func whatHasNoTimeIsAlwaysShown() {
        let incident = Incident.sample("dddd", users: ["u"], evidence: [.seen(1, at: nil, users: ["u"])])
        let query = Query(kind: .user, id: "u", since: Timestamp(nanoseconds: 5))
        let dossier = DossierBuilder.build(
            .init(kind: .user, id: "u"), query: query, incidents: [incident], cutMentions: [])
        #expect(dossier.timeline.count == 1)
        #expect(dossier.firstSeen == nil)
    }

    @Test func aKnownDirectionOutweighsAMeeting() {
        let incidents: [Incident] = [
            .sample("aaaa", users: ["a", "b"], flows: met("a", "b"), evidence: [.seen(1, at: 1)]),
            .sample("bbbb", users: ["a", "b"], flows: way("b", to: "a"), evidence: [.seen(2, at: 2)]),
        ]
        let dossier = DossierBuilder.build(
            .init(kind: .user, id: "a"), query: Query(kind: .user, id: "a"), incidents: incidents,
            cutMentions: [])
        #expect(dossier.flows == way("b", to: "a"))
        #expect(dossier.others.map(\.direction) == [.toSubject])
    }

    /// Two spellings of `é` are two users.
    @Test func idsAreBytes() {
        let (one, other) = ("caf\u{E9}", "cafe\u{301}")
        let incident = Incident.sample(
            "aaaa", users: [one, other],
            evidence: [.seen(1, at: 1, users: [one]), .seen(2, at: 2, users: [other])])
        let index = DossierIndex([incident])
        #expect(index.ids(.user, prefix: "caf", limit: 9).count == 2)
        #expect(index.ids(.user, prefix: "cafe", limit: 9).first.map(\.id.utf8.count) == [6])
        let dossier = DossierBuilder.build(
            .init(kind: .user, id: one), query: Query(kind: .user, id: one),
            incidents: index.incidents(.user, id: one), cutMentions: [])
        #expect(dossier.others.map { Array($0.id.utf8) } == [Array(other.utf8)])
        #expect(dossier.timeline.map(\.namesSubject) == [true, false])
    }

    /// The same from incidents and evidence in any order.
    @Test(arguments: SeededGenerator.seeds(30))
    func orderDoesNotMatter(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let names = ["alice", "bob", "carol", "dave"]
        let incidents = (0..<(1 + random.below(6))).map { number -> Incident in
            let evidence = (0..<(1 + random.below(8))).map { _ -> Evidence in
                // Entries of two incidents may be the same one, seen at two places.
                let identity = UInt64(random.below(30))
                return .seen(
                    identity, at: identity % 7 == 0 ? nil : Int64(identity / 2),
                    users: names.filter { _ in random.below(2) == 0 },
                    scopes: ["request_id": ["r\(random.below(3))"]], rules: ["rule-\(random.below(3))"],
                    path: "p\(random.below(3))")
            }
            return .sample(
                "id-\(number)", level: random.pick([.low, .high]), users: names,
                flows: way(random.pick(["alice", "bob"]), to: "carol") + met("alice", "dave"),
                evidence: evidence)
        }
        for subject in [
            Dossier.Subject(kind: .user, id: "alice"), .init(kind: .request, id: "r1"),
            .init(kind: .incident, id: "id-0"),
        ] {
            let query = Query(kind: subject.kind, id: subject.id, until: Timestamp(nanoseconds: 12))
            let expected = described(
                DossierBuilder.build(subject, query: query, incidents: incidents, cutMentions: incidents))
            for _ in 0..<5 {
                let shuffled = incidents.map { $0.shufflingEvidence(using: &random) }
                    .shuffled(using: &random)
                let built = DossierBuilder.build(
                    subject, query: query, incidents: shuffled,
                    cutMentions: shuffled.shuffled(using: &random))
                #expect(described(built) == expected, "seed \(seed)")
            }
        }
    }

    private func described(_ dossier: Dossier) -> String {
        let timeline = dossier.timeline.map {
            let evidence = $0.evidence
            return
                "\(evidence.identity) \(evidence.rules) \(evidence.source) \($0.incidents) \($0.namesSubject)"
        }
        return [
            "\(dossier.incidents.map(\.id))", "\(timeline)", "\(dossier.users)", "\(dossier.others)",
            "\(dossier.flows)", "\(dossier.scopes)", "\(dossier.firstSeen as Any)",
            "\(dossier.lastSeen as Any)", "\(dossier.entriesOutside)", "\(dossier.cutMentions.map(\.id))",
        ].joined(separator: "\n")
    }
}

@Suite struct DossierIndexTests {
    private static let index = DossierIndex([
        .sample("91db3595", users: ["demo-user-001", "demo-user-002"], evidence: [.seen(1, at: 10)]),
        .sample(
            "91dc0000", users: ["demo-user-002"], scopes: ["request_id": ["demo-r"]],
            evidence: [.seen(2, at: 90)]),
        .sample("00000000", users: ["Demo-x"], cutUsers: ["demo-use", "x"], evidence: [.seen(3, at: nil)]),
    ])

    @Test func theOneSeenLastComesFirst() {
        let found = Self.index.ids(.user, prefix: "demo", limit: 9)
        #expect(found.first.map(\.id) == ["demo-user-002", "demo-user-001"])
        #expect(found.first.map(\.incidents) == [2, 1])
        #expect(found.first.map(\.lastSeen?.nanoseconds) == [90, 10])
        #expect(found.more == 0)
    }

    @Test func whatIsBeyondTheLimitIsCounted() {
        let found = Self.index.ids(.user, prefix: "", limit: 1)
        #expect(found.first.map(\.id) == ["demo-user-002"])
        #expect(found.more == 2)
        #expect(found.count == 3)
    }

    @Test(arguments: [
        (QueryKind.incident, "91d", 2), (.incident, "91db", 1), (.request, "demo", 1), (.request, "91", 0),
        (.user, "demo-user-001", 1), (.user, "demo-user-0012", 0),
    ])
    func prefixesAreBytes(kind: QueryKind, prefix: String, count: Int) {
        #expect(Self.index.ids(kind, prefix: prefix, limit: 9).count == count)
    }

    @Test(arguments: [
        ("demo-user-001", true, ["00000000"]), ("demo-user-001", false, ["00000000"]), ("demo", true, []),
        ("demo", false, ["00000000"]), ("Demo-x", false, []), ("y", true, []),
    ])
    func aCutIdMayBeTheUsers(user: String, isWhole: Bool, expected: [String]) {
        #expect(Self.index.cutMentions(of: user, isWhole: isWhole).map(\.id) == expected)
    }
}

extension Incident {
    /// An incident whose time is that of its evidence.
    fileprivate static func sample(
        _ id: String, level: Level = .medium, users: [String], cutUsers: [String] = [],
        scopes: [String: [String]] = [:], flows: [DataFlow] = [], evidence: [Evidence], unlisted: Int = 0
    ) -> Incident {
        let times = evidence.compactMap(\.timestamp)
        let rule = Rule.sample("r", level: level)
        return Incident(
            id: id, level: level, title: "T", categories: [], status: .new, users: users, cutUsers: cutUsers,
            scopes: scopes, services: ["web"], revisions: [], flows: flows.sorted(),
            firstSeen: times.min(), lastSeen: times.max(), count: evidence.count + unlisted,
            signals: [.init(rule: rule, count: 1, firstSeen: times.min(), lastSeen: times.max())],
            evidence: evidence)
    }

    fileprivate func shufflingEvidence(using random: inout SeededGenerator) -> Incident {
        Incident(
            id: id, level: level, title: title, categories: categories, status: status, users: users,
            cutUsers: cutUsers, scopes: scopes, services: services, revisions: revisions, flows: flows,
            firstSeen: firstSeen, lastSeen: lastSeen, count: count, signals: signals,
            evidence: evidence.shuffled(using: &random))
    }
}

extension Evidence {
    fileprivate static func seen(
        _ identity: UInt64, at time: Int64?, users: [String] = [], scopes: [String: [String]] = [:],
        rules: [String] = ["r"], path: String = "a"
    ) -> Evidence {
        // One entry has one content, wherever it stands.
        Evidence(
            timestamp: time.map { Timestamp(nanoseconds: $0) }, severity: .info, rules: rules, message: "m",
            users: users, cutUsers: [], scopes: scopes, service: "web", revision: nil, insertID: nil,
            sha256: "\(users)\(scopes)", identity: EntryIdentity(high: identity, low: 0),
            source: EvidenceSource(path: path, line: 1, offset: 0))
    }
}

/// The flow from one user to another, as a list.
private func way(_ from: String, to: String) -> [DataFlow] {
    DataFlow(from: from, to: to).map { [$0] } ?? []
}

/// The flow between two users of whom nothing says which way, as a list.
private func met(_ one: String, _ other: String) -> [DataFlow] {
    DataFlow(between: one, and: other).map { [$0] } ?? []
}
