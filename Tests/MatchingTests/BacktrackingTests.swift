import TestSupport
import Testing

@testable import Matching

@Suite struct BacktrackingTests {
    @Test(
        arguments: [
            ("(a+)+$", "(a+)+"), ("(a|a)*b", "(a|a)*"), ("(\\w+\\s*)*!", "(\\w+\\s*)*"),
            ("(.*a){12}b", "(.*a){12}"), ("(?<n>(?<m>\\d+)*)*x", "(?<n>(?<m>\\d+)*)*"),
            ("(?=(a+)+$)a", "(a+)+"), ("(?!(a+)+$)a", "(a+)+"), ("(?>(a+)+b)", "(a+)+"),
            ("(a|ab|b)*c", "(a|ab|b)*"), ("^(\\d+|[0-9a-f]+)*z", "(\\d+|[0-9a-f]+)*"),
            ("user (?:(\\w+)[ ,]?)+ of", "(?:(\\w+)[ ,]?)+"), ("(?i)(x+X+)+y", "(x+X+)+"),
            ("(a?){30}!", "(a?){30}"), ("(?:a{1,20}){1,20}!", "(?:a{1,20}){1,20}"),
            ("(foo|fo|o)+!", "(foo|fo|o)+"), ("(a+)+?b", "(a+)+?"), ("(?:\\s|\\t)*x", "(?:\\s|\\t)*"),
            ("(?x) ( a + ) + b", "( a + ) +"), ("(?:[[:alpha:]]+\\d*)+\\.", "(?:[[:alpha:]]+\\d*)+"),
            ("(?:\\Qab\\E|(?:ab)+)*c", "(?:\\Qab\\E|(?:ab)+)*"), ("é(é+)+x", "(é+)+"),
        ] as [(String, String)])
    func exponentialPatternsAreFound(pattern: String, part: String) throws {
        let found = try #require(Backtracking.find(in: pattern))
        #expect(found.exceedsLimit)
        #expect(text(pattern, found.place) == part)
        #expect(found.length <= 400)
    }

    @Test(arguments: [".*a.*b.*c.*d", "\\s*,?\\s*;?\\s*$", "\\d+\\d+\\d+\\d+x", "x\\w+\\w*[a-z]*\\d*y"])
    func cubicPatternsAreFound(pattern: String) throws {
        #expect(try #require(Backtracking.find(in: pattern)).exceedsLimit == false)
    }

    @Test(
        arguments: [
            "", "a+b", "(?:\\w+\\s)*!", "(?:ab)*c", "user (?<u>\\S+) of (?<v>\\S+)", ".*foo", "foo.*bar",
            "foo.*bar.*baz", "(?:a|b)*c", "[^,]*,[^,]*,[^,]*,[^,]*;", "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}",
            "^\\s*$", "(?:[a-f0-9]{2}:)*x", "(?:\\d+,)*\\d+;", "a++b", "(?>a+)b", "(?:a++)*b", "(a+)*",
            "\\w+@\\w+\\.\\w+", "\"(?:[^\"\\\\]|\\\\.)*\"", "(?:x+,)+(?:y+,)+z", "(?:a+b+)*c",
            "(?:foo|bar)+!",
            "\\s*=\\s*", "(?<a>\\d+)-(?<b>\\d+)-(?<c>\\d+)", "[\\w.-]+@[\\w-]+",
        ])
    func harmlessPatternsAreNot(pattern: String) {
        #expect(Backtracking.find(in: pattern) == nil)
    }

    /// Of what cannot be read there is nothing to say.
    @Test(arguments: ["(", "a)", "(?(1)a)", "(*FAIL)", "[a", "\\", "(?<n", "(?'n", "a{2", "(?:", "[[:alpha:"])
    func oddPatternsDoNoHarm(pattern: String) {
        _ = Backtracking.find(in: pattern)
    }

    /// A repetition of something that repeats, around which anything may stand, is found whatever it is made of.
    @Test func generatedBadPatternsAreFound() {
        var random = SeededGenerator()
        for _ in 0..<12 {
            let set = random.pick(["a", "\\d", "\\w", "[a-f]", "[^x!]", "[[:lower:]]", "é"])
            let inner = random.pick([
                "\(set)+", "\(set)*", "(?<n>\(set)+)", "\(set)+\(set)*", "\(set){1,50}", "\(set)|\(set)",
            ])
            let outer = random.pick(["(?:%)+", "(%)*", "(?<m>%)+", "(?:%){1,60}", "(?:(?:%)+)?", "(?:%)+?"])
            let before = random.pick(["", "user ", "^", "(?:for|of) ", "[({]"])
            let behind = random.pick(["!", "$", "x!", " of !", "(?=!)"])
            let pattern = before + outer.replacing("%", with: inner) + behind
            #expect(Backtracking.find(in: pattern)?.exceedsLimit == true, "\(pattern), seed \(random.seed)")
        }
    }

    /// The text that is told really makes the search give up.
    @Test func theExampleIsNoLongerThanNeeded() throws {
        let found = try #require(Backtracking.find(in: "(a+)+$"))
        #expect(found.example.allSatisfy { $0 == "a" || $0 == "x" })
        let probe = BacktrackProbe(try Pattern("(a+)+$"))
        let limit = Int(PatternScratch.matchLimit)
        #expect(probe.exceeds(limit, on: Array(found.example.unicodeScalars)))
        #expect(!probe.exceeds(limit, on: Array(found.example.dropFirst().unicodeScalars)))
    }

    private func text(_ pattern: String, _ place: Range<Int>) -> String {
        String(String.UnicodeScalarView(Array(pattern.unicodeScalars)[place]))
    }
}
