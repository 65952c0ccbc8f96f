/// A case in which both engines differ, for each place on the list: a divergence that nothing shows is none.
struct Example: Sendable, CustomStringConvertible {
    enum Verdict: Sendable {
        case matches, matchesNot, refuses
    }

    /// The divergence's name, or a part of the message with which one of them refuses.
    let name: String
    let test: OracleCase
    let ours: Verdict
    let theirs: Verdict

    var description: String { name }

    /// Documents that stand between a detection `r` of entries with `kind: x`, another `s` of those with
    /// `kind: y`, and the end of the file.
    static func documents(
        _ name: String, _ documents: String, _ entries: [[String: Cell]] = [[:]], ours: Verdict,
        theirs: Verdict
    ) -> Example {
        var test = OracleCase(seed: 0)
        let bases = zip(["r", "s"], ["x", "y"]).map { name, kind in
            """
            title: \(name)
            name: \(name)
            logsource: {product: gcp}
            level: informational
            detection: {sel: {kind: \(kind)}, condition: sel}
            ---

            """
        }
        test.rules = bases.joined() + documents + "\n"
        test.columns = ["kind": "TEXT", "g": "TEXT", "h": "TEXT", "u": "TEXT", "n": "NUMERIC"]
        test.entries = entries.enumerated().map { index, fields in
            let all = fields.merging(["kind": .text("x"), "g": .text("1")]) { given, _ in given }
            return OracleEntry(fields: all, time: 1_700_000_000_000 + index * 1000)
        }
        return Example(name: name, test: test, ours: ours, theirs: theirs)
    }

    static func detection(
        _ name: String, _ item: String, _ fields: [String: Cell] = [:], ours: Verdict, theirs: Verdict
    ) -> Example {
        var test = OracleCase(seed: 0)
        test.rules = """
            title: t
            logsource: {product: gcp}
            tags: [isolation.shared-state]
            detection: {s: {\(item)}, condition: s}

            """
        test.columns = ["a": "TEXT", "b": "TEXT", "n": "NUMERIC"]
        test.entries = [OracleEntry(fields: fields)]
        return Example(name: name, test: test, ours: ours, theirs: theirs)
    }

    /// A correlation of the rules `r` and `s`. Entries are a second apart, in one group unless they say
    /// otherwise.
    static func correlation(
        _ name: String, _ correlation: String, _ entries: [[String: Cell]] = [[:]], ours: Verdict,
        theirs: Verdict
    ) -> Example {
        documents(
            name, top("group-by: [g], timespan: 5s, \(correlation)"), entries, ours: ours, theirs: theirs)
    }

    static func top(_ correlation: String) -> String {
        "title: c\ntags: [isolation.identity-conflict]\ncorrelation: {\(correlation)}"
    }

    static let all = matching + refusals + correlations + documents

    private static let matching = [
        detection(
            "explicit null exists", "a|exists: true", ["a": .null], ours: .matches, theirs: .matchesNot),
        detection("case beyond ASCII", "a: 'É'", ["a": .text("é")], ours: .matches, theirs: .matchesNot),
        detection(
            "case beyond ASCII", "a|contains: 'k'", ["a": .text("\u{212A}")], ours: .matches,
            theirs: .matchesNot),
        detection(
            "text in a comparison of numbers", "n|gt: 5", ["n": .text("x")], ours: .matchesNot,
            theirs: .matches),
        detection(
            "network and no address", "a|cidr: 10.0.0.0/8", ["a": .text("10.x")],
            ours: .matchesNot, theirs: .matches),
        detection(
            "network and no address", "a|cidr: 0.0.0.0/0", ["a": .text("::1")],
            ours: .matchesNot, theirs: .matches),
        detection(
            "text 0 or 1 as a truth value", "a: true", ["a": .text("1")], ours: .matchesNot, theirs: .matches),
        detection(
            "week", "a|week: 53", ["a": .text("2021-01-03T00:00:00Z")], ours: .matches, theirs: .matchesNot),
        detection(
            "large integer", "n: 9007199254740993", ["n": .integer(9_007_199_254_740_992)],
            ours: .matchesNot, theirs: .matches),
        detection(
            "text that spells a number otherwise", "n: 5", ["n": .text(" 5")], ours: .matchesNot,
            theirs: .matches),
        detection(
            "regular expression at an end", "a|re|startswith: b", ["a": .text("ab")], ours: .matchesNot,
            theirs: .matches),
    ]

    private static let refusals = [
        detection(
            "'base64offset' needs two", "a|base64offset|contains: 'x'", ours: .refuses, theirs: .matchesNot),
        detection("the list of values is empty", "a|contains: []", ours: .refuses, theirs: .matches),
        detection("there is no such", "a|minute: 61", ours: .refuses, theirs: .matchesNot),
        detection("null cannot stand in a list", "a: [x, null]", ours: .refuses, theirs: .matches),
        detection(
            "placeholders ('expand')", "a: x}, unused: {a|expand: '%x%'", ours: .refuses, theirs: .matchesNot),
        detection("is already at", "a: x, a: y", ["a": .text("y")], ours: .refuses, theirs: .matches),
        detection(
            "Unknown modifier 'utf16le'", "a|utf16le|base64: x", ["a": .text("eAA=")],
            ours: .matches, theirs: .refuses),
        detection(
            "incompatible to value type of '1e3'", "n|gt: 1e3", ["n": .integer(1001)],
            ours: .matches, theirs: .refuses),
        detection(
            "modifier only allowed for", "a|wide|base64: é", ["a": .text("6QA=")],
            ours: .matches, theirs: .refuses),
    ]
}
