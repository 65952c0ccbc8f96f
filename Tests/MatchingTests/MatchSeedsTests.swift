import Matching
import Model
import TestSupport
import Testing

@Suite struct MatchSeedsTests {
    /// Literals with their distance, and what they are good for.
    @Test(
        arguments: [
            ("user_id=(?<id>\\w+)", true, ["user_id=@0"]),
            ("(?<!\\w)user_id=", true, ["user_id=@0"]),
            ("[?&]user_?id=", true, ["user_id=@1", "userid=@1"]),
            ("(?:parent|other)_request", true, ["other_request@0", "parent_request@0"]),
            ("[Ee]xecution", true, ["execution@0"]),
            ("(?<=for )user", true, ["for user@-4"]),
            (".*for user (?<id>\\w+)", false, ["for user @0"]),
            ("\\Gfor user", false, ["for user@0"]),
            ("for \\Kuser", false, ["for user@0"]),
            ("(?i)for user", false, ["for user@0"]),
            ("(?s)\\A.*?(?:as|by) user ", false, ["as user @0", "by user @0"]),
            ("é+ alpha", false, [" alpha@0"]),
            ("(\\w)\\1alpha", nil, []),
            ("ab", nil, []),
            ("\\w+", nil, []),
        ] as [(String, Bool?, [String])])
    func areFoundInThePattern(pattern: String, isAnchoring: Bool?, expected: [String]) {
        let found = MatchSeeds.of(pattern)
        #expect(found?.isAnchoring == isAnchoring)
        let seeds = found?.seeds.map { "\(String(decoding: $0.literal, as: UTF8.self))@\($0.distance)" }
        #expect(seeds ?? [] == expected)
    }

    @Test(
        arguments: [
            ("(?i)redacted", true), ("\\.{3,}$", true), ("[{}]", true), ("(a)\\1", false), ("\\Ga", false),
            ("\\Qa)", false), ("(?x)a # b", false), ("a\\Kb", false), ("(?1)(a)", false),
        ])
    func tellsWhatCanBeAnAlternative(pattern: String, expected: Bool) {
        #expect(MatchSeeds.isSelfContained(pattern) == expected)
    }

    /// What stands around the literal keeps a pattern from being tried.
    @Test(
        arguments: [
            ("(?<!\\w)user_id=", "x user_id=1", [2]),
            ("(?<!\\w)user_id=", "xuser_id=1", []),
            ("user_id(?:=|: ?)\\w", "user_id is user_id: 1", [11]),
            ("user_id(?![a-z])", "user_ids, user_id", [10]),
            ("\\bUser ID", "User ID, user id, aUser ID", [0]),
            ("(?<=for )user", "for user by user", [4]),
            ("\\Auser_id", "user_id user_id", [0]),
            ("[éa]?user_id", "éuser_id", [0, 2]),
        ] as [(String, String, [Int])])
    func givePlacesToTry(pattern: String, text: String, places: [Int]) throws {
        var literals = LiteralCatalog()
        var table = SeedTable()
        let seeds = try #require(MatchSeeds.of(pattern))
        table.add(pattern: 0, seeds: seeds, required: nil, literals: &literals)
        let hits = LiteralHits(literalCount: literals.count)
        let queue = SeedQueue(table)
        var copy = text
        copy.withUTF8 { bytes in
            LiteralScanner(literals).scan(bytes, into: hits)
            queue.fill(from: bytes, hits: hits)
        }
        let starts = Set((0..<queue.count).map { queue[$0].start })
        #expect(seeds.isAnchoring ? starts.sorted() == places : starts.isEmpty == places.isEmpty)
    }
}
