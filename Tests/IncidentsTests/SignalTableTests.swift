import Incidents
import Model
import TestSupport
import Testing

@Suite struct SignalTableTests {
    @Test(arguments: [
        ([0, 10, 20], [[0, 10, 20]]),
        ([0, 10, 21], [[0, 10], [21]]),
        ([0, 20, 10], [[0, 10, 20]]),
        ([0, 11, 22], [[0], [11], [22]]),
    ])
    func aGapIsClosed(times: [Int64], expected: [[Int64]]) {
        var table = SignalTable(gap: 10)
        for time in times { table.observe(Observation(rules: [1], ids: 7, time: time, identity: 1)) }
        #expect(table.finish().map { $0.sightings.map(\.time) } == expected)
    }

    @Test func rulesAndIDsAndTimelessnessKeepEpisodesApart() {
        var table = SignalTable(gap: 1000)
        table.observe(Observation(rules: [1], ids: 7, time: 0, identity: 1))
        table.observe(Observation(rules: [1, 2], ids: 7, time: 0, identity: 2))
        table.observe(Observation(rules: [1], ids: 8, time: 0, identity: 3))
        table.observe(Observation(rules: [1], ids: 7, time: Sighting.untimed, identity: 4))
        table.observe(Observation(rules: [1], ids: 7, time: Sighting.untimed, identity: 5))
        table.observe(Observation(rules: [], ids: 7, time: 0, identity: 6))
        let episodes = table.finish()
        #expect(episodes.map(\.rules) == [[1], [1], [1], [1, 2]])
        #expect(episodes.map(\.count) == [2, 1, 1, 1])
        #expect(episodes.map(\.first?.nanoseconds) == [nil, 0, 0, 0])
    }

    @Test func aRepeatAddsNothingButItsSmallerPlace() {
        var table = SignalTable(gap: 10)
        let entry = Observation(rules: [1], ids: 7, time: 5, identity: 1, place: 900)
        table.observe(entry)
        table.observe(entry.again(place: 300))
        table.observe(entry.again(place: 600))
        table.observe(Observation(rules: [1], ids: 7, time: 5, identity: 2, place: 1))
        let episode = table.finish()[0]
        #expect(episode.count == 2)
        #expect(episode.sightings.map(\.place) == [300, 1])
    }

    @Test func manyEntriesLeaveTheFirstAndTheLast() {
        var table = SignalTable(gap: 1, evidenceCap: 3)
        for time in Int64(0)..<100 {
            table.observe(Observation(rules: [1], ids: 7, time: time * 37 % 100, identity: 1))
        }
        // One gap of 1 each: a single episode, whatever the order of arrival.
        let episodes = table.finish()
        #expect(episodes.map(\.count) == [100])
        #expect(episodes[0].sightings.map(\.time) == [0, 1, 2, 97, 98, 99])
    }

    @Test func timesAtTheEndsOfTheRangeDoNotOverflow() {
        var table = SignalTable(gap: .max)
        table.observe(Observation(rules: [1], ids: 7, time: .max, identity: 1))
        table.observe(Observation(rules: [1], ids: 7, time: .min + 1, identity: 2))
        #expect(table.finish().map(\.count) == [1, 1])
    }

    @Test func aResetTableIsLikeANewOne() {
        var table = SignalTable(gap: 10)
        table.observe(Observation(rules: [3], ids: 7, time: 0, identity: 1))
        table.reset()
        #expect(table.finish().isEmpty)
        table.observe(Observation(rules: [4], ids: 7, time: 0, identity: 1))
        #expect(table.finish().map(\.rules) == [[4]])
    }

    @Test func handlesMayBeChanged() {
        var table = SignalTable(gap: 10)
        for identity in UInt64(0)..<3 {
            table.observe(Observation(rules: [1], ids: identity / 2, time: 0, identity: identity))
        }
        table.updateSightings { $0.handle = $0.identity + 100 }
        #expect(table.finish().map { $0.sightings.map(\.handle) } == [[100, 101], [102]])
    }

    @Test(arguments: SeededGenerator.seeds(60))
    func anyOrderAndAnyTreeOfMergesGivesTheSameEpisodes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let gap = Int64(1 + random.below(40))
        let cap = 1 + random.below(5)
        var observations = Observation.random(count: 1 + random.below(400), using: &random)
        let expected = BruteForce.episodes(observations, gap: gap, cap: cap)
        for _ in 0..<3 {
            observations.shuffle(using: &random)
            var tables = (0...random.below(6)).map { _ in SignalTable(gap: gap, evidenceCap: cap) }
            var seen: Set<Observation.Entry> = []
            for observation in observations {
                let isFirst = seen.insert(observation.entry).inserted
                tables[random.below(tables.count)].observe(observation.counting(isFirst))
            }
            while tables.count > 1 {
                let other = tables.remove(at: random.below(tables.count))
                tables[random.below(tables.count)].merge(other)
            }
            #expect(tables[0].finish() == expected, "seed \(seed)")
        }
    }

    @Test func manyEpisodesOfOneKeyAreJoinedOnTheWay() {
        var random = SeededGenerator(seed: 1)
        var table = SignalTable(gap: 10)
        let times = (0..<20_000).map { Int64($0) * 11 - Int64($0 % 2) }.shuffled(using: &random)
        for time in times { table.observe(Observation(rules: [1], ids: 7, time: time, identity: 1)) }
        let episodes = table.finish()
        #expect(episodes.count == 10_000)
        #expect(episodes.allSatisfy { $0.count == 2 })
    }
}
