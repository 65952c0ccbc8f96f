import Model

/// The sets of rules that entries matched, each under one small number.
struct RuleSets: Sendable {
    private(set) var sets: [[Int32]] = []
    private var numbers: [UInt64: Int32] = [:]
    /// The number asked for last: entries that match alike come in bursts.
    private var recent = 0

    /// The number of a set given by ascending rule numbers.
    mutating func number(of rules: UnsafeBufferPointer<Int32>) -> Int32 {
        if recent < sets.count, sets[recent].elementsEqual(rules) { return Int32(recent) }
        var slot = Self.hash(rules)
        while let number = numbers[slot] {
            if sets[Int(number)].elementsEqual(rules) {
                recent = Int(number)
                return number
            }
            slot &+= 1
        }
        recent = sets.count
        numbers[slot] = Int32(recent)
        sets.append(Array(rules))
        return Int32(recent)
    }

    /// For each set's number its place among all sets, by rules: an order that does not depend on which set
    /// came first.
    var ranks: [Int32] {
        let sorted = sets.indices.sorted { sets[$0].lexicographicallyPrecedes(sets[$1]) }
        var ranks = [Int32](repeating: 0, count: sets.count)
        for (rank, number) in sorted.enumerated() { ranks[number] = Int32(rank) }
        return ranks
    }

    private static func hash(_ rules: UnsafeBufferPointer<Int32>) -> UInt64 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for rule in rules {
            state = Hashing.mix(state ^ UInt64(UInt32(bitPattern: rule)), 0xD6E8_FEB8_6659_FD93)
        }
        return state
    }
}
