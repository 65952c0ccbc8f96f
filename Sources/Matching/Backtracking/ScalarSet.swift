import Model

/// The characters that one position of a pattern takes: those of ASCII one by one, all others as one.
struct ScalarSet: Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private(set) var hasOthers = false

    static let all = ScalarSet(low: .max, high: .max, hasOthers: true)
    static let digits = ScalarSet("0"..."9")
    static let word = ScalarSet("a"..."z").union(ScalarSet("A"..."Z")).union(digits).union(ScalarSet("_"))
    /// As PCRE2's `\s`: with the vertical tab.
    static let space = ScalarSet("\u{09}"..."\u{0D}").union(ScalarSet(" "))
    static let newline = ScalarSet("\n")
    /// All beyond ASCII.
    static let others = ScalarSet("é")

    private init(low: UInt64, high: UInt64, hasOthers: Bool) {
        (self.low, self.high, self.hasOthers) = (low, high, hasOthers)
    }

    init() {}

    init(_ scalar: Unicode.Scalar) {
        self.init(scalar...scalar)
    }

    init(_ range: ClosedRange<Unicode.Scalar>) {
        hasOthers = range.upperBound.value >= 128
        for value in range.lowerBound
            .value..<max(range.lowerBound.value, min(128, range.upperBound.value + 1))
        {
            if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
        }
    }

    var isEmpty: Bool { low == 0 && high == 0 && !hasOthers }

    var inverted: ScalarSet { ScalarSet(low: ~low, high: ~high, hasOthers: true) }

    /// The set with both cases of its ASCII letters. U+017F and U+212A, which may be in it where any character
    /// beyond ASCII is, are other cases of `s` and `k`.
    var caseless: ScalarSet {
        var result = self
        if hasOthers { result = result.union(ScalarSet("s")).union(ScalarSet("k")) }
        for value in UInt32(0x41)...0x5A {
            guard let upper = Unicode.Scalar(value), let lower = Unicode.Scalar(value | 0x20) else {
                continue
            }
            if contains(upper) || contains(lower) {
                result = result.union(ScalarSet(upper)).union(ScalarSet(lower))
            }
        }
        return result
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<64: low & 1 << UInt64(scalar.value) != 0
        case 64..<128: high & 1 << UInt64(scalar.value - 64) != 0
        default: hasOthers
        }
    }

    /// Whether a byte is, or begins, a character of the set.
    func contains(byte: UInt8) -> Bool {
        byte < 0x80 ? contains(Unicode.Scalar(byte)) : hasOthers
    }

    func isSubset(of other: ScalarSet) -> Bool { union(other) == other }

    /// The lower-case form of the one ASCII character that the set holds, in one or both of its cases; else nil.
    var soleFolded: UInt8? {
        guard !hasOthers else { return nil }
        guard low.nonzeroBitCount + high.nonzeroBitCount == 1 else {
            // Both cases of a letter: 0x41 and 0x61 lie 32 apart, in the upper half.
            let letters = high & 0x07FF_FFFE
            return low == 0 && high == letters | letters << 32 && letters.nonzeroBitCount == 1
                ? UInt8(96 + letters.trailingZeroBitCount) : nil
        }
        let byte = low != 0 ? low.trailingZeroBitCount : 64 + high.trailingZeroBitCount
        return Bytes.foldASCII(UInt8(byte))
    }

    func union(_ other: ScalarSet) -> ScalarSet {
        ScalarSet(low: low | other.low, high: high | other.high, hasOthers: hasOthers || other.hasOthers)
    }

    func intersection(_ other: ScalarSet) -> ScalarSet {
        ScalarSet(low: low & other.low, high: high & other.high, hasOthers: hasOthers && other.hasOthers)
    }

    /// Characters to try, those that people can read first, and one that stands for all beyond ASCII.
    static let samples: [Unicode.Scalar] = {
        let readable = Array("axAX10_- .,:;=/!?'\"()[]{}<>@#%&*+|~^`$\\".unicodeScalars)
        let rest = (UInt32(0)..<128).compactMap { Unicode.Scalar($0) }.filter { !readable.contains($0) }
        return readable + ["é"] + rest.filter { $0.value >= 0x20 } + rest.filter { $0.value < 0x20 }
    }()

    /// A character of the set, a readable one if there is any.
    var sample: Unicode.Scalar? { Self.samples.first(where: contains) }
}
