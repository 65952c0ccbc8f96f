import Testing

/// What a value of a rule matches: the tables of strings, types and missing fields.
@Suite struct ValueTests {
    @Test(
        arguments: [
            // Whole values, ignoring case.
            ("{f: abc}", "abc", true), ("{f: ABC}", "abc", true), ("{f: abc}", "aBc", true),
            ("{f: abc}", "abcd", false), ("{f: abc}", "xabc", false),
            // Wildcards.
            ("{f: 'a*'}", "abc", true), ("{f: 'a*'}", "a", true), ("{f: '*c'}", "abc", true),
            ("{f: '*b*'}", "abc", true), ("{f: '*x*'}", "abc", false), ("{f: 'a*c'}", "abbc", true),
            ("{f: 'a*c'}", "abcd", false), ("{f: 'a*b*c'}", "a1b2b3c", true),
            ("{f: 'a*b*c'}", "a1c2b", false),
            ("{f: 'a*bc'}", "abcbc", true), ("{f: 'a?c'}", "abc", true), ("{f: 'a?c'}", "ac", false),
            ("{f: 'a?c'}", "a🚨c", true), ("{f: '??'}", "é1", true), ("{f: '?'}", "", false),
            ("{f: '*'}", "", true), ("{f: '*'}", "x", true), ("{f: 'a*c'}", "a\nc", true),
            ("{f: '**'}", "x", true), ("{f: 'a*.*?'}", "a.bc", true),
            // Escapes.
            ("{f: 'a\\*'}", "a*", true), ("{f: 'a\\*'}", "ab", false), ("{f: 'a\\?'}", "a?", true),
            ("{f: 'a\\?'}", "ab", false), ("{f: 'a\\\\*'}", "a\\bc", true), ("{f: 'a\\\\*'}", "a*", false),
            ("{f: 'a\\\\\\*'}", "a\\*", true), ("{f: 'a\\b'}", "a\\b", true), ("{f: 'a\\\\b'}", "a\\b", true),
            ("{f: 'a\\'}", "a\\", true), ("{f: 'C:\\Windows\\*'}", "c:\\windows*", true),
            ("{f: 'C:\\Windows\\\\*'}", "c:\\windows\\x", true),
            // Empty text is present and empty.
            ("{f: ''}", "", true), ("{f: ''}", "x", false),
            // Regular expression characters mean nothing.
            ("{f: 'a.c*x?(['}", "a.cz x1([", true), ("{f: 'a.c*?'}", "abcd", false),
        ] as [(String, String, Bool)])
    func strings(search: String, value: String, expected: Bool) throws {
        #expect(try matches(search, TestEntry(["f": [.text(value)]])) == expected)
        #expect(
            try matches(search.replacing("{f:", with: "{message:"), TestEntry(["message": [.text(value)]]))
                == expected)
    }

    @Test(
        arguments: [
            ("İ", "İ", true), ("İ", "i", false), ("İ", "ı", false), ("ı", "I", false),
            ("ß", "ß", true), ("ß", "ẞ", true), ("ß", "ss", false), ("STRASSE", "straße", false),
            ("kelvin", "\u{212A}elvin", true), ("\u{212A}elvin", "KELVIN", true),
            ("user", "u\u{17F}er", true), ("u\u{17F}er", "USER", true), ("ÄÖ", "äö", true), ("Σ", "ς", true),
            ("ÿ", "Ÿ", true), ("🚨 alert", "🚨 ALERT", true), ("Ω", "\u{2126}", true), ("é", "e", false),
        ] as [(String, String, Bool)])
    func folding(pattern: String, value: String, expected: Bool) throws {
        for form in [
            "{f: '\(pattern)'}", "{f|contains: '\(pattern)'}", "{f|endswith: '\(pattern)'}",
            "{f: '\(pattern)*'}",
        ] {
            #expect(try matches(form, TestEntry(["f": [.text(value)]])) == expected, "\(form)")
        }
        // Through a pattern of PCRE2, which folds by its own tables.
        #expect(try matches("{f: '*\(pattern)*?'}", TestEntry(["f": [.text(value + "!")]])) == expected)
        let message = TestEntry(["message": [.text("xx \(value) yy")]])
        #expect(try matches("{message|contains: '\(pattern)'}", message) == expected)
        #expect(
            try matches("{f|cased: '\(pattern)'}", TestEntry(["f": [.text(value)]]))
                == pattern.utf8.elementsEqual(value.utf8))
    }

    @Test(
        arguments: [
            // Numbers, both ways.
            ("{f: 1}", [TestValue.number("1")], true), ("{f: 1}", ["1"], true), ("{f: 1}", ["1.0"], true),
            ("{f: 1}", ["2"], false), ("{f: 1}", ["x"], false), ("{f: 1}", ["1x"], false),
            ("{f: 1}", [" 1"], false),
            ("{f: 1}", [""], false), ("{f: '1'}", [1], true), ("{f: 1.5}", [1.5], true),
            ("{f: 1.5}", ["1.50"], true),
            ("{f: 1e3}", [1000], true), ("{f: -3}", ["-3"], true), ("{f: 0x10}", [16], true),
            ("{f: 9007199254740993}", [.number("9007199254740992")], false),
            ("{f: 9007199254740993}", [.number("9007199254740993")], true),
            ("{f: 92233720368547758079}", [.number("92233720368547758079")], true),
            ("{f: 92233720368547758079}", [.number("92233720368547758078")], false),
            // Booleans.
            ("{f: true}", [true], true), ("{f: true}", ["True"], true), ("{f: true}", [1], true),
            ("{f: true}", [false], false), ("{f: false}", [false], true), ("{f: false}", [0], true),
            ("{f: true}", ["yes"], false), ("{f: 'true'}", [true], true), ("{f: true}", [2], false),
            // Null is null or missing.
            ("{f: null}", [nil], true), ("{f: null}", [], true), ("{f: }", [], true),
            ("{f: null}", [""], false),
            ("{f: null}", ["x"], false), ("{f: []}", [], true), ("{f: []}", ["x"], false),
            ("{f: ''}", [nil], false),
            ("{f: ''}", [], false), ("{f: '*'}", [nil], false), ("{f: '*'}", [], false),
            ("{f: 'null'}", [nil], false),
            // Unquoted dates are text.
            ("{f: 2020-01-01}", ["2020-01-01"], true),
            // Any value of the field.
            ("{f: b}", ["a", "b"], true), ("{f: c}", ["a", "b"], false), ("{f: [c, a]}", ["a", "b"], true),
            ("{f: null}", ["a", nil], true), ("{f: 2}", ["a", 2], true),
        ] as [(String, [TestValue], Bool)])
    func types(search: String, values: [TestValue], expected: Bool) throws {
        #expect(try matches(search, TestEntry(["f": values])) == expected)
    }

    @Test(
        arguments: [
            ("{A: 1, B: 2}", true, false), ("[{A: 1, B: 2}, {C: 3}]", true, true),
            ("[{A: 9, B: 2}, {C: 9}]", false, false),
            ("[{A: 1}, kw]", true, false), ("[{A: 9}, kw]", true, false), ("kw", true, false),
            ("[zz, KW]", true, false),
            ("[zz, yy]", false, false), ("{'|all': [kw, raw]}", true, false),
            ("{'|all': [kw, zz]}", false, false),
            ("{'|re': 'k.\\b'}", true, false), ("[[{A: 1}], {A: 2}]", true, false),
            ("{'|contains': 'w r'}", true, false),
            ("'k*raw'", true, false), ("42", true, false), ("{'|cased': KW}", false, false),
            ("{D: null, A: 1}", true, false),
        ] as [(String, Bool, Bool)])
    func searchIdentifiers(search: String, first: Bool, second: Bool) throws {
        let one = TestEntry(["A": [1], "B": [2]], raw: #"{"kw raw": 42}"#)
        let two = TestEntry(["C": [3], "D": [0]], raw: "{}")
        #expect(try matches(search, one) == first)
        #expect(try matches(search, two) == second)
    }
}
