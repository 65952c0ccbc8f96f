import Model

@testable import Sigma

/// An entry as correlations see it.
struct OracleEntry: Sendable {
    let time: Int64
    let identity: UInt64
    let groups: [String]
    let values: [String]
    /// Where it stood, each time it was read.
    let places: [UInt64]

    func sighting(_ place: UInt64) -> Sighting {
        Sighting(
            time: time, identity: identity, place: place, handle: identity &* 3,
            isDetection: identity % 2 == 0)
    }

    var best: Sighting { sighting(places.min() ?? 0) }
}

/// A match without what only hashes show.
struct OracleMatch: Hashable, Comparable {
    let group: UInt64
    let values: [UInt64]
    let first: Int64
    let last: Int64
    let count: Int
    let evidence: [Sighting]

    static func < (left: OracleMatch, right: OracleMatch) -> Bool {
        (left.group, left.first) < (right.group, right.first)
    }
}

/// What correlations mean, in the plainest words and with no regard to speed.
struct CorrelationOracle {
    let span: Int64
    let entries: [OracleEntry]

    private typealias Event = (entry: OracleEntry, value: String)

    private func perGroup(_ body: (String, [OracleEntry]) -> [OracleMatch]) -> [OracleMatch] {
        Set(entries.flatMap(\.groups)).flatMap { group in
            body(group, entries.filter { $0.groups.contains(group) })
        }.sorted()
    }

    /// Two values or more, or one: runs of a value, joined where some window holds entries of two of them.
    func conflicts(least: Int = 2) -> [OracleMatch] {
        perGroup { group, members in
            var runs: [(value: String, entries: [OracleEntry])] = []
            for value in Set(members.flatMap(\.values)) {
                for run in components(members.filter { $0.values.contains(value) }, near) {
                    runs.append((value, run))
                }
            }
            return components(runs) { left, right in
                left.value != right.value
                    && left.entries.contains { entry in right.entries.contains { near(entry, $0) } }
            }.compactMap { part in
                guard Set(part.map(\.value)).count >= least else { return nil }
                let ends = part.flatMap { run in
                    let sorted = run.entries.map(\.best).sorted()
                    return [sorted[0], sorted[sorted.count - 1]]
                }
                return match(group, part.flatMap(\.entries), part.map(\.value), evidence: ends)
            }
        }
    }

    /// Windows that end at an entry each, and fire if `fires` says so of their entries and values.
    func windows(countsValues: Bool, fires: (Int) -> Bool) -> [OracleMatch] {
        perGroup { group, all in
            let members = countsValues ? all.filter { !$0.values.isEmpty } : all
            let firing = Set(members.map(\.time)).sorted().filter { time in
                let window = members.filter { $0.time >= time - span && $0.time <= time }
                return fires(countsValues ? Set(window.flatMap(\.values)).count : window.count)
            }
            return components(firing) { abs($0 - $1) <= span }.map { times in
                let inside = members.filter { entry in
                    times.contains { entry.time >= $0 - span && entry.time <= $0 }
                }
                return match(
                    group, inside, countsValues ? inside.flatMap(\.values) : [], evidence: inside.map(\.best))
            }
        }
    }

    private func near(_ left: OracleEntry, _ right: OracleEntry) -> Bool {
        abs(left.time - right.time) <= span
    }

    private func match(
        _ group: String, _ members: [OracleEntry], _ values: [String], evidence: [Sighting]
    ) -> OracleMatch {
        OracleMatch(
            group: hashOfGroup([group]), values: Set(values.map(hashOfValue)).sorted(),
            first: members.map(\.time).min() ?? 0, last: members.map(\.time).max() ?? 0,
            count: Set(members.map(\.best)).count, evidence: Set(evidence).sorted())
    }

    /// The connected components of a relation.
    private func components<Item>(_ items: [Item], _ isLinked: (Item, Item) -> Bool) -> [[Item]] {
        var parts: [[Item]] = []
        for item in items {
            let linked = parts.indices.filter { parts[$0].contains { isLinked($0, item) } }
            let joined = linked.flatMap { parts[$0] } + [item]
            for index in linked.reversed() { parts.remove(at: index) }
            parts.append(joined)
        }
        return parts
    }
}

func hashOfValue(_ text: String) -> UInt64 {
    var copy = text
    return copy.withUTF8 { Correlator.valueHash(of: $0) }
}

func hashOfGroup(_ texts: [String]) -> UInt64 {
    let buffers = texts.map { text in
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = buffer.initialize(from: text.utf8)
        return buffer
    }
    defer { for buffer in buffers { buffer.deallocate() } }
    return Correlator.groupHash(of: buffers.map { Bytes($0) })
}
