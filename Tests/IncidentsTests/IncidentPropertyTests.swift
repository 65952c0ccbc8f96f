import Incidents
import Model
import TestSupport
import Testing

@Suite struct IncidentPropertyTests {
    @Test(arguments: SeededGenerator.seeds(40))
    func shufflingSignalsGivesTheSameIncidents(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let sample = RandomCase(using: &random)
        let expected = IncidentBuilder.build(sample.signals, gap: sample.gap, evidenceCap: 2).map(
            Self.described)
        for _ in 0..<5 {
            let shuffled = sample.signals.shuffled(using: &random)
            let incidents = IncidentBuilder.build(shuffled, gap: sample.gap, evidenceCap: 2)
            #expect(incidents.map(Self.described) == expected, "seed \(seed)")
        }
    }

    @Test(arguments: SeededGenerator.seeds(40))
    func incidentsAreTheClosureOfLinksAndCountEachEntryOnce(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let sample = RandomCase(using: &random)
        let incidents = IncidentBuilder.build(sample.signals, gap: sample.gap, evidenceCap: 2)
        let expected = sample.closure().map { group in
            Set(group.flatMap { sample.allEvidence[$0] }).count
        }
        #expect(incidents.map(\.count).sorted() == expected.sorted(), "seed \(seed)")
        #expect(Set(incidents.map(\.id)).count == incidents.count, "seed \(seed)")
    }

    /// All of an incident, with dictionaries in order.
    private static func described(_ incident: Incident) -> String {
        let scopes = incident.scopes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let evidence = incident.evidence.map { "\($0.identity) \($0.rules) \($0.source)" }
        return [
            incident.id, incident.title, "\(incident.level)", "\(incident.categories)", "\(incident.users)",
            "\(incident.cutUsers)", "\(scopes)", "\(incident.services)", "\(incident.count)",
            "\(incident.signals)", "\(evidence)", "\(incident.firstSeen as Any)",
            "\(incident.lastSeen as Any)",
        ].joined(separator: "\n")
    }
}

/// Entries that match a detection, a correlation or both.
private struct RandomCase {
    var signals: [Signal] = []
    /// Of each signal, everything that is evidence, listed or not.
    var allEvidence: [[UInt64]] = []
    let gap: Int64

    private let rules = [
        Rule.sample("a", level: .low), .sample("b", level: .high), .sample("c", level: .high),
        .sample("d", level: .critical, category: .sharedState),
    ]
    private var nextIdentity: UInt64 = 0

    init(using random: inout SeededGenerator) {
        gap = Int64(random.below(30))
        for _ in 0..<(1 + random.below(25)) { addDetection(using: &random) }
        for _ in 0..<random.below(15) { addCorrelation(using: &random) }
    }

    /// Up to eight entries of one identity each, of which four are listed.
    private mutating func addDetection(using random: inout SeededGenerator) {
        let isTimed = random.below(8) > 0
        let start = Int64(random.below(600))
        let count = 1 + random.below(8)
        let entries = (0..<count).map { offset in
            Evidence.sample(
                nextIdentity + UInt64(offset), at: isTimed ? start + Int64(offset) : nil, rules: ["x"])
        }
        nextIdentity += UInt64(count)
        let listed = count > 4 ? Array(entries.prefix(2) + entries.suffix(2)) : entries
        signals.append(
            .sample(
                Self.some(of: rules, using: &random), users: Self.names("u", using: &random),
                cutUsers: ["cut"], scopes: ["s\(random.below(2))": Self.names("i", using: &random)],
                services: ["w"], evidence: listed, evidenceCount: count))
        allEvidence.append(entries.map(\.identity.high))
    }

    /// Listed entries of one detection, of an earlier correlation, and new ones close by.
    private mutating func addCorrelation(using random: inout SeededGenerator) {
        let other = signals[random.below(signals.count)]
        guard let start = other.firstSeen else { return }
        var entries = other.evidence.filter { _ in random.below(2) == 0 }
        let fresh = (0...random.below(3)).map { offset in
            Evidence.sample(
                nextIdentity + UInt64(offset), at: start.nanoseconds + Int64(offset), rules: ["y"])
        }
        nextIdentity += UInt64(fresh.count)
        entries += fresh
        entries = entries.map { entry in
            let path = ["a", "b", "c"][random.below(3)]
            return .sample(entry.identity.high, at: entry.timestamp?.nanoseconds, rules: ["y"], path: path)
        }
        let detected = other.isCorrelation ? other.alsoDetected : Set(other.evidence.map(\.identity))
        signals.append(
            .sample(
                [rules[random.below(rules.count)]], isCorrelation: true,
                users: Self.names("u", using: &random),
                evidence: entries, alsoDetected: detected.intersection(entries.map(\.identity))))
        allEvidence.append(entries.map(\.identity.high))
    }

    private static func some(of rules: [Rule], using random: inout SeededGenerator) -> [Rule] {
        let some = rules.filter { _ in random.below(2) == 0 }
        return some.isEmpty ? [rules[0]] : some
    }

    private static func names(_ prefix: String, using random: inout SeededGenerator) -> [String] {
        random.below(3) == 0 ? [] : ["\(prefix)\(random.below(12))"]
    }

    /// Incidents by their definition: every pair is compared, again and again until nothing is joined.
    func closure() -> [[Int]] {
        var groups = signals.indices.map { [$0] }
        var joined = true
        while joined {
            joined = false
            for left in groups.indices {
                for right in groups.indices.reversed() where right > left {
                    guard groups[left].contains(where: { a in groups[right].contains { areJoined(a, $0) } })
                    else { continue }
                    groups[left] += groups.remove(at: right)
                    joined = true
                }
                if joined { break }
            }
        }
        return groups
    }

    private func areJoined(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (signals[left], signals[right])
        let sharesScope = a.scopes.contains { name, ids in !Set(ids).isDisjoint(with: b.scopes[name] ?? []) }
        let sharesEntry = !Set(a.evidence.map(\.identity)).isDisjoint(with: b.evidence.map(\.identity))
        guard sharesScope || sharesEntry || !Set(a.users).isDisjoint(with: b.users) else { return false }
        guard let aFirst = a.firstSeen, let aLast = a.lastSeen, let bFirst = b.firstSeen,
            let bLast = b.lastSeen
        else { return a.firstSeen == nil && b.firstSeen == nil }
        return aFirst.nanoseconds - bLast.nanoseconds <= gap && bFirst.nanoseconds - aLast.nanoseconds <= gap
    }
}
