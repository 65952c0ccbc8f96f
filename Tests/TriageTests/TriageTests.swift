import Model
import Testing
import Triage

@Suite struct TriageTests {
    /// The statuses by id, in the order of the report.
    private func statuses(_ triage: Triage, _ incidents: [Incident]) -> [String] {
        triage.report(ledger: Ledger(), incidents: incidents).report.incidents.map {
            "\($0.id) \($0.status.rawValue)"
        }
    }

    private func triage(_ period: Period?, now: String = "2025-09-20") -> Triage {
        var triage = Triage(now: Sample.time(now))
        triage.period = period
        return triage
    }

    private let day = Period(since: Sample.time("2025-09-14"), until: Sample.time("2025-09-15"))

    // MARK: - Periods

    @Test(
        arguments: [
            // The day is from 2025-09-14 to 2025-09-15, the one before begins on 2025-09-13.
            (("2025-09-14T02:00:00Z", "2025-09-14T03:00:00Z"), "new"),
            (("2025-09-14T00:00:00Z", "2025-09-14T00:00:00Z"), "new"),
            (("2025-09-14T23:59:59.999999999Z", "2025-09-16T03:00:00Z"), "new"),
            (("2025-09-13T23:59:59.999999999Z", "2025-09-14T00:00:00Z"), "ongoing"),
            (("2025-09-01T00:00:00Z", "2025-09-14T00:00:00Z"), "ongoing"),
            (("2025-09-01T00:00:00Z", "2025-09-15T00:00:00Z"), "ongoing"),
            (("2025-09-13T23:00:00Z", "2025-09-13T23:59:59.999999999Z"), "resolved"),
            (("2025-09-01T00:00:00Z", "2025-09-13T00:00:00Z"), "resolved"),
            (("2025-09-01T00:00:00Z", "2025-09-12T23:59:59.999999999Z"), nil),
            (("2025-09-15T00:00:00Z", "2025-09-15T00:00:00Z"), nil),
            (nil, "ongoing"),
        ] as [((String, String)?, String?)])
    func aPeriodTellsByTime(seen: (String, String)?, status: String?) {
        let found = statuses(triage(day), [Sample.incident("1f", seen: seen)])
        #expect(found == (status.map { ["1f \($0)"] } ?? []))
    }

    @Test func withoutAPeriodAllIsNew() {
        let incidents = [Sample.incident("1f"), Sample.incident("2f", seen: nil)]
        #expect(statuses(triage(nil), incidents) == ["1f new", "2f new"])
    }

    @Test(
        arguments: [
            ("2025-09-14", nil, ["1f ongoing", "2f new", "3f new"]),
            (nil, "2025-09-15", ["0f new", "1f new", "2f new"]),
        ] as [(String?, String?, [String])])
    func anOpenEndHasNothingToCompareWith(since: String?, until: String?, expected: [String]) {
        let incidents = [
            Sample.incident("0f", seen: ("2025-09-13", "2025-09-13")),
            Sample.incident("1f", seen: ("2025-09-13", "2025-09-14")),
            Sample.incident("2f", seen: ("2025-09-14", "2025-09-14")),
            Sample.incident("3f", seen: ("2025-09-15", "2025-09-16")),
        ]
        let period = Period(since: since.map(Sample.time), until: until.map(Sample.time))
        #expect(statuses(triage(period), incidents) == expected)
        #expect(triage(period).report(ledger: Ledger(), incidents: incidents).report.context.previous == nil)
    }

    @Test func whatCameLateIsNewWheneverItHappened() {
        var triage = triage(day)
        triage.alsoNew = ["1f", "2f"]
        let incidents = [
            Sample.incident("1f", seen: ("2025-09-01", "2025-09-01")),
            Sample.incident("2f", seen: ("2025-09-13", "2025-09-14")),
            Sample.incident("3f", seen: ("2025-09-01", "2025-09-01")),
        ]
        #expect(statuses(triage, incidents) == ["1f new", "2f new"])
    }

    @Test func activeOnesComeFirstThenSuppressedThenResolved() {
        var triage = triage(day)
        triage.suppressions = [Sample.suppression(incidents: ["2f"])]
        let incidents = [
            Sample.incident("1f", seen: ("2025-09-13", "2025-09-13"), level: .critical),
            Sample.incident("2f", level: .critical),
            Sample.incident("3f", seen: ("2025-09-13", "2025-09-14"), level: .high),
            Sample.incident("4f", level: .low),
        ]
        #expect(statuses(triage, incidents) == ["3f ongoing", "4f new", "2f suppressed", "1f resolved"])
    }

    // MARK: - The stretch before

    private let threeDays = [
        Sample.incident("1f", seen: ("2025-09-12", "2025-09-12"), level: .low, users: ["carol"]),
        Sample.incident("2f", seen: ("2025-09-12", "2025-09-13"), users: ["alice"]),
        Sample.incident("3f", seen: ("2025-09-13", "2025-09-13"), level: .critical),
        Sample.incident("4f", seen: ("2025-09-13", "2025-09-14"), level: .low),
        Sample.incident("5f", seen: ("2025-09-14", "2025-09-14")),
    ]

    @Test func thePreviousFiguresAreThoseOfItsOwnReport() {
        var triage = triage(day)
        triage.knownSince = Sample.time("2025-09-10")
        let previous = triage.report(ledger: Ledger(), incidents: threeDays).report.context.previous
        triage.period = day.previous
        let own = triage.report(ledger: Ledger(), incidents: threeDays).report.figures
        #expect(previous == own)
        #expect(own.new == 2)
        #expect(own.ongoing == 1)
        #expect(own.resolved == 1)
        #expect(own.active == [.critical: 1, .high: 1, .low: 1])
        #expect(own.users == 2)
    }

    @Test func thePreviousFiguresAreOfWhatIsShown() {
        var triage = triage(day)
        triage.knownSince = Sample.time("2025-09-10")
        let result = triage.report(ledger: Ledger(), incidents: threeDays) { $0.level >= .high }
        #expect(result.report.incidents.map(\.id) == ["5f", "2f", "3f"])
        #expect(result.hidden == 1)
        #expect(result.report.context.previous?.total == 2)
    }

    @Test(arguments: [nil, "2025-09-14", "2025-09-15"])
    func whatNobodyLookedAtIsNotKnown(since: String?) {
        var triage = triage(day)
        triage.knownSince = since.map(Sample.time)
        #expect(
            triage.report(ledger: Ledger(), incidents: threeDays).report.context.previous == nil)
    }

    @Test func theDayBeforeAShortOneIsAWholeOne() {
        let short = Period(
            since: Sample.time("2025-03-29T23:00:00Z"), until: Sample.time("2025-03-30T22:00:00Z"),
            previousSince: Sample.time("2025-03-28T23:00:00Z"))
        let incident = Sample.incident("1f", seen: ("2025-03-28T23:30:00Z", "2025-03-28T23:30:00Z"))
        #expect(statuses(triage(short), [incident]) == ["1f resolved"])
    }

    // MARK: - Baselines

    private func baseline(_ incidents: [Incident]) -> Baseline {
        Baseline(name: "last.json", report: Report(ledger: Ledger(), incidents: incidents))
    }

    @Test(
        arguments: [
            (Sample.incident("1f", evidence: []), "ongoing"),
            (Sample.incident("9f", evidence: [Sample.evidence("sha of 1f")]), "ongoing"),
            (
                Sample.incident("9f", evidence: [Sample.evidence("x", insertID: "i", at: "2025-09-14")]),
                "ongoing"
            ),
            (Sample.incident("9f", evidence: [Sample.evidence("x", insertID: "i", at: "2025-09-15")]), "new"),
            (Sample.incident("9f", evidence: [Sample.evidence("x", insertID: "j", at: "2025-09-14")]), "new"),
            (Sample.incident("9f", evidence: [Sample.evidence("x", at: "2025-09-14")]), "new"),
            (Sample.incident("9f", evidence: [Sample.evidence("")]), "new"),
        ])
    func anIncidentIsKnownByItsIDOrAnEntry(incident: Incident, status: String) {
        var triage = triage(nil)
        let known = Sample.incident(
            "1f",
            evidence: [
                Sample.evidence("sha of 1f"), Sample.evidence("y", insertID: "i", at: "2025-09-14"),
                Sample.evidence(""),
            ])
        triage.baseline = baseline([known])
        let resolved = status == "new" ? ["1f resolved"] : []
        #expect(statuses(triage, [incident]) == ["\(incident.id) \(status)"] + resolved)
    }

    @Test func anIncidentIsKnownByAFormerID() {
        var triage = triage(nil)
        triage.baseline = baseline([Sample.incident("0f")])
        triage.formerIDs = ["1f": ["0f"]]
        #expect(statuses(triage, [Sample.incident("1f")]) == ["1f ongoing"])
    }

    @Test func whatIsInTheBaselineOnlyIsResolvedOnce() {
        var triage = triage(nil)
        triage.baseline = baseline([
            Sample.incident("1f"), Sample.incident("2f", status: .resolved),
            Sample.incident("3f", status: .suppressed),
        ])
        #expect(statuses(triage, []) == ["1f resolved", "3f resolved"])
        #expect(triage.report(ledger: Ledger(), incidents: []).report.context.baseline == "last.json")
    }

    @Test func withABaselineThePeriodOnlyChooses() {
        var triage = triage(day)
        triage.baseline = baseline([Sample.incident("1f"), Sample.incident("2f")])
        let incidents = [
            Sample.incident("1f"), Sample.incident("2f", seen: ("2025-09-12", "2025-09-12")),
            Sample.incident("3f", seen: ("2025-09-13", "2025-09-14")),
            Sample.incident("4f", seen: ("2025-09-13", "2025-09-13")),
        ]
        #expect(statuses(triage, incidents) == ["1f ongoing", "3f new", "2f resolved"])
    }

    // MARK: - Suppressions

    @Test(
        arguments: [
            // now, the day's report, expiry, whether it suppresses
            ("2025-09-20", true, "2025-09-15", true),
            ("2025-09-20", true, "2025-09-14T23:59:59Z", false),
            ("2025-09-14T12:00:00Z", true, "2025-09-14T18:00:00Z", true),
            ("2025-09-14T18:00:00Z", true, "2025-09-14T18:00:00Z", false),
            ("2025-09-20", false, "2025-09-20", false),
            ("2025-09-20", false, "2025-09-20T00:00:01Z", true),
        ])
    func aSuppressionHoldsUntilItExpires(now: String, hasPeriod: Bool, expires: String, holds: Bool) {
        var triage = triage(hasPeriod ? day : nil, now: now)
        let suppression = Sample.suppression(incidents: ["1f"], expires: expires)
        triage.suppressions = [suppression]
        let report = triage.report(ledger: Ledger(), incidents: [Sample.incident("1f")]).report
        #expect(report.incidents.map(\.status) == [holds ? .suppressed : .new])
        #expect(report.incidents.map(\.suppression) == [holds ? suppression : nil])
        #expect(
            report.context.suppressions == [
                SuppressionUse(suppression: suppression, isExpired: !holds, incidents: 1)
            ])
    }

    @Test func theFirstThatHoldsSuppressesAndAllAreCounted() {
        var triage = triage(nil)
        let expired = Sample.suppression(users: ["alice", "bob"], expires: "2025-09-01")
        let first = Sample.suppression(rules: ["first_rule"])
        let second = Sample.suppression(users: ["alice", "bob"])
        let unused = Sample.suppression(users: ["zoe"])
        triage.suppressions = [expired, first, second, unused]
        let report = triage.report(
            ledger: Ledger(), incidents: [Sample.incident("1f"), Sample.incident("2f", users: ["carol"])]
        ).report
        #expect(report.incidents.map(\.suppression) == [first, first])
        #expect(report.context.suppressions.map(\.incidents) == [1, 2, 1, 0])
        #expect(report.context.suppressions.map(\.isExpired) == [true, false, false, false])
        #expect(report.figures.suppressed == 2)
        #expect(report.figures.total == 0)
    }
}
