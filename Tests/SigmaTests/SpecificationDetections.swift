extension Construct {
    private static func a(_ values: TestValue...) -> [[String: TestValue]] { values.map { ["a": $0] } }

    /// The text on detections.
    static let detections = [
        detection(
            "map: and", "s: {a: x, b: y}\ncondition: s", [["a": "x", "b": "y"], ["a": "x"], ["b": "y"]], [0]),
        detection(
            "list of maps: or", "s:\n- {a: x, b: y}\n- {c: z}\ncondition: s",
            [["a": "x", "b": "y"], ["a": "x"], ["c": "z"]], [0, 2]),
        detection("list of values: or", "s: {a: [x, y]}\ncondition: s", a("x", "y", "z"), [0, 1]),
        detection("no case", "s: {a: Shop}\ncondition: s", a("SHOP", "shop", "shops"), [0, 1]),
        detection(
            "wildcards", "s: {a: 'cart-*-?'}\ncondition: s", a("cart-77-x", "cart--y", "cart-77-"), [0, 1]),
        detection("escaped wildcards", #"s: {a: 'a\*b\?c'}"# + "\ncondition: s", a("a*b?c", "axxbxc"), [0]),
        detection("backslash", #"s: {a: 'c:\\\\x'}"# + "\ncondition: s", a(#"c:\\x"#, #"c:\x"#), [0]),
        detection(
            "backslash before a wildcard", #"s: {a: 'c:\\*'}"# + "\ncondition: s", a(#"c:\x"#, "c:x"), [0]),
        detection("a backslash by itself", #"s: {a: 'c:\x'}"# + "\ncondition: s", a(#"c:\x"#, "c:x"), [0]),
        detection("empty text", "s: {a: ''}\ncondition: s", a("", "x") + [[:]], [0]),
        detection("null or missing", "s: {a: null}\ncondition: s", a(nil, "", "x") + [[:]], [0, 3]),
        detection("empty list as null", "s: {a: []}\ncondition: s", a("x") + [[:]], [1]),
        detection("number", "s: {a: 7}\ncondition: s", a(7, "7", 70, "7.0"), [0, 1, 3]),
        detection("truth value", "s: {a: true}\ncondition: s", a(true, "true", 1, false), [0, 1, 2]),
        detection("a date is text", "s: {a: 2025-09-14}\ncondition: s", a("2025-09-14", "2025"), [0]),
        detection("nested field", "s: {a.b: x}\ncondition: s", [["a.b": "x"], ["a": "x"]], [0]),
        detection("missing field: not is true", "s: {a: x}\ncondition: not s", a("x", "y") + [[:]], [1, 2]),
        detection(
            "condition: and, or, not, parentheses",
            "s: {a: x}\nt: {b: y}\nu: {c: z}\ncondition: s and not (t or u)",
            [["a": "x"], ["a": "x", "b": "y"], ["a": "x", "c": "z"]], [0]),
        detection(
            "condition: and before or", "s: {a: x}\nt: {b: y}\nu: {c: z}\ncondition: s or t and u",
            [["a": "x"], ["b": "y"], ["b": "y", "c": "z"]], [0, 2]),
        detection(
            "condition: 1 of pattern", "sel_a: {a: x}\nsel_b: {b: y}\nother: {c: z}\ncondition: 1 of sel_*",
            [["a": "x"], ["b": "y"], ["c": "z"]], [0, 1]),
        detection(
            "condition: all of them", "s: {a: x}\nt: {b: y}\n_not: {c: z}\ncondition: all of them",
            [["a": "x", "b": "y"], ["a": "x"]], [0]),
        detection(
            "condition: any of them", "s: {a: x}\nt: {b: y}\ncondition: any of them", [["a": "x"], [:]], [0]),
        detection(
            "condition: list", "s: {a: x}\nt: {b: y}\ncondition: [s, t]", [["a": "x"], ["b": "y"], [:]],
            [0, 1]),
        detection(
            "identifiers that begin like operators",
            "notable: {a: x}\norder: {b: y}\ncondition: notable and not order",
            [["a": "x"], ["a": "x", "b": "y"]], [0]),
        Construct(
            name: "keywords: or", rules: detectionRule("s:\n- lost cart\n- 'err*77'\ncondition: s"),
            entries: ["a Lost Cart b", "error 77", "lost"].map { Timed(second: 0, fields: [:], raw: $0) },
            expected: ["t": [[0], [1]]]),
        Construct(
            name: "keyword as plain text", rules: detectionRule("s: lost cart\ncondition: s"),
            entries: [Timed(second: 0, fields: [:], raw: "a lost cart")], expected: ["t": [[0]]]),
        Construct(
            name: "keywords: all", rules: detectionRule("s:\n  '|all': [lost, cart]\ncondition: s"),
            entries: ["cart was lost", "lost"].map { Timed(second: 0, fields: [:], raw: $0) },
            expected: ["t": [[0]]]),
        Construct(
            name: "list of maps and keywords", rules: detectionRule("s:\n- {a: x}\n- lost\ncondition: s"),
            entries: [
                Timed(second: 0, fields: ["a": ["x"]]), Timed(second: 0, fields: [:], raw: "lost"),
                Timed(second: 0, fields: ["a": ["lost"]]),
            ], expected: ["t": [[0], [1]]]),
        Construct(
            name: "several values of a field: any", rules: detectionRule("s: {a: x}\ncondition: s"),
            entries: [Timed(second: 0, fields: ["a": ["y", "x"]])], expected: ["t": [[0]]]),
        Construct(
            name: "header: all attributes, taxonomy, own keys",
            rules: """
                title: t
                id: 3f0c1f6e-8a3b-4a57-9d4e-0d9b1c7e5a21
                related: [{id: 9a4d8a1c-4e56-4b8f-8f8b-5d1e7c2b3a90, type: derived}]
                name: all_attributes
                taxonomy: sigma
                status: test
                description: d
                license: MIT
                author: us
                references: [https://shop.example]
                date: 2025-09-14
                modified: 2025-09-15
                logsource: {category: c, product: p, service: s, definition: d, own: o}
                detection: {s: {a: x}, condition: s}
                fields: [a]
                falsepositives: [none known]
                level: high
                tags: [isolation.shared-state, attack.t1110, cve.2024-1]
                scope: [server]
                own_key: {any: thing}
                """, entries: [timed(0, ["a": "x"])], expected: ["t": [[0]]]),
    ]

    /// The appendix on modifiers.
    static let modifiers = [
        detection("contains", "s: {a|contains: art}\ncondition: s", a("cart", "ART", "car"), [0, 1]),
        detection("startswith", "s: {a|startswith: ca}\ncondition: s", a("cart", "scar"), [0]),
        detection("endswith", "s: {a|endswith: rt}\ncondition: s", a("cart", "carts"), [0]),
        detection("all", "s: {a|contains|all: [ca, rt]}\ncondition: s", a("cart", "card"), [0]),
        detection("exists", "s: {a|exists: true}\ncondition: s", a("x", "", nil) + [[:]], [0, 1, 2]),
        detection("exists: false", "s: {a|exists: false}\ncondition: s", a("x") + [[:]], [1]),
        detection("cased", "s: {a|cased: Shop}\ncondition: s", a("Shop", "shop"), [0]),
        detection("neq", "s: {a|neq: x}\ncondition: s", a("x", "y") + [[:]], [1, 2]),
        detection("neq: none of a list", "s: {a|neq: [x, y]}\ncondition: s", a("x", "y", "z"), [2]),
        detection(
            "windash", "s: {a|windash|contains: ' -force'}\ncondition: s",
            a("go -force", "go /force", "go –force", "go —force", "go ―force", "go +force"), [0, 1, 2, 3, 4]),
        detection("re", "s: {a|re: 'c.rt[0-9]+'}\ncondition: s", a("a cart77", "CART77", "cart"), [0]),
        detection("re: i", "s: {a|re|i: '^cart'}\ncondition: s", a("CART", "a cart"), [0]),
        detection("re: m", "s: {a|re|m: '^b$'}\ncondition: s", a("a\nb", "ab"), [0]),
        detection("re: s", "s: {a|re|s: 'a.b'}\ncondition: s", a("a\nb", "ab"), [0]),
        detection("re: list", "s: {a|re: ['^x', 'y$']}\ncondition: s", a("xa", "ay", "axya"), [0, 1]),
        detection("base64", "s: {a|base64: cart}\ncondition: s", a("Y2FydA==", "cart"), [0]),
        detection(
            "base64offset", "s: {a|base64offset|contains: cart}\ncondition: s",
            a("Y2FydA==", "eGNhcnQ=", "eHhjYXJ0", "Y2Fy"), [0, 1, 2]),
        detection("utf16le", "s: {a|utf16le|base64: hi}\ncondition: s", a("aABpAA==", "AGgAaQ=="), [0]),
        detection("wide", "s: {a|wide|base64: hi}\ncondition: s", a("aABpAA==", "AGgAaQ=="), [0]),
        detection("utf16be", "s: {a|utf16be|base64: hi}\ncondition: s", a("aABpAA==", "AGgAaQ=="), [1]),
        detection("utf16", "s: {a|utf16|base64: hi}\ncondition: s", a("//5oAGkA", "aABpAA=="), [0]),
        detection("gt", "s: {a|gt: 5}\ncondition: s", a(6, 5, "7", "x"), [0, 2]),
        detection("gte", "s: {a|gte: 5}\ncondition: s", a(5, 4), [0]),
        detection("lt", "s: {a|lt: 5}\ncondition: s", a(4, 5, "x"), [0]),
        detection("lte", "s: {a|lte: 5}\ncondition: s", a(5, 6), [0]),
        detection("neq of a number", "s: {a|neq: 5}\ncondition: s", a(5, "5", 6), [2]),
        detection(
            "minute", "s: {a|minute: 7}\ncondition: s", a("2025-09-14T10:07:00Z", "2025-09-14T10:08:00Z"), [0]
        ),
        detection(
            "hour", "s: {a|hour: 10}\ncondition: s", a("2025-09-14T10:07:00Z", "2025-09-14T11:07:00Z"), [0]),
        detection(
            "day", "s: {a|day: 14}\ncondition: s", a("2025-09-14T10:07:00Z", "2025-09-15T10:07:00Z"), [0]),
        detection(
            "week", "s: {a|week: 37}\ncondition: s", a("2025-09-14T10:07:00Z", "2025-09-15T10:07:00Z"), [0]),
        detection(
            "month", "s: {a|month|gte: 9}\ncondition: s", a("2025-09-14T10:07:00Z", "2025-08-14T10:07:00Z"),
            [0]),
        detection(
            "year", "s: {a|year|lt: 2025}\ncondition: s", a("2024-09-14T10:07:00Z", "2025-08-14T10:07:00Z"),
            [0]),
        detection("cidr", "s: {a|cidr: 10.0.0.0/8}\ncondition: s", a("10.1.2.3", "11.1.2.3", "10.x"), [0]),
        detection(
            "cidr of version 6", "s: {a|cidr: '2001:db8::/32'}\ncondition: s", a("2001:db8::7", "2001:db9::"),
            [0]),
        detection(
            "fieldref", "s: {a|fieldref: b}\ncondition: s",
            [["a": "x", "b": "X"], ["a": "x", "b": "y"], ["a": "x"]], [0]),
        detection(
            "fieldref: neq, also where one is missing", "s: {a|fieldref|neq: b}\ncondition: s",
            [["a": "x", "b": "x"], ["a": "x", "b": "y"], ["a": "x"]], [1, 2]),
        detection(
            "fieldref: startswith", "s: {a|fieldref|startswith: b}\ncondition: s",
            [["a": "xyz", "b": "xy"], ["a": "zxy", "b": "xy"]], [0]),
    ]
}
