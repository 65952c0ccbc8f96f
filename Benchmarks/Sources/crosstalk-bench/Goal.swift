import Measurement

/// What crosstalk shall reach, and what it reached in this run.
struct Goal: Encodable {
    enum Unit: String, Encodable {
        /// A share of somebody's time, or of an entry's time in other work.
        case ratio
        case milliseconds
        case megabytes
    }

    /// The row of crosstalk's that is looked at.
    let crosstalk: String
    /// What it is held against.
    let against: String
    let unit: Unit
    /// nil where one of the rows has no time.
    let measured: Double?
    /// What it should be at most; nil where it is only told.
    let limit: Double?
    /// nil where there is nothing to tell.
    let isReached: Bool?

    init(_ crosstalk: String, _ against: String, _ unit: Unit, _ measured: Double?, atMost limit: Double?) {
        self.crosstalk = crosstalk
        self.against = against
        self.unit = unit
        self.measured = measured
        self.limit = limit
        isReached = if let measured, let limit { measured <= limit } else { nil }
    }
}

/// All goals, from the results of one run: ratios first, because they mean something on other machines too.
struct Goals {
    private let results: [Contender.Key: Result]

    init(_ results: [Result]) {
        self.results = Dictionary(uniqueKeysWithValues: results.map { ($0.contender.key, $0) })
    }

    var all: [Goal] {
        times + shares + perEntry + startUps + memory
    }

    /// Against those who read the same bytes.
    private var times: [Goal] {
        [
            ratio(.packed, [.igzip], atMost: 1.3),
            ratio(.zlibOnly, [.pigz], atMost: 1.15),
            ratio(.packed, [.gzip], atMost: nil),
            ratio(.packed, [.ripgrepPCRE], atMost: 0.2),
            ratio(.packed, [.ripgrep], atMost: nil),
            ratio(.packed, [.matchesPacked, .conflictsPacked], "both DuckDB queries", atMost: 0.2),
            ratio(.plain, [.matchesPlain, .conflictsPlain], "both DuckDB queries", atMost: 0.2),
            ratio(.plain, [.onePatternPlain], atMost: 1.2),
            ratio(.plain, [.jq], atMost: 0.05),
        ].compactMap { $0 }
    }

    /// Against crosstalk itself, reading one `.gz`.
    private var shares: [Goal] {
        [
            ratio(.plain, [.packed], atMost: 0.5),
            ratio(.parts, [.packed], atMost: 1.2),
            ratio(.moreRules, [.packed], atMost: 1.3),
            ratio(.ingest, [.packed], atMost: 2),
        ].compactMap { $0 }
    }

    /// Whether more entries take more time by as much: a start takes its time however many there are, so it is
    /// left out.
    private var perEntry: [Goal] {
        guard let start = seconds(.empty), let reference = entryTime(.packed, after: start) else { return [] }
        let rows: [(Contender.Key, Double?)] = [(.tenth, 1.1), (.tenfold, 1.1), (.alarms, nil)]
        return rows.compactMap { key, limit in
            guard let result = results[key], let main = results[.packed]?.contender.work else { return nil }
            let share = entryTime(key, after: start).map { $0 / reference }
            return Goal(
                result.contender.label, "an entry of \(main.summary.entries)", .ratio, share, atMost: limit)
        }
    }

    private var startUps: [Goal] {
        [Contender.Key.version, .empty].compactMap { key in
            results[key].map { result in
                Goal(
                    result.contender.label, "time", .milliseconds, result.medianSeconds.map { $0 * 1e3 },
                    atMost: 30)
            }
        }
    }

    private var memory: [Goal] {
        [Contender.Key.tenth, .packed, .tenfold, .plain, .parts, .zlibOnly, .moreRules, .alarms].compactMap {
            guard let result = results[$0], let work = result.contender.work else { return nil }
            return Goal(
                result.contender.label, "peak memory", .megabytes, result.medianPeak.map { $0 / 1e6 },
                atMost: Double(work.allowedPeakBytes) / 1e6)
        }
    }

    /// nil where a row does not take part in this run.
    private func ratio(
        _ left: Contender.Key, _ right: [Contender.Key], _ name: String? = nil, atMost limit: Double?
    ) -> Goal? {
        guard let row = results[left], let other = right.first.flatMap({ results[$0] }) else { return nil }
        let parts = right.compactMap { seconds($0) }
        let whole = parts.count == right.count ? parts.reduce(0, +) : nil
        let share = seconds(left).flatMap { time in whole.map { time / $0 } }
        return Goal(row.contender.label, name ?? other.contender.label, .ratio, share, atMost: limit)
    }

    private func seconds(_ key: Contender.Key) -> Double? {
        results[key]?.medianSeconds
    }

    /// nil where it is lost in the start.
    private func entryTime(_ key: Contender.Key, after start: Double) -> Double? {
        guard let time = seconds(key), time > start, let work = results[key]?.contender.work else {
            return nil
        }
        return (time - start) / Double(work.summary.entries)
    }
}
