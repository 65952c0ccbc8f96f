import Testing

@testable import Sigma

/// Wrong rules, and the place and the words of what is said about them.
@Suite struct DiagnosticTests {
    /// In detection sections, which begin on line 5 of the rule, indented by two.
    @Test(
        arguments: [
            (
                "s: {f: x}\ncondition: s | count() > 5",
                "6:16: aggregations behind '|' are no longer part of Sigma"
            ),
            ("s: {f: x}\ncondition: s AND s", "6:16: 'AND' is no operator"),
            ("s: {f: x}\ncondition: 2 of s*", "6:16: only '1', 'any' and 'all' can stand before 'of'"),
            ("s: {f: x}\ncondition: 1 of t*", "6:19: no search identifier matches 't*'"),
            ("s: {f: x}\ncondition: 1 of", "6:18: 'of' needs a pattern or 'them'"),
            ("sel: {f: x}\ncondition: \"s and sle\"", "6:15: there is no search identifier 's'"),
            ("sel: {f: x}\ncondition: sle", "6:14: there is no search identifier 'sle'"),
            ("s: {f: x}\ncondition: (s and s", "6:14: this parenthesis is not closed"),
            ("s: {f: x}\ncondition: s and", "6:19: the condition ends where an identifier is due"),
            ("s: {f: x}\ncondition: s s", "6:16: unexpected 's' in the condition"),
            ("s: {f: x}\ncondition: s)", "6:15: unexpected ')' in the condition"),
            ("s: {f: x}\ncondition: and s", "6:14: unexpected 'and' in the condition"),
            ("s: {f: x}\ncondition: s & s", "6:16: unexpected character '&' in a condition"),
            ("s: {f: x}\ncondition: ''", "6:15: the condition is empty"),
            ("s: {f: x}\ncondition: []", "6:14: the list of conditions is empty"),
            ("s: {f: x}\ncondition: {a: b}", "6:14: a condition must be text, but this is a mapping"),
            ("s: {f: x}\ncondition:", "6:13: a condition must be text, but this is nothing"),
            ("s: {f: x}", "5:3: 'detection' needs 'condition'"),
            ("condition: s", "5:3: 'detection' has no search identifier"),
            ("s: {}\ncondition: s", "5:6: 's' is empty"),
            ("s: []\ncondition: s", "5:6: 's' is empty"),
            ("s s: {f: x}\ncondition: s", "5:3: 's s' is no name that a condition can refer to"),
            (
                "s: {f: x}\ntimeframe: 5m\ncondition: s",
                "6:3: 'timeframe' belongs to aggregations in conditions, which Sigma has given up"
            ),
            ("s: {f: {g: x}}\ncondition: s", "5:10: the value of 'f' is a mapping"),
            ("s: {f: [[x]]}\ncondition: s", "5:11: a value is a list"),
            ("s: {f|contians: x}\ncondition: s", "5:9: unknown modifier 'contians'"),
            ("s: {'f|contains|': x}\ncondition: s", "5:19: unknown modifier ''"),
            ("s: {f|contains|re: x}\ncondition: s", "5:18: the modifier 're' must be the first"),
            ("s: {f|contains|cidr: 10.0.0.0/8}\ncondition: s", "5:18: the modifier 'cidr' must be the first"),
            ("s: {f|contains|exists: true}\ncondition: s", "5:18: the modifier 'exists' must be the first"),
            ("s: {'|exists': true}\ncondition: s", "5:9: the modifier 'exists' needs a field"),
            ("s: {'|gt': 5}\ncondition: s", "5:9: the modifier 'gt' needs a field"),
            ("s: {f|exists: 5}\ncondition: s", "5:17: the modifier 'exists' cannot be applied to a number"),
            (
                "s: {f|contains: 5}\ncondition: s",
                "5:19: the modifier 'contains' cannot be applied to a number"
            ),
            ("s: {f|contains: [a, null]}\ncondition: s", "5:23: null cannot stand in a list of values"),
            (
                "s: {f|contains: null}\ncondition: s",
                "5:19: the modifier 'contains' cannot be applied to null"
            ),
            ("s: {f|gt: x}\ncondition: s", "5:13: the modifier 'gt' cannot be applied to text"),
            ("s: {f|i: x}\ncondition: s", "5:12: the modifier 'i' cannot be applied to text"),
            ("s: {f|hour: 24}\ncondition: s", "5:15: there is no such hour"),
            ("s: {f|contains: []}\ncondition: s", "5:19: the list of values is empty"),
            ("s: {f|expand: '%x%'}\ncondition: s", "5:9: placeholders ('expand') cannot be filled in here"),
            (
                "s: {f|base64: 'a*'}\ncondition: s",
                "5:17: the modifier 'base64' cannot be applied to a value with wildcards"
            ),
            (
                "s: {f|base64offset: a}\ncondition: s",
                "5:23: 'base64offset' needs two characters or more, else one of its forms is empty"
            ),
            ("s: {f|fieldref: ''}\ncondition: s", "5:19: the field to compare with has no name"),
            (
                "s: {f|windash: ' -a -b -c -d'}\ncondition: s",
                "5:18: 'windash' is applied to more than 3 dashes in one value"
            ),
            (
                "s: {f|cidr: 10.0.0.1/8}\ncondition: s",
                "5:15: the network '10.0.0.1/8' has bits set behind its prefix"
            ),
            ("s: {f|cidr: 10.0.0.0/33}\ncondition: s", "5:15: '10.0.0.0/33' is no network"),
            ("s: {f|cidr: nowhere}\ncondition: s", "5:15: 'nowhere' is no network"),
            ("s: [null]\ncondition: s", "5:7: null is no keyword"),
            (
                "s: {f|re: 'a(b'}\ncondition: s",
                "5:17: this is no regular expression: missing closing parenthesis"
            ),
            (
                "s: {f|re: 'é(b'}\ncondition: s",
                "5:17: this is no regular expression: missing closing parenthesis"
            ),
            ("s: {f|re: 'ab(?=c)'}\ncondition: s", "5:16: regex-not-portable: a lookahead (?=…)"),
            ("s: {f|re: 'a(?<!b)'}\ncondition: s", "5:15: regex-not-portable: a negative lookbehind (?<!…)"),
            ("s: {f|re: '(a)\\1'}\ncondition: s", "5:17: regex-not-portable: a backreference (\\1)"),
            ("s: {f|re: 'a++'}\ncondition: s", "5:15: regex-not-portable: a possessive quantifier (++)"),
            ("s: {f|re: '(?>a)'}\ncondition: s", "5:14: regex-not-portable: an atomic group (?>…)"),
        ] as [(String, String)])
    func wrongDetections(detection: String, expected: String) {
        #expect(problems(detectionRule(detection)) == [expected])
    }

    @Test(
        arguments: [
            ("id: x\n", ["1:1: a rule needs 'detection', 'correlation' or 'filter'"]),
            ("- a\n", ["1:1: a rule must be a mapping, but this is a list"]),
            (
                "detection: {s: {f: x}, condition: s}\n",
                ["1:1: a rule needs 'logsource'", "1:1: a rule needs 'title'"]
            ),
            (
                "title: t\nlogsource: {}\nlevel: low\ntags: [isolation.shared-state]\ndetection: {s: {f: x}, condition: s}\n",
                ["2:12: 'logsource' names no log"]
            ),
            (
                "title: t\nlogsource: {prodcut: x}\ntags: [isolation.shared-state]\ndetection: {s: {f: x}, condition: s}\n",
                ["2:12: 'logsource' names no log", "2:13: unknown key 'prodcut' in 'logsource'"]
            ),
            (
                "title: ''\nlogsource: {product: x}\nlevel: hihg\nstatus: stabel\ndetection: {s: {f: x}, condition: s}\n",
                ["1:8: 'title' is empty", "3:8: unknown level 'hihg'", "4:9: unknown status 'stabel'"]
            ),
            (
                "title: t\nlogsource: {product: x}\nconfidence: certain\ndetection: {s: {f: x}, condition: s}\n",
                ["3:13: unknown confidence 'certain'"]
            ),
            (
                "title: t\nlogsource: {product: x}\ntags: [isolation.shard-state, plain, isolation.race-condition, isolation.race-condition]\ndetection: {s: {f: x}, condition: s}\n",
                [
                    "3:8: unknown category 'shard-state'", "3:31: the tag 'plain' has no namespace",
                    "3:64: a second 'isolation.' tag",
                ]
            ),
            (
                "titel: t\nlogsource: {product: x}\ndetection: {s: {f: x}, condition: s}\n",
                ["1:1: a rule needs 'title'", "1:1: unknown key 'titel' in a rule"]
            ),
            ("title: t\nfilter: {}\nlogsource: {product: x}\n", ["2:9: a filter needs 'rules'"]),
            (
                "title: t\ndetection: {}\ncorrelation: {}\n",
                ["3:1: a document holds one rule, but this is a second section"]
            ),
            (
                "title: t\nlogsource: {product: x}\ndetection: x\n",
                ["3:12: 'detection' must be a mapping, but this is a single value"]
            ),
            ("title: t\ntitle: u\n", ["2:1: the key 'title' is already at 1:1"]),
        ] as [(String, [String])])
    func wrongRules(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }

    @Test func everyProblemOfEveryFileIsReported() {
        do {
            let wrong = detectionRule("s: {f|contians: x}\ncondition: s")
            _ = try Fixture([
                .init(path: "b.yml", text: wrong), .init(path: "a.yml", text: "a: ["),
                .init(path: "c.yml", text: wrong + "\n---\n" + wrong),
            ])
            Issue.record("loaded")
        } catch {
            #expect(
                error.all.map { "\($0.path):\($0.line)" } == ["a.yml:2", "b.yml:5", "c.yml:5", "c.yml:12"])
            #expect(error.all[1].advice == "did you mean 'contains'?")
        }
    }

    @Test(
        arguments: [
            ("a|b", nil), ("[a\\]b](?i)x", nil), ("(?<n>a){2,3}?", nil), ("\\Qa(?=\\E(?:b)", nil),
            ("a{1,1000}", nil),
            ("[(?=]", nil), ("\\(?=", nil), ("[[:alpha:]]+", nil), ("\\p{L}\\b", nil), ("a{,3}", nil),
            ("x{", nil),
            ("\\x{212A}", nil), ("(?-i:a)", nil), ("[]a]", nil), ("a{2}?", nil), ("(?P<n>x)", nil),
            ("a{1,1001}", 1), ("\\Ka", 0), ("(?R)", 0), ("(?1)", 0), ("(?P>n)", 0), ("(?&n)", 0), ("a?+", 1),
            ("a{2}+", 1),
            ("(?P=n)", 0), ("\\k<n>", 0), ("\\g{1}", 0), ("(*FAIL)", 0), ("(?|a)", 0), ("(?(1)a)", 0),
            ("(?#x)", 0),
            ("(?x)a", 0), ("\\h", 0), ("\\G", 0), ("[\\b]", 1), ("(?<=a)b", 0), ("a*+", 1), ("(?'n'x)", 0),
        ] as [(String, Int?)])
    func portableRegularExpressions(pattern: String, offset: Int?) {
        #expect(PortableRegex.firstProblem(in: pattern)?.offset == offset)
    }

    @Test(
        arguments: [
            ("1s", 1), ("5m", 300), ("2h", 7200), ("1d", 86_400), ("1w", 604_800), ("1M", 2_629_746),
            ("1y", 31_556_952),
            ("m", nil), ("", nil), ("5", nil), ("5 m", nil), ("-5m", nil), ("5D", nil), ("٥m", nil),
            ("99999999999y", nil),
        ] as [(String, Int64?)])
    func timespans(text: String, seconds: Int64?) {
        #expect(Timespan.parse(text) == seconds.map { $0 * 1_000_000_000 })
    }
}
