import Model

/// Judges whether a fix held.
public enum Verifier {
    /// The answer to a question. A failure that was seen is one, however little of the logs was read; that
    /// there is none is only said where the logs are enough to say so.
    public static func judge(
        _ question: Verification.Question, _ observation: Verification.Observation
    ) -> Verification {
        let coverage = observation.coverage
        let entries = question.revision == nil ? coverage.all : coverage.ofRevision
        let failures = observation.incidents.filter { shows($0, question) }
        let doubts =
            doubts(question, coverage, entries) + doubts(observation.ledger)
            + doubts(question, observation.incidents)
        let verdict: Verification.Verdict =
            !failures.isEmpty ? .failed : doubts.isEmpty ? .held : .unknown
        return Verification(
            question: question, verdict: verdict, doubts: doubts, entries: entries, incidents: failures,
            ledger: observation.ledger)
    }

    // MARK: - What counts as a failure

    /// Whether an incident has evidence of the kind, time, service and revision asked about.
    ///
    /// Where evidence was left out of the list, and none of the list fits, it is taken to fit if the rest of
    /// what is known of the incident does: better one look too many than a failure passed over.
    private static func shows(_ incident: Incident, _ question: Verification.Question) -> Bool {
        let signals = incident.signals.filter { isAsked($0.rule, question) }
        guard !signals.isEmpty else { return false }
        let rules = Set(signals.map(\.rule.name))
        if incident.evidence.contains(where: { fits($0, rules, question) }) { return true }
        guard incident.evidenceOmitted > 0 else { return false }
        return signals.contains { overlaps($0, question) }
            && contains(incident.services, question.service)
            && contains(incident.revisions, question.revision)
    }

    private static func isAsked(_ rule: Rule, _ question: Verification.Question) -> Bool {
        guard !question.categories.isEmpty else { return true }
        return rule.category.map(question.categories.contains) ?? false
    }

    private static func fits(
        _ evidence: Evidence, _ rules: Set<String>, _ question: Verification.Question
    ) -> Bool {
        guard let time = evidence.timestamp, isInTime(time, question) else { return false }
        return !rules.isDisjoint(with: evidence.rules)
            && contains([evidence.service].compactMap { $0 }, question.service)
            && contains([evidence.revision].compactMap { $0 }, question.revision)
    }

    private static func isInTime(_ time: Timestamp, _ question: Verification.Question) -> Bool {
        time >= question.since && question.until.map { time < $0 } ?? true
    }

    private static func overlaps(
        _ signal: Incident.SignalSummary, _ question: Verification.Question
    ) -> Bool {
        guard let first = signal.firstSeen, let last = signal.lastSeen else { return false }
        return last >= question.since && question.until.map { first < $0 } ?? true
    }

    /// Whether a name is among others, compared as bytes; nil asks for nothing.
    private static func contains(_ names: [String], _ wanted: String?) -> Bool {
        guard let wanted else { return true }
        return names.contains { ExactText($0) == ExactText(wanted) }
    }

    // MARK: - What the logs leave open

    private static func doubts(
        _ question: Verification.Question, _ coverage: Coverage, _ entries: Coverage.Tally
    ) -> [Verification.Doubt] {
        if coverage.hours.isEmpty { return [.noEntries] }
        var doubts: [Verification.Doubt] = []
        if entries.entries == 0 {
            doubts.append(.noRevision)
        } else if entries.entries < question.minEntries {
            doubts.append(.tooFewEntries(entries.entries))
        }
        // A revision may take over late or serve few; that logs were written at all is what all entries say.
        let gaps = coverage.gaps(from: question.since, to: question.end, longerThan: question.maxGap)
        return doubts + gaps.map { .gap($0) }
    }

    private static func doubts(_ ledger: Ledger) -> [Verification.Doubt] {
        [
            (ledger.incompleteInputs, Verification.Doubt.incompleteInputs(ledger.incompleteInputs)),
            (ledger.regexLimitHits, .regexLimitHits(ledger.regexLimitHits)),
            (ledger.evicted, .evicted(ledger.evicted)),
        ].filter { $0.0 > 0 }.map(\.1)
    }

    private static func doubts(
        _ question: Verification.Question, _ incidents: [Incident]
    ) -> [Verification.Doubt] {
        let untimed = incidents.count { incident in
            incident.firstSeen == nil && incident.signals.contains { isAsked($0.rule, question) }
        }
        return untimed > 0 ? [.untimedEvidence(untimed)] : []
    }
}
