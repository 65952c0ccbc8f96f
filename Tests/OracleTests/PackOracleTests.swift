import Testing

/// The rules that ship are plain Sigma: another reader finds nothing wrong with them.
@Suite(.enabled(if: Oracle.isAvailable, Comment(rawValue: Oracle.hint)))
struct PackOracleTests {
    @Test func pySigmaAcceptsEveryRule() throws {
        let pack = try Oracle.output.get().pack
        #expect(pack.problems == [])
        #expect(pack.count > 50, "rules are missing")
    }
}
