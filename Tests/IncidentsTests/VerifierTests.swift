import Incidents
import Model
import Testing

/// Whether a fix held, by table: times are minutes, the fix was deployed at 100, and it is 400 now.
@Suite struct VerifierTests {
    typealias Question = Verification.Question
    typealias Doubt = Verification.Doubt

    private static func minute(_ number: Int) -> Timestamp {
        Timestamp(nanoseconds: Int64(number) * .minute)
    }

    private static func question(_ change: (inout Question) -> Void = { _ in }) -> Question {
        var question = Question(since: minute(100), now: minute(400))
        change(&question)
        return question
    }

    /// An entry a half hour, of which those from minute 130 on are of the new revision.
    private static func coverage(_ minutes: [Int] = [100, 130, 160, 190, 220, 250, 280, 310, 340, 370])
        -> Coverage
    {
        minutes.reduce(into: Coverage()) { $0.see(minute($1), isOfRevision: $1 >= 130) }
    }

    private static func evidence(
        _ time: Int?, _ rules: [String] = ["conflict"], revision: String? = "new", service: String? = "chat"
    ) -> Evidence {
        Evidence(
            timestamp: time.map(minute), severity: .info, rules: rules, message: "", users: [],
            cutUsers: [], scopes: [:], service: service, revision: revision, insertID: nil, sha256: "",
            identity: EntryIdentity(high: UInt64(time ?? 0), low: 0),
            source: EvidenceSource(path: "a", line: 1, offset: 0))
    }

    /// An incident of an identity conflict, and of a manager at minute 50.
    private static func incident(_ evidence: [Evidence], omitted: Int = 0) -> Incident {
        let times = evidence.compactMap(\.timestamp)
        let start = times.isEmpty ? nil : minute(50)
        return Incident(
            id: "i", level: .high, title: "", categories: [.identityConflict, .managerDuplication],
            status: .new, users: [], cutUsers: [], scopes: [:], services: ["chat"],
            revisions: ["new", "old"], firstSeen: times.min(), lastSeen: times.max(),
            count: evidence.count + omitted,
            signals: [
                .init(
                    rule: .sample("conflict"), count: 1, firstSeen: times.min(), lastSeen: times.max()),
                .init(
                    rule: .sample("manager", category: .managerDuplication), count: 1, firstSeen: start,
                    lastSeen: start),
            ], evidence: evidence)
    }

    private static func judge(
        _ question: Question, _ incidents: [Incident] = [], _ coverage: Coverage = coverage(),
        _ ledger: Ledger = Ledger()
    ) -> Verification {
        Verifier.judge(
            question, Verification.Observation(ledger: ledger, coverage: coverage, incidents: incidents))
    }

    // MARK: - What counts

    @Test(
        arguments: [
            ("evidence before", evidence(99), question(), false),
            ("evidence at the very time", evidence(100), question(), true),
            ("evidence after", evidence(399), question(), true),
            ("before the end", evidence(199), question { $0.until = minute(200) }, true),
            ("at the end", evidence(200), question { $0.until = minute(200) }, false),
            ("without a time", evidence(nil), question(), false),
            ("of the category", evidence(150), question { $0.categories = [.identityConflict] }, true),
            (
                "of one of them", evidence(150),
                question { $0.categories = [.raceCondition, .identityConflict] }, true
            ),
            ("of another", evidence(150), question { $0.categories = [.raceCondition] }, false),
            (
                "another rule of the incident is of the category",
                evidence(150), question { $0.categories = [.managerDuplication] }, false
            ),
            ("of the revision", evidence(150), question { $0.revision = "new" }, true),
            ("of another", evidence(150, revision: "old"), question { $0.revision = "new" }, false),
            ("of none", evidence(150, revision: nil), question { $0.revision = "new" }, false),
            ("of the service", evidence(150), question { $0.service = "chat" }, true),
            ("of another", evidence(150, service: "worker"), question { $0.service = "chat" }, false),
            ("of a rule that is no signal", evidence(150, ["base"]), question(), false),
        ] as [(String, Evidence, Question, Bool)])
    func evidenceCounts(what: String, evidence: Evidence, question: Question, isFailure: Bool) {
        let incident = Self.incident([Self.evidence(60, ["manager"]), evidence])
        let verification = Self.judge(question, [incident])
        #expect((verification.verdict == .failed) == isFailure, "\(what)")
        #expect(verification.incidents.count == (isFailure ? 1 : 0), "\(what)")
    }

    /// The list holds the first and the last; what fits may be among the others.
    @Test(
        arguments: [
            (question { $0.revision = "new" }, 3, true), (question { $0.revision = "new" }, 0, false),
            (question { $0.revision = "newer" }, 3, false),
            (
                question {
                    $0.revision = "new"
                    $0.service = "worker"
                }, 3, false
            ),
            (
                question {
                    $0.revision = "new"
                    $0.categories = [.managerDuplication]
                }, 3, false
            ),
        ] as [(Question, Int, Bool)])
    func evidenceThatIsNotListedMayCount(question: Question, omitted: Int, isFailure: Bool) {
        let incident = Self.incident([Self.evidence(150, revision: "old")], omitted: omitted)
        #expect((Self.judge(question, [incident]).verdict == .failed) == isFailure)
    }

    // MARK: - What the logs leave open

    private static func gap(_ from: Int, _ to: Int) -> Doubt {
        .gap(Coverage.Gap(from: minute(from), to: minute(to)))
    }

    @Test(
        arguments: [
            ("all is there", question(), coverage(), []),
            ("nothing at all", question(), coverage([]), [.noEntries]),
            ("begins late", question(), coverage([161, 220, 280, 340]), [gap(100, 161)]),
            ("a hole", question(), coverage([100, 160, 280, 340]), [gap(160, 280)]),
            ("ends early", question(), coverage([100, 160, 220]), [gap(220, 400)]),
            ("ends early enough", question { $0.until = minute(250) }, coverage([100, 160, 220]), []),
            ("quiet is allowed", question { $0.maxGap = 3 * .hour }, coverage([110, 220]), []),
            ("as many as asked", question { $0.minEntries = 10 }, coverage(), []),
            ("fewer", question { $0.minEntries = 11 }, coverage(), [.tooFewEntries(10)]),
            ("of the revision", question { $0.revision = "new" }, coverage(), []),
            (
                "fewer of it",
                question {
                    $0.revision = "new"
                    $0.minEntries = 10
                }, coverage(),
                [.tooFewEntries(9)]
            ),
            (
                "none of it",
                question {
                    $0.revision = "new"
                    $0.until = minute(130)
                }, coverage([100, 129]),
                [.noRevision]
            ),
        ] as [(String, Question, Coverage, [Doubt])])
    func coverageIsJudged(what: String, question: Question, coverage: Coverage, expected: [Doubt]) {
        let verification = Self.judge(question, [], coverage)
        #expect(verification.doubts == expected, "\(what)")
        #expect(verification.verdict == (expected.isEmpty ? .held : .unknown), "\(what)")
    }

    @Test(
        arguments: [
            (\Ledger.incompleteInputs, [.incompleteInputs(2)]), (\.regexLimitHits, [.regexLimitHits(2)]),
            (\.evicted, [.evicted(2)]), (\.malformed, []), (\.duplicates, []), (\.outOfRange, []),
        ] as [(WritableKeyPath<Ledger, Int> & Sendable, [Doubt])])
    func ledgerIsJudged(count: WritableKeyPath<Ledger, Int> & Sendable, expected: [Doubt]) {
        var ledger = Ledger()
        ledger[keyPath: count] = 2
        #expect(Self.judge(Self.question(), [], Self.coverage(), ledger).doubts == expected)
    }

    @Test func evidenceWithoutATimeLeavesItOpen() {
        let incident = Self.incident([Self.evidence(nil)])
        #expect(Self.judge(Self.question(), [incident]).doubts == [.untimedEvidence(1)])
        let other = Self.question { $0.categories = [.raceCondition] }
        #expect(Self.judge(other, [incident]).verdict == .held)
    }

    /// A failure is one, however little was read.
    @Test func failureComesBeforeDoubt() {
        let verification = Self.judge(
            Self.question(), [Self.incident([Self.evidence(150)])], Self.coverage([150]))
        #expect(verification.verdict == .failed)
        #expect(verification.doubts == [Self.gap(150, 400)])
    }
}
