import TestSupport

/// Items of detections: a field, modifiers, and values, with entries' values that come near.
enum RandomItem {
    static let textFields = ["a", "b", "message", "user.name", "order"]
    static let numberFields = ["n", "m"]
    static let timeField = "t"
    static let addressField = "ip"

    static func make(_ random: inout SeededGenerator, isCareful: Bool) -> TestItem {
        switch random.below(isCareful ? 99 : 100) {
        case ..<50: text(&random)
        case ..<58: regex(&random)
        case ..<66: number(&random)
        case ..<70: time(&random)
        case ..<74: address(&random)
        case ..<80: reference(&random)
        case ..<86: encoded(&random)
        case ..<90: keyword(&random)
        case ..<99: presence(&random)
        default: wrong(&random)
        }
    }

    private static let textModifiers = [
        [], [], [], ["contains"], ["contains"], ["startswith"], ["endswith"], ["contains", "all"],
        ["startswith", "all"], ["cased"], ["contains", "cased"], ["cased", "startswith"], ["neq"],
        ["contains", "neq"], ["endswith", "neq"], ["cased", "neq"], ["windash"], ["windash", "contains"],
        ["windash", "contains", "all"],
    ]

    private static func text(_ random: inout SeededGenerator) -> TestItem {
        var item = TestItem(field: random.pick(textFields), modifiers: random.pick(textModifiers))
        let count = item.has("all") ? 2 + random.below(2) : [1, 1, 1, 2, 3][random.below(5)]
        var joined = ""
        for _ in 0..<count {
            let word = Words.word(&random)
            item.values.append(Words.quoted(Words.pattern(for: word, &random)))
            item.seeds.append(.text(word))
            joined += word
        }
        item.seeds.append(.text(joined))
        if item.has("windash") {
            item.seeds += [.text("/x /y"), .text("–x -y"), .text(joined.replacing("-", with: "/"))]
        }
        return item
    }

    private static let expressions = [
        "alice", "^al", "ob$", "a.c", "[a-c]+", "user[-_]\\d+", "(alice|bob)", "^$", "x?y", "b{2}",
        "\\bwords\\b",
        "\\w+\\s\\w+", "\\S", "^\\d+$", "a\\[b", "^.{3}$", "l.*c", "\\\\", "it's", "[^a-z]", "é", "^y", "x$",
        "x.y", "\\.5", "(?:al|bo)[ib]", "(?i)ALICE", "^(a|ab)b?$", "\\*",
    ]

    private static func regex(_ random: inout SeededGenerator) -> TestItem {
        let options = random.pick([[], [], [], ["i"], ["s"], ["m"], ["i", "m"], ["ignorecase"], ["dotall"]])
        var item = TestItem(field: random.pick(textFields + numberFields), modifiers: ["re"] + options)
        let count = 1 + random.below(2)
        item.values = (0..<count).map { _ in Words.quoted(random.pick(expressions)) }
        item.seeds = ["alice", "xalice", "bob, alice", "bob", "task risks", "abc", "user-12", "4.5"].map {
            .text($0)
        }
        if random.below(4) == 0 {
            item.modifiers.append(random.pick(["contains", "startswith", "endswith"]))
        }
        if count > 1, random.below(3) == 0 { item.modifiers.append("all") }
        if random.below(6) == 0 { item.modifiers.append("neq") }
        return item
    }

    private static func number(_ random: inout SeededGenerator) -> TestItem {
        let numbers = ["0", "1", "5", "10", "-3", "2.5", "100", "9007199254740993", "-0.5"]
        var item = TestItem(field: random.pick(numberFields))
        item.modifiers = random.pick([[], [], ["gt"], ["gte"], ["lt"], ["lte"], ["neq"], ["gt", "neq"]])
        item.values = (0...random.below(2)).map { _ in random.below(60) == 0 ? "1e3" : random.pick(numbers) }
        item.seeds = [
            .integer(random.below(12) - 3), .decimal(2.5), .text("5"), .integer(9_007_199_254_740_992),
        ]
        item.seeds += [.text("9007199254740993"), .text("10"), .decimal(99.75), .integer(1000)]
        item.seeds += [.text("05"), .text("5.0"), .text("+5"), .text(" 5"), .text("1e1"), .decimal(-0.5)]
        return item
    }

    private static func time(_ random: inout SeededGenerator) -> TestItem {
        var item = TestItem(field: timeField)
        let part = random.pick(["minute", "hour", "day", "week", "month", "year"])
        item.modifiers = [part] + random.pick([[], ["gte"], ["lt"], ["gt"], ["lte"], ["neq"]])
        let numbers = ["minute": 30, "hour": 12, "day": 15, "week": 26, "month": 6, "year": 2024]
        let middle = numbers[part] ?? 1
        item.values = [String(middle + random.below(5) - 2)]
        return item
    }

    static func timeText(_ random: inout SeededGenerator) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(2022 + random.below(4))-\(two(1 + random.below(12)))-\(two(1 + random.below(28)))"
        let clock = "\(two(random.below(24))):\(two(random.below(60))):\(two(random.below(60)))"
        return "\(day)T\(clock)" + random.pick(["Z", "Z", ".25Z", "+02:00", "-05:30"])
    }

    private static func address(_ random: inout SeededGenerator) -> TestItem {
        let networks = [
            "10.0.0.0/8", "10.0.0.0/15", "10.1.2.0/24", "10.1.2.128/25", "192.168.1.1/32", "0.0.0.0/0",
            "10.0.0.1/8", "2001:db8::/32",
            "2001:db8:1::/48",
        ]
        var item = TestItem(field: addressField, modifiers: ["cidr"] + random.pick([[], [], ["neq"]]))
        item.values = (0...random.below(2)).map { _ in random.pick(networks) }
        return item
    }

    static func addressText(_ random: inout SeededGenerator) -> String {
        let addresses = [
            "10.1.2.3", "10.1.2.200", "10.0.255.1", "11.0.0.1", "192.168.1.1", "10.1.2", "10.1.2.x", "host",
            "2001:db8::1",
            "2001:db8:1::2", "2001:db9::1",
        ]
        return random.pick(addresses)
    }

    private static func reference(_ random: inout SeededGenerator) -> TestItem {
        var item = TestItem(field: random.pick(textFields + numberFields), modifiers: ["fieldref"])
        item.modifiers += random.pick([[], [], ["contains"], ["startswith"], ["endswith"], ["neq"]])
        item.values = (0...random.below(2)).map { _ in random.pick(textFields + numberFields) }
        return item
    }

    private static func encoded(_ random: inout SeededGenerator) -> TestItem {
        let word = random.pick(
            ["alice", "bob", "secret", "xy", "two words", "Zoë", "cases of alice", "9"].filter {
                $0 != "Zoë" && $0 != "9" || random.below(6) == 0
            })
        var item = TestItem(field: random.pick(textFields), values: [Words.quoted(word)])
        item.modifiers = random.pick([
            ["base64"], ["base64offset", "contains"], ["wide", "base64offset", "contains"],
            ["wide", "base64"], ["base64", "contains"], ["utf16be", "base64offset", "contains"],
            ["utf16", "base64offset", "contains"],
        ])
        // The same under a name that pySigma does not know.
        if random.below(12) == 0, item.modifiers[0] == "wide" { item.modifiers[0] = "utf16le" }
        let wide = item.has("wide") || item.has("utf16le")
        for before in ["", "-", "--"] {
            item.seeds.append(.text(Words.base64(before + word + before, wide: wide)))
        }
        item.seeds.append(.text(Words.base64(word, wide: wide).lowercased()))
        return item
    }

    private static func keyword(_ random: inout SeededGenerator) -> TestItem {
        var item = TestItem(
            modifiers: random.pick([[], [], ["all"], ["contains"], ["re"], ["cased"], ["neq"]]))
        let count = item.has("all") ? 2 : 1 + random.below(2)
        for _ in 0..<count {
            let word = Words.word(&random)
            let text = item.has("re") ? random.pick(expressions) : Words.pattern(for: word, &random)
            item.values.append(Words.quoted(text))
            item.seeds.append(.text(word))
        }
        return item
    }

    private static func presence(_ random: inout SeededGenerator) -> TestItem {
        var item = TestItem(field: random.pick(textFields + numberFields))
        switch random.below(5) {
        case 0, 1:
            item.modifiers = ["exists"] + random.pick([[], [], ["neq"]])
            item.values = [random.pick(["true", "false"])]
        case 2:
            item.values = ["null"]
            item.modifiers = random.pick([[], ["neq"]])
        case 3:
            item.values = []
        default:
            item.values = [random.pick(["true", "false"])]
            item.seeds = [
                .boolean(true), .boolean(false), .integer(1), .integer(0), .text("True"), .text("1"),
            ]
        }
        return item
    }

    /// What one or both of the engines refuse.
    private static func wrong(_ random: inout SeededGenerator) -> TestItem {
        let items: [([String], [String])] = [
            (["contains"], ["5"]), (["contains", "all"], ["'x'"]), ([], ["'x'", "null"]), (["gt"], ["'5'"]),
            (["startswith", "fieldref"], ["b"]), (["nonsense"], ["'x'"]), (["contains", "re"], ["'x'"]),
            (["re"], ["'(x'"]), (["re"], ["'(?=x)'"]), (["cidr"], ["'host'"]), (["exists"], ["'yes'"]),
            (["expand"], ["'%x%'"]), (["windash"], ["'-a -b -c -d'"]), (["base64"], ["'x*'"]),
            (["base64offset", "contains"], ["'x'"]), (["i"], ["'x'"]), (["minute"], ["61"]),
            (["contains"], ["null"]), (["contains"], []),
        ]
        let (modifiers, values) = random.pick(items)
        return TestItem(field: "a", modifiers: modifiers, values: values)
    }
}
