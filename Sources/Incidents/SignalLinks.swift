import Model

/// What two signals may share that makes them one story. Cut ids of users are no link: many users begin alike.
private enum Link: Hashable {
    case user(ExactText)
    case scope(name: ExactText, id: ExactText)
    case entry(EntryKey)

    /// The same in every process.
    var stableHash: UInt64 {
        switch self {
        case .user(let id): return Hashing.hash(id.text, seed: 1)
        case .scope(let name, let id): return Hashing.hash(id.text, seed: Hashing.hash(name.text, seed: 2))
        case .entry(let key):
            let time = UInt64(bitPattern: key.timestamp?.nanoseconds ?? Sighting.untimed)
            return Hashing.mix(key.identity.high ^ time, key.identity.low ^ 0xE703_7ED1_A0B4_28DB)
        }
    }
}

/// Which signals belong together: those that share a link and are close in time, transitively.
enum SignalLinks {
    /// The signals of each incident, as indices.
    ///
    /// All signals of a link are swept by their start. One that begins later than the gap after everything
    /// before it has ended cannot be joined through this link, nor can any behind it. Costs O(n log n) for n
    /// links of all signals together.
    static func groups(_ signals: [Signal], gap: Nanoseconds) -> [[Int]] {
        let order = signals.indices.sorted { startsEarlier(signals[$0], signals[$1]) }
        var sets = DisjointSets(count: signals.count)
        var current: UInt64 = .max
        var end: Timestamp?
        var previous = 0
        for pair in pairs(signals, order: order) {
            let signal = order[Int(pair & 0xFFFF_FFFF)]
            let (start, stop) = (signals[signal].firstSeen, signals[signal].lastSeen)
            if pair >> 32 == current, isClose(start, to: end, gap: gap) {
                sets.unite(previous, signal)
                end = max(end, stop)
            } else {
                end = stop
            }
            current = pair >> 32
            previous = signal
        }
        return sets.groups()
    }

    /// A number for each link in the upper half, in the lower half the rank of a signal that has it; sorted.
    private static func pairs(_ signals: [Signal], order: [Int]) -> [UInt64] {
        var numbers: [Link: UInt64] = [:]
        var pairs: [UInt64] = []
        for (rank, index) in order.enumerated() {
            forEachLink(of: signals[index]) { link in
                let next = UInt64(numbers.count)
                let number = numbers[link, default: next]
                if number == next { numbers[link] = next }
                pairs.append(number << 32 | UInt64(rank))
            }
        }
        pairs.sort()
        return pairs
    }

    /// A hash of each link of a signal.
    static func hashes(of signal: Signal) -> [UInt64] {
        var hashes: [UInt64] = []
        forEachLink(of: signal) { hashes.append($0.stableHash) }
        return hashes
    }

    private static func forEachLink(of signal: Signal, _ body: (Link) -> Void) {
        for user in signal.users { body(.user(ExactText(user))) }
        for (name, ids) in signal.scopes {
            for id in ids { body(.scope(name: ExactText(name), id: ExactText(id))) }
        }
        for evidence in signal.evidence { body(.entry(EntryKey(evidence))) }
    }

    /// Signals without a time come first, so that they stand together in every sweep.
    private static func startsEarlier(_ left: Signal, _ right: Signal) -> Bool {
        guard let start = left.firstSeen else { return right.firstSeen != nil }
        return right.firstSeen.map { start < $0 } ?? false
    }

    private static func isClose(_ start: Timestamp?, to end: Timestamp?, gap: Nanoseconds) -> Bool {
        guard let start, let end else { return start == nil && end == nil }
        return start <= end || end.distance(to: start) <= gap
    }

    private static func max(_ left: Timestamp?, _ right: Timestamp?) -> Timestamp? {
        guard let left, let right else { return left ?? right }
        return Swift.max(left, right)
    }
}

/// Union-find with halved paths and union by size.
private struct DisjointSets {
    private var parents: [Int]
    private var sizes: [Int]

    init(count: Int) {
        parents = Array(0..<count)
        sizes = Array(repeating: 1, count: count)
    }

    mutating func unite(_ left: Int, _ right: Int) {
        let (first, second) = (root(left), root(right))
        guard first != second else { return }
        let (small, large) = sizes[first] < sizes[second] ? (first, second) : (second, first)
        parents[small] = large
        sizes[large] += sizes[small]
    }

    mutating func groups() -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for element in parents.indices { members[root(element), default: []].append(element) }
        return Array(members.values)
    }

    private mutating func root(_ element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }
}
