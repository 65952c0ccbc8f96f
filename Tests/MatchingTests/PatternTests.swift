import Matching
import Model
import TestSupport
import Testing

/// The groups of the first match, or nil where there is none.
private func groups(_ pattern: Pattern, in text: String, from start: Int = 0) -> [String?]? {
    let scratch = PatternScratch()
    var copy = text
    return copy.withUTF8 { bytes -> [String?]? in
        guard case .match = pattern.firstMatch(in: bytes, from: start, scratch: scratch) else { return nil }
        return ([0] + pattern.captures.map(\.number)).map { number in
            scratch.range(number).map { bytes.slice($0.lowerBound, $0.count).text }
        }
    }
}

@Suite struct PatternTests {
    @Test func findsNamedGroups() throws {
        let pattern = try Pattern(#"from (?<old>\w+)(?: to (?<new>\w+))?"#)
        #expect(pattern.captures.map(\.name) == ["old", "new"])
        #expect(groups(pattern, in: "moved from alice to bob") == ["from alice to bob", "alice", "bob"])
        #expect(groups(pattern, in: "moved from alice") == ["from alice", "alice", nil])
        #expect(groups(pattern, in: "moved") == nil)
        #expect(groups(pattern, in: "from a; from b", from: 1) == ["from b", "b", nil])
    }

    @Test func acceptsTheSameNameTwice() throws {
        let pattern = try Pattern(#"(?<id>a\d) and (?<id>b\d)"#, options: .duplicateNames)
        #expect(pattern.captures.map(\.name) == ["id", "id"])
        #expect(groups(pattern, in: "a1 and b2") == ["a1 and b2", "a1", "b2"])
        #expect(throws: PatternError.self) { try Pattern(#"(?<id>a)(?<id>b)"#) }
    }

    @Test func matchesPastInvalidUTF8() throws {
        let pattern = try Pattern("user (\\w+)")
        let bytes: [UInt8] = [0xFF, 0xC3, 0x28] + Array("user bob".utf8)
        let scratch = PatternScratch()
        bytes.withUnsafeBufferPointer { buffer in
            guard case .match = pattern.firstMatch(in: buffer, scratch: scratch) else {
                Issue.record("no match past the invalid bytes")
                return
            }
            #expect(scratch.range(1) == 8..<11)
        }
    }

    @Test(arguments: [
        (#"user (?<id>\S+) !="#, "user ünï-1 != bob", "ünï-1"),
        (#"user (?<id>\S+?) "#, "user 日本-2 left", "日本-2"),
        (#"=(?<id>\D+)\d"#, "=é1", "é"),
        (#"a(?<id>\W)b"#, "aжb", "ж"),
        (#"a(?<id>\W)b"#, "a→b", "→"),
        (#"(?<id>b)(?<!\Sb)"#, "éb", nil),
        (#"a(?<id>\Q\S\E)"#, #"a\S"#, #"\S"#),
        (#"(?<id>[^]\S]+)"#, "]é ", " "),
        (#"(?<id>[[:alpha:]\S]+)"#, " é[", "é["),
        (#"(?#\S)(?<id>\\S)"#, #"é\S"#, #"\S"#),
        (#"a(?<id>\p{L}\S)"#, "aéж", "éж"),
    ])
    func negatedTypesMatchBeyondASCII(source: String, text: String, id: String?) throws {
        #expect(groups(try Pattern(source), in: text)?.last ?? nil == id)
    }

    @Test func tellsErrorsOfThePatternAsWritten() {
        let error = #expect(throws: PatternError.self) { try Pattern(#"\S\S("#) }
        #expect(error?.offset == 5)
    }

    @Test func foldsCaseAsUnicodeDoes() throws {
        #expect(groups(try Pattern("ÄRGER", options: .caseless), in: "ärger") == ["ärger"])
        #expect(groups(try Pattern("a.b", options: .literal), in: "axb") == nil)
    }

    @Test func saysWhereAPatternIsWrong() {
        let error = #expect(throws: PatternError.self) { try Pattern("(abc") }
        #expect(error?.offset == 4)
        #expect(error?.message.contains("parenthesis") == true)
    }

    @Test(.timeLimit(.minutes(1))) func aLimitIsAFailureNotAMiss() throws {
        let pattern = try Pattern("^(a+)+$")
        let scratch = PatternScratch()
        var text = String(repeating: "a", count: 40) + "!"
        text.withUTF8 { bytes in
            guard case .failure = pattern.firstMatch(in: bytes, scratch: scratch) else {
                Issue.record("a runaway pattern must fail")
                return
            }
        }
    }
}

@Suite struct LiteralScannerTests {
    @Test func findsWhatSearchingOneByOneFinds() {
        var generator = SeededGenerator()
        let seed = generator.seed
        for _ in 0..<300 {
            var catalog = LiteralCatalog()
            let literals = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                word(1...11, using: &generator)
            }
            let ids = literals.map { catalog.intern($0) }
            let scanner = LiteralScanner(catalog)
            let hits = LiteralHits(literalCount: catalog.count)
            for _ in 0..<5 {
                var text = word(0...40, using: &generator)
                text.withUTF8 { scanner.scan($0, into: hits) }
                for (literal, id) in zip(literals, ids) {
                    let expected = places(of: literal, in: text)
                    let found = (0..<hits.occurrenceCount).map(hits.occurrence).filter { $0.literal == id }
                    #expect(
                        found.map(\.position).sorted() == expected,
                        "'\(literal)' in '\(text)', seed \(seed)")
                    #expect(hits.contains(id) == !expected.isEmpty)
                }
            }
        }
    }

    @Test(arguments: ["ta\u{17F}k", "\u{212A}ind"])
    func takesEverythingAsFoundWhereLettersFoldToASCII(text: String) {
        var catalog = LiteralCatalog()
        let id = catalog.intern("elsewhere")
        let hits = LiteralHits(literalCount: catalog.count)
        var copy = text
        copy.withUTF8 { LiteralScanner(catalog).scan($0, into: hits) }
        #expect(hits.all && hits.contains(id))
    }

    private func places(of literal: String, in text: String) -> [Int] {
        let (literal, text) = (Array(literal.lowercased().utf8), Array(text.lowercased().utf8))
        return text.indices.filter { text[$0...].starts(with: literal) }
    }

    /// Longer than what is looked at in one go.
    @Test func findsLiteralsAnywhereInALongText() {
        var catalog = LiteralCatalog()
        let ids = ["user_id=", "abc", "Z"].map { catalog.intern($0) }
        let hits = LiteralHits(literalCount: catalog.count)
        var text = String(repeating: "User_Id=ABCz", count: 500)
        text.withUTF8 { LiteralScanner(catalog).scan($0, into: hits) }
        for (id, offset) in zip(ids, [0, 8, 11]) {
            let found = (0..<hits.occurrenceCount).map(hits.occurrence).filter { $0.literal == id }
            #expect(found.map(\.position).sorted() == (0..<500).map { $0 * 12 + offset })
        }
    }

    private func word(_ lengths: ClosedRange<Int>, using generator: inout SeededGenerator) -> String {
        String((0..<Int.random(in: lengths, using: &generator)).map { _ in "abAB-"[generator.next() % 5] })
    }
}

@Suite struct RequiredLiteralsTests {
    @Test(
        arguments: [
            ("for user (\\S+) - potential", [" - potential"]),
            ("abc", ["abc"]),
            ("ab", nil),
            ("(?:ALERT|FAILED): x", ["alert: x", "failed: x"]),
            ("(?:alpha|be)", nil),
            ("user_id=(?<user_id>[^\\s,]+)", ["user_id="]),
            ("colou?r of it", ["r of it"]),
            ("(?:abc)+d", ["abc"]),
            ("(?:abc)*def", ["def"]),
            ("a{3}xyz", ["xyz"]),
            ("\\bUser: \\d", ["user: "]),
            ("(?=look)ahead", ["ahead"]),
            ("(?i)Shared State", ["shared state"]),
            ("x\\.y\\.z", ["x.y.z"]),
            ("(?<a>one|two)three|fourth", ["fourth", "onethree", "twothree"]),
            ("[abc]def", ["def"]),
            ("[]x]def", ["def"]),
            ("Müller", ["ller"]),
            (".*", nil),
            ("(?(1)a|b)cde", nil),
            ("\\Qa.b\\E", nil),
        ] as [(String, [String]?)])
    func areWhatEveryMatchContains(pattern: String, literals: [String]?) {
        #expect(RequiredLiterals.of(pattern) == literals)
    }
}

extension String {
    fileprivate subscript(position: UInt64) -> Character {
        self[index(startIndex, offsetBy: Int(position))]
    }
}
