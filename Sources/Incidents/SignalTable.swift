import Model

/// Takes entries that matched rules together to episodes: those that matched the same rules, name the same
/// ids and follow one another closely.
///
/// The state is a value. Adding and merging are commutative and associative: threads, files and runs may each
/// fill a table of their own, and merging them in any order gives the episodes of one table that saw
/// everything.
public struct SignalTable: Sendable {
    /// The longest time between neighbours in an episode; exactly this far apart is still together.
    public let gap: Nanoseconds
    /// How many sightings are kept at each end of an episode, 1 or more.
    public let evidenceCap: Int

    private var ruleSets = RuleSets()
    /// Episodes, and parts of episodes that are joined by `settle` only: a new sighting is compared with its
    /// key's latest run and otherwise appended, so that it costs the same however many runs there are.
    private var runs: [SignalRun] = []
    private var latestRun: [SignalKey: Int] = [:]
    /// Runs appended since the last `settle` for keys that had one.
    private var loose = 0
    /// How many runs the last `settle` left.
    private var settled = 0

    public init(gap: Nanoseconds, evidenceCap: Int = 25) {
        self.gap = gap
        self.evidenceCap = max(1, evidenceCap)
    }

    /// Adds an entry.
    /// - Parameters:
    ///   - rules: Numbers of the rules it matched that are signals, ascending. Without any, nothing is added.
    ///   - ids: A hash of whatever keeps episodes apart: all ids of users and scopes, service, revision.
    ///   - countsOnce: Whether the entry is seen for the first time. A repeat adds nothing to the count, but
    ///     shows its place where that is the smaller one.
    public mutating func observe(
        rules: UnsafeBufferPointer<Int32>, ids: UInt64, sighting: Sighting, countsOnce: Bool
    ) {
        guard !rules.isEmpty else { return }
        let key = SignalKey(
            ruleSet: ruleSets.number(of: rules), isTimed: sighting.time != Sighting.untimed, ids: ids)
        absorb(SignalRun(key: key, sighting: sighting, count: countsOnce ? 1 : 0))
    }

    /// Adds an episode of another table of the same gap and cap.
    public mutating func add(_ episode: SignalEpisode) {
        let number = episode.rules.map { Int32(truncatingIfNeeded: $0) }.withUnsafeBufferPointer {
            ruleSets.number(of: $0)
        }
        let key = SignalKey(ruleSet: number, isTimed: episode.first != nil, ids: episode.ids)
        SignalRun(key: key, episode: episode, cap: evidenceCap).map { absorb($0) }
    }

    /// Adds all that another table of the same gap and cap has seen.
    public mutating func merge(_ other: SignalTable) {
        precondition(gap == other.gap && evidenceCap == other.evidenceCap, "tables of one gap and cap merge")
        let numbers = other.ruleSets.sets.map { set in
            set.withUnsafeBufferPointer { ruleSets.number(of: $0) }
        }
        for run in other.runs {
            absorb(SignalRun(run, ruleSet: numbers[Int(run.key.ruleSet)]))
        }
    }

    /// Visits every sighting that is kept, so that its `handle` may be changed.
    public mutating func updateSightings(_ body: (inout Sighting) -> Void) {
        for index in runs.indices { runs[index].updateSightings(body) }
    }

    /// Forgets all entries and keeps the memory for the next ones.
    public mutating func reset() {
        runs.removeAll(keepingCapacity: true)
        latestRun.removeAll(keepingCapacity: true)
        loose = 0
        settled = 0
    }

    /// The episodes of what was added, sorted by rules, ids and time. More may be added afterwards.
    public func finish() -> [SignalEpisode] {
        let ranks = ruleSets.ranks
        var sorted = runs.map { SignalRun($0, ruleSet: ranks[Int($0.key.ruleSet)]) }
        joinTouching(&sorted)
        let sets = ruleSets.sets.map { $0.map(Int.init) }.sorted { $0.lexicographicallyPrecedes($1) }
        return sorted.map { episode($0, rules: sets[Int($0.key.ruleSet)]) }
    }

    private func episode(_ run: SignalRun, rules: [Int]) -> SignalEpisode {
        let sightings = run.ends.sorted
        return SignalEpisode(
            rules: rules, ids: run.key.ids,
            first: run.key.isTimed ? Timestamp(nanoseconds: run.first) : nil,
            last: run.key.isTimed ? Timestamp(nanoseconds: run.last) : nil,
            counted: run.count, sightings: sightings)
    }

    private mutating func absorb(_ run: SignalRun) {
        if let latest = latestRun[run.key] {
            if runs[latest].touches(run, gap: gap) {
                runs[latest].join(run, cap: evidenceCap)
                return
            }
            loose += 1
        }
        latestRun[run.key] = runs.count
        runs.append(run)
        if loose > max(settled, 1024) { settle() }
    }

    /// Joins what was appended. The runs are at most doubled before it is called again, so it costs O(log n)
    /// for each of them.
    private mutating func settle() {
        joinTouching(&runs)
        for (index, run) in runs.enumerated() { latestRun[run.key] = index }
        loose = 0
        settled = runs.count
    }

    /// Sorts runs by key and time and joins those that are parts of one episode.
    private func joinTouching(_ runs: inout [SignalRun]) {
        runs.sort { $0.key != $1.key ? $0.key < $1.key : $0.first < $1.first }
        var kept = 0
        for index in runs.indices.dropFirst() {
            if runs[kept].key == runs[index].key, runs[kept].touches(runs[index], gap: gap) {
                runs[kept].join(runs[index], cap: evidenceCap)
            } else {
                kept += 1
                if kept != index { runs.swapAt(kept, index) }
            }
        }
        runs.removeLast(max(0, runs.count - kept - 1))
    }
}
