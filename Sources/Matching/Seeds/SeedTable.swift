import Model

/// The seeds of a list of patterns, by the literals of a catalogue.
public struct SeedTable: Sendable {
    /// What a literal that occurs says of a pattern.
    struct Entry {
        var pattern: Int32
        /// Whether the pattern is to be tried `distance` before the literal; else it is to be searched for.
        var isAnchoring: Bool
        var distance: Int32
        var firstCheck: Int32
        var checkCount: Int32
    }

    /// A `ByteCheck` whose set has a number.
    struct Check {
        var offset: Int32
        var set: UInt8
        var allowsEdge: Bool
    }

    /// Sets that are told apart; checks of more are left out.
    static let setLimit = 128

    private(set) var entries: [Int: [Entry]] = [:]
    private(set) var checks: [Check] = []
    private(set) var sets: [ScalarSet] = []
    /// Patterns to be searched for in every message.
    public private(set) var always: [Int32] = []
    /// Patterns that may match where characters beyond ASCII fold to letters.
    private(set) var folding: [Int32] = []
    private var numbers: [ScalarSet: UInt8] = [:]

    public init() {}

    /// Adds a pattern.
    /// - Parameters:
    ///   - number: From 0 on; the patterns of a message are given in this order.
    ///   - seeds: Nil where none are known.
    ///   - required: Literals of which one must occur, which count where there are no seeds; nil where none are
    ///     known.
    public mutating func add(
        pattern number: Int, seeds: MatchSeeds?, required: [String]?, literals: inout LiteralCatalog
    ) {
        let pattern = Int32(number)
        if let seeds {
            if seeds.ignoresCase { folding.append(pattern) }
            for seed in seeds.seeds {
                add(seed, of: pattern, isAnchoring: seeds.isAnchoring, to: literals.intern(seed.literal))
            }
        } else if let required {
            folding.append(pattern)
            for text in required {
                let entry = Entry(
                    pattern: pattern, isAnchoring: false, distance: 0, firstCheck: 0, checkCount: 0)
                entries[literals.intern(text).index, default: []].append(entry)
            }
        } else {
            always.append(pattern)
        }
    }

    private mutating func add(_ seed: MatchSeed, of pattern: Int32, isAnchoring: Bool, to literal: LiteralID)
    {
        let first = checks.count
        for check in seed.checks {
            guard let set = number(of: check.set) else { continue }
            checks.append(Check(offset: Int32(check.offset), set: set, allowsEdge: check.allowsEdge))
        }
        entries[literal.index, default: []].append(
            Entry(
                pattern: pattern, isAnchoring: isAnchoring, distance: Int32(seed.distance),
                firstCheck: Int32(first), checkCount: Int32(checks.count - first)))
    }

    private mutating func number(of set: ScalarSet) -> UInt8? {
        if let number = numbers[set] { return number }
        guard sets.count < Self.setLimit else { return nil }
        let number = UInt8(sets.count)
        sets.append(set)
        numbers[set] = number
        return number
    }
}
