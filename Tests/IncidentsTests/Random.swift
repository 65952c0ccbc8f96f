/// A small generator whose sequence is given by its seed (SplitMix64). A failing property test names the seed
/// as its argument; put it into the list to see the failure again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number from 0 up to, not including, the limit.
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    /// Seeds that differ in every run.
    static func seeds(_ count: Int) -> [UInt64] {
        (0..<count).map { _ in UInt64.random(in: .min ... .max) }
    }
}
