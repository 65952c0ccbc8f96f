import Model

/// What makes two pieces of evidence the same entry.
struct EntryKey: Hashable, Comparable, Sendable {
    let timestamp: Timestamp?
    let identity: EntryIdentity

    init(_ evidence: Evidence) {
        timestamp = evidence.timestamp
        identity = evidence.identity
    }

    /// By time, those without one first.
    static func < (left: EntryKey, right: EntryKey) -> Bool {
        if left.timestamp != right.timestamp {
            guard let start = left.timestamp else { return true }
            return right.timestamp.map { start < $0 } ?? false
        }
        return left.identity < right.identity
    }
}

/// The evidence of an incident's signals, each entry once.
struct EvidenceUnion {
    /// Sorted by time; the first and the last where there are many.
    let shown: [Evidence]
    /// How many distinct entries are evidence, shown or not.
    let count: Int

    init(_ signals: some Sequence<Signal>, cap: Int) {
        let sorted = Self.distinct(signals.lazy.flatMap(\.evidence))
        count = sorted.count + Self.unlisted(signals)
        shown = sorted.count > 2 * cap ? Array(sorted.prefix(cap) + sorted.suffix(cap)) : sorted
    }

    /// Each entry once, sorted by time.
    static func distinct(_ evidence: some Sequence<Evidence>) -> [Evidence] {
        var entries: [EntryKey: Evidence] = [:]
        for evidence in evidence {
            let key = EntryKey(evidence)
            entries[key] = entries[key].map { unite($0, evidence) } ?? evidence
        }
        return entries.sorted { $0.key < $1.key }.map(\.value)
    }

    /// How many entries are evidence and on no signal's list.
    ///
    /// An entry is of one detection signal at most, so what these leave out may be summed. A correlation
    /// lists all of its evidence; what of it matched a detection by itself, and is not on that signal's list,
    /// is among those left out there and must not count twice.
    private static func unlisted(_ signals: some Sequence<Signal>) -> Int {
        var leftOut = 0
        var detected: Set<EntryKey> = []
        for signal in signals where !signal.isCorrelation {
            leftOut += max(0, signal.evidenceCount - signal.evidence.count)
            detected.formUnion(signal.evidence.lazy.map(EntryKey.init))
        }
        guard leftOut > 0 else { return 0 }
        var listedAfterAll: Set<EntryKey> = []
        for signal in signals where signal.isCorrelation {
            for evidence in signal.evidence where signal.alsoDetected.contains(evidence.identity) {
                let key = EntryKey(evidence)
                if !detected.contains(key) { listedAfterAll.insert(key) }
            }
        }
        return max(0, leftOut - listedAfterAll.count)
    }

    /// One entry seen twice: evidence of the rules of both, shown where it stood first. Where the two differ in
    /// their bytes, which one is shown must not depend on where they stood.
    private static func unite(_ left: Evidence, _ right: Evidence) -> Evidence {
        let rightIsFirst =
            left.sha256 != right.sha256 ? right.sha256 < left.sha256 : right.source < left.source
        var result = rightIsFirst ? right : left
        if left.rules != right.rules { result.rules = ExactText.union([left.rules, right.rules]) }
        return result
    }
}
