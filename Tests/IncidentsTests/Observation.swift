import Incidents
import Model
import TestSupport

/// One call of `SignalTable.observe`.
struct Observation {
    struct Entry: Hashable {
        let time: Int64
        let identity: UInt64
    }

    let rules: [Int32]
    let ids: UInt64
    let sighting: Sighting
    var countsOnce = true

    var entry: Entry { Entry(time: sighting.time, identity: sighting.identity) }

    init(rules: [Int32], ids: UInt64, time: Int64, identity: UInt64, place: UInt64 = 0) {
        self.rules = rules
        self.ids = ids
        sighting = Sighting(time: time, identity: identity, place: place, handle: place, isDetection: true)
    }

    /// The same entry read once more.
    func again(place: UInt64) -> Observation {
        Observation(rules: rules, ids: ids, time: sighting.time, identity: sighting.identity, place: place)
            .counting(false)
    }

    func counting(_ countsOnce: Bool) -> Observation {
        var copy = self
        copy.countsOnce = countsOnce
        return copy
    }

    /// Entries of a few keys, one in ten without a time, one in four read more than once.
    static func random(count: Int, using random: inout SeededGenerator) -> [Observation] {
        let span = 50 + random.below(5000)
        var result: [Observation] = []
        for index in 0..<count {
            if let earlier = result.randomElement(using: &random), random.below(4) == 0 {
                result.append(earlier.again(place: UInt64(random.below(1000))))
                continue
            }
            let time = random.below(10) == 0 ? Sighting.untimed : Int64(random.below(span))
            result.append(
                Observation(
                    rules: [[1], [2], [1, 2]][random.below(3)], ids: UInt64(random.below(3)), time: time,
                    identity: UInt64(index), place: UInt64(random.below(1000))))
        }
        return result
    }
}

extension SignalTable {
    mutating func observe(_ observation: Observation) {
        observation.rules.withUnsafeBufferPointer { rules in
            observe(
                rules: rules, ids: observation.ids, sighting: observation.sighting,
                countsOnce: observation.countsOnce)
        }
    }
}

/// Episodes by their definition: sort everything, cut where the gap is too long.
enum BruteForce {
    private struct Key: Hashable {
        let rules: [Int32]
        let ids: UInt64
        let isTimed: Bool
    }

    static func episodes(_ observations: [Observation], gap: Int64, cap: Int) -> [SignalEpisode] {
        let keys = Dictionary(grouping: observations) {
            Key(rules: $0.rules, ids: $0.ids, isTimed: $0.sighting.time != Sighting.untimed)
        }
        var episodes: [SignalEpisode] = []
        for (key, observations) in keys {
            episodes += runs(of: observations, gap: gap).map { episode(key, $0, cap: cap) }
        }
        return episodes.sorted { order($0) < order($1) }
    }

    /// What the episodes are sorted by. With a name and types of its own, as one expression took the compiler
    /// longer than it allows itself on a busy machine.
    private static func order(_ episode: SignalEpisode) -> (String, UInt64, Int64) {
        let rules: String = episode.rules.map { String($0) }.joined(separator: ",")
        let first: Int64 = episode.first?.nanoseconds ?? .min
        return (rules, episode.ids, first)
    }

    private static func runs(of observations: [Observation], gap: Int64) -> [[Sighting]] {
        let places = Dictionary(grouping: observations.map(\.sighting)) {
            Observation.Entry(time: $0.time, identity: $0.identity)
        }
        var runs: [[Sighting]] = []
        for sighting in places.values.compactMap({ $0.min() }).sorted() {
            if let last = runs.last?.last, sighting.time - last.time <= gap {
                runs[runs.count - 1].append(sighting)
            } else {
                runs.append([sighting])
            }
        }
        return runs
    }

    private static func episode(_ key: Key, _ run: [Sighting], cap: Int) -> SignalEpisode {
        SignalEpisode(
            rules: key.rules.map(Int.init), ids: key.ids,
            first: key.isTimed ? run.first.map { Timestamp(nanoseconds: $0.time) } : nil,
            last: key.isTimed ? run.last.map { Timestamp(nanoseconds: $0.time) } : nil, counted: run.count,
            sightings: run.count > 2 * cap ? Array(run.prefix(cap) + run.suffix(cap)) : run)
    }
}
