import Matching
import Model
import Testing

@testable import Sigma

@Suite struct FoldingTests {
    /// PCRE2 folds by Unicode's table; ours is made of the standard library's mappings. They must agree, since
    /// texts with several wildcards are matched by the one and all others by the other.
    @Test func agreesWithPCRE2ForEveryCasedScalar() throws {
        let scratch = PatternScratch()
        // Unicode grows; PCRE2 10.42, the oldest in use, has the tables of Unicode 14.
        let cased = (0x41...UInt32(0x1FFFF)).compactMap(Unicode.Scalar.init).filter { scalar in
            let properties = scalar.properties
            return (properties.changesWhenCaseMapped || properties.changesWhenCaseFolded)
                && properties.age.map { $0.major <= 14 } ?? false
        }
        #expect(cased.count > 2500)
        let classes = Dictionary(grouping: cased, by: Folding.fold)
        let all = cased.flatMap { Array(String($0).utf8) }
        try all.withUnsafeBufferPointer { subject in
            for (folded, members) in classes {
                let pattern = try Pattern("\\x{\(String(folded.value, radix: 16))}", options: .caseless)
                let expected = members.map { Array(String($0).utf8) }
                #expect(Self.matches(of: pattern, in: subject, scratch) == expected, "\(folded)")
            }
        }
    }

    private static func matches(of pattern: Pattern, in subject: Bytes, _ scratch: PatternScratch)
        -> [[UInt8]]
    {
        var result: [[UInt8]] = []
        var start = 0
        while case .match = pattern.firstMatch(in: subject, from: start, scratch: scratch),
            let range = scratch.range(0)
        {
            result.append(Array(subject[range]))
            start = range.upperBound
        }
        return result
    }

    @Test(arguments: [
        ("K", "k"), ("\u{212A}", "k"), ("\u{17F}", "s"), ("İ", "İ"), ("ı", "ı"), ("ß", "ß"), ("ẞ", "ß"),
        ("ς", "σ"),
        ("Σ", "σ"), ("Ǆ", "ǆ"), ("ǅ", "ǆ"), ("µ", "μ"), ("A1_", "a1_"), ("🚨", "🚨"),
    ])
    func foldsSimply(text: String, expected: String) {
        #expect(Folding.fold(Array(text.utf8)) == Array(expected.utf8))
        var copy = text
        copy.withUTF8 { bytes in
            let buffer = FoldBuffer()
            let folded = withExtendedLifetime(buffer) { Array(buffer.fold(bytes)) }
            #expect(folded == Array(expected.utf8))
        }
    }

    @Test func bufferHoldsWhateverItIsGiven() {
        let buffer = FoldBuffer()
        let growing = [UInt8](String(repeating: "\u{23A}", count: 1000).utf8)
        growing.withUnsafeBufferPointer { bytes in
            #expect(buffer.fold(bytes).count == 3000)
        }
        let invalid = [UInt8](repeating: 0xFF, count: 500)
        invalid.withUnsafeBufferPointer { bytes in
            #expect(buffer.fold(bytes).count == 1500)
        }
    }
}
