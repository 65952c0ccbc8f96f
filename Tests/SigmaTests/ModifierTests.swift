import Testing

@testable import Sigma

@Suite struct ModifierTests {
    @Test(
        arguments: [
            ("{f|contains: bc}", "aBCd", true), ("{f|contains: bc}", "b c", false),
            ("{f|contains: ''}", "x", true),
            ("{f|contains: 'b*d'}", "abxdy", true), ("{f|startswith: ab}", "ABc", true),
            ("{f|startswith: ab}", "cab", false),
            ("{f|endswith: bc}", "aBC", true), ("{f|endswith: bc}", "bca", false),
            ("{f|cased: Ab}", "Ab", true), ("{f|cased: Ab}", "ab", false),
            ("{f|contains|cased: B}", "aBc", true),
            ("{f|contains|cased: B}", "abc", false), ("{f|cased|startswith: 'A?c'}", "abc", false),
            ("{f|contains: [x, b]}", "abc", true), ("{f|contains|all: [a, b]}", "abc", true),
            ("{f|contains|all: [a, x]}", "abc", false), ("{f|all: ['a*', '*c']}", "abc", true),
            ("{f|neq: abc}", "abc", false), ("{f|neq: abc}", "x", true), ("{f|neq: [abc, x]}", "x", false),
            ("{f|contains|neq: b}", "abc", false), ("{f|all|contains|neq: [a, x]}", "abc", true),
            // Regular expressions: searched for, case-sensitive.
            ("{f|re: 'b.d'}", "abcde", true), ("{f|re: 'B.d'}", "abcde", false),
            ("{f|re|i: 'B.d'}", "abcde", true),
            ("{f|re|ignorecase: 'B.d'}", "abcde", true), ("{f|re: '^b'}", "a\nb", false),
            ("{f|re|m: '^b'}", "a\nb", true),
            ("{f|re|multiline: '^b'}", "a\nb", true), ("{f|re: 'a.b'}", "a\nb", false),
            ("{f|re|s: 'a.b'}", "a\nb", true),
            ("{f|re|dotall: 'a.b'}", "a\nb", true), ("{f|re|i|s: 'A.B'}", "a\nb", true),
            ("{f|re: ['x', 'c$']}", "abc", true),
            ("{f|re|all: ['^a', 'x']}", "abc", false), ("{f|re|neq: b}", "abc", false),
            ("{f|re: 'a\\*b'}", "a*b", true),
            ("{f|re: 'a\\\\b'}", "a\\b", true), ("{f|re|startswith: 'b|c'}", "abc", false),
            ("{f|re|startswith: 'a|x'}", "abc", true),
            ("{f|re|endswith: 'b|c'}", "abc", true), ("{f|re|contains: 'b'}", "abc", true),
            ("{f|re: 12}", "0120", true),
            ("{f|re: '(?i)B'}", "abc", true), ("{f|re: '(?<n>b)(?P<m>c)'}", "abc", true),
            ("{f|re: '\\d{2}'}", "a12", true),
            // Networks.
            ("{f|cidr: 10.0.0.0/8}", "10.200.3.4", true), ("{f|cidr: 10.0.0.0/8}", "11.0.0.1", false),
            ("{f|cidr: 10.0.0.0/8}", "10.200.3.4 ", false),
            ("{f|cidr: 192.168.1.128/25}", "192.168.1.127", false),
            ("{f|cidr: '2001:db8::/32'}", "2001:DB8:1::1", true),
            ("{f|cidr: '2001:db8::/32'}", "2001:db9::1", false),
            ("{f|cidr: '::/0'}", "10.0.0.1", false), ("{f|cidr: '::1'}", "0:0:0:0:0:0:0:1", true),
            ("{f|cidr: '2001:db8::/65'}", "2001:db8::7fff:1:2:3", true),
            ("{f|cidr: 0.0.0.0/0}", "1.2.3.4", true),
            ("{f|cidr: '2001:db8::/65'}", "2001:db8::8000:1:2:3", false),
            ("{f|cidr: 10.0.0.0/8}", "x", false),
            ("{f|cidr: [10.0.0.0/8, 127.0.0.1]}", "127.0.0.1", true),
            // Comparisons.
            ("{f|gt: 5}", "6", true), ("{f|gt: 5}", "5", false), ("{f|gte: 5}", "5", true),
            ("{f|lt: 5}", "4.9", true),
            ("{f|lt: 5}", "5", false), ("{f|lte: 5}", "5", true), ("{f|gt: 1.5}", "1.6", true),
            ("{f|gt: 5}", "x", false),
            ("{f|gte: -1}", "-1", true), ("{f|lt: 9007199254740993}", "9007199254740992", true),
            // Parts of a time, in UTC.
            ("{f|minute: 59}", "2021-01-03T23:59:30Z", true), ("{f|hour: 23}", "2021-01-03T23:59:30Z", true),
            ("{f|hour: 22}", "2021-01-03T23:59:30+01:00", true), ("{f|day: 3}", "2021-01-03T23:59:30Z", true),
            ("{f|week: 53}", "2021-01-03T23:59:30Z", true), ("{f|week: 1}", "2021-01-04T00:00:00Z", true),
            ("{f|week: 1}", "2019-12-30T00:00:00Z", true), ("{f|week: 52}", "2022-01-01T00:00:00Z", true),
            ("{f|month: 2}", "2020-02-29T00:00:00Z", true), ("{f|year: 2020}", "2020-02-29T00:00:00Z", true),
            ("{f|year: 1969}", "1969-12-31T23:59:59Z", true),
            ("{f|hour|gte: 22}", "2021-01-03T23:59:30Z", true),
            ("{f|hour|lt: 22}", "2021-01-03T23:59:30Z", false), ("{f|hour: 3}", "3", false),
            // Encodings.
            ("{f|base64: foobar}", "Zm9vYmFy", true), ("{f|base64: fo}", "Zm8=", true),
            ("{f|base64|contains: foobar}", "x Zm9vYmFy y", true), ("{f|wide|base64: ab}", "YQBiAA==", true),
            ("{f|utf16le|base64: ab}", "YQBiAA==", true), ("{f|utf16be|base64: ab}", "AGEAYg==", true),
            ("{f|utf16|base64: ab}", "//5hAGIA", true), ("{f|base64|cased: foobar}", "zm9vymfy", false),
            ("{f|base64offset|contains: /bin/bash}", "L2Jpbi9iYXNo", true),
            ("{f|base64offset|contains: /bin/bash}", "eC9iaW4vYmFzaHg=", true),
            ("{f|base64offset|contains: /bin/bash}", "eHgvYmluL2Jhc2h4", true),
            ("{f|base64offset|contains: /bin/bash}", "L2Jpbi9jYXNo", false),
            ("{f|base64offset|contains|all: [foo, bar]}", "Zm9v YmFy", true),
            // Dashes.
            ("{f|windash|contains: ' -x'}", "a /x", true), ("{f|windash|contains: ' -x'}", "a –x", true),
            ("{f|windash|contains: ' -x'}", "a —x", true), ("{f|windash|contains: ' -x'}", "a ―x", true),
            ("{f|windash|contains: 'a-x'}", "a/x", false),
            ("{f|windash|contains|all: [' -x', ' /y']}", "a /x -y", true),
        ] as [(String, String, Bool)])
    func values(search: String, value: String, expected: Bool) throws {
        #expect(try matches(search, TestEntry(["f": [.text(value)]])) == expected)
        #expect(
            try matches(search.replacing("{f|", with: "{message|"), TestEntry(["message": [.text(value)]]))
                == expected)
    }

    @Test(
        arguments: [
            // Missing fields fail every positive test.
            ("{f: x}", [], [], false), ("{f|contains: x}", [], [], false), ("{f|re: .}", [], [], false),
            ("{f|gt: 0}", [], [], false), ("{f|fieldref: g}", [], ["x"], false),
            ("{f|fieldref: g}", ["x"], [], false),
            ("{f|neq: x}", [], [], true), ("{f|fieldref|neq: g}", [], ["x"], true),
            // Presence, even of null and of nothing.
            ("{f|exists: true}", ["x"], [], true), ("{f|exists: true}", [nil], [], true),
            ("{f|exists: true}", [""], [], true),
            ("{f|exists: true}", [], [], false), ("{f|exists: false}", [], [], true),
            ("{f|exists: false}", [nil], [], false),
            // Other fields, any pair of values.
            ("{f|fieldref: g}", ["Abc"], ["aBC"], true), ("{f|fieldref: g}", ["a"], ["b"], false),
            ("{f|fieldref: g}", ["a", "b"], ["c", "b"], true),
            ("{f|cased|fieldref: g}", ["Abc"], ["aBC"], false),
            ("{f|fieldref|cased: g}", ["Abc"], ["Abc"], true),
            ("{f|fieldref|cased: g}", ["Abc"], ["abc"], false),
            ("{f|fieldref|startswith: g}", ["abc"], ["AB"], true),
            ("{f|fieldref|startswith: g}", ["abc"], ["bc"], false),
            ("{f|fieldref|endswith: g}", ["abc"], ["BC"], true),
            ("{f|fieldref|contains: g}", ["abcd"], ["BC"], true),
            ("{f|fieldref|contains: g}", ["bc"], ["abcd"], false),
            ("{f|fieldref|neq: g}", ["a"], ["A"], false),
            ("{f|fieldref|neq: g}", ["a"], ["b"], true), ("{f|fieldref: g}", ["ÄB"], ["äb"], true),
            ("{f|fieldref: g}", [nil], [nil], false), ("{f|fieldref: g}", [880011], ["880011"], true),
            ("{f|neq: x}", ["x", "y"], [], false), ("{f|neq: null}", ["x"], [], true),
            ("{f|neq: null}", [], [], false),
        ] as [(String, [TestValue], [TestValue], Bool)])
    func presence(search: String, f: [TestValue], g: [TestValue], expected: Bool) throws {
        #expect(try matches(search, TestEntry(["f": f, "g": g])) == expected)
    }

    @Test func encodesBase64OfAllLengths() {
        let cases = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
        ]
        for (plain, encoded) in cases {
            #expect(String(decoding: Encodings.base64(Array(plain.utf8)), as: UTF8.self) == encoded)
        }
    }

    /// Wherever the text stands, one of the three forms is found.
    @Test(arguments: ["ab", "abc", "abcd", "secret"])
    func offsetsCoverEveryPlace(text: String) {
        let forms = Encodings.base64Offsets(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
        for before in ["", "x", "yy", "zzz", "wwww"] {
            for after in ["", "x", "yy", "zzz"] {
                let encoded = Encodings.base64(Array((before + text + after).utf8))
                let whole = String(decoding: encoded, as: UTF8.self)
                #expect(forms.contains { whole.contains($0) }, "\(before)|\(text)|\(after)")
            }
        }
    }
}
