import Documents
import Model
import Testing

private func parse(_ text: String) throws(Diagnostics) -> [DocumentNode] {
    try Document.parse(PatternFile(path: "f.yml", text: text))
}

private func problems(_ text: String) -> [String] {
    do throws(Diagnostics) {
        _ = try parse(text)
        return []
    } catch {
        return error.all.map(\.description)
    }
}

@Suite struct DocumentTests {
    @Test func keepsOrderAndPlaces() throws {
        let document = try #require(try parse("b: 1\na:\n  - x\n  - 'y'\n").first)
        guard case .mapping(let entries, let mark) = document else {
            Issue.record("not a mapping")
            return
        }
        #expect(mark == Mark(line: 1, column: 1))
        #expect(entries.map(\.key) == ["b", "a"])
        #expect(entries.map(\.keyMark) == [Mark(line: 1, column: 1), Mark(line: 2, column: 1)])
        #expect(entries[0].value.mark == Mark(line: 1, column: 4))
        guard case .sequence(let items, _) = entries[1].value else {
            Issue.record("not a list")
            return
        }
        #expect(items.map(\.mark) == [Mark(line: 3, column: 5), Mark(line: 4, column: 5)])
    }

    @Test(arguments: [
        ("a: 12", ScalarValue.integer(12)), ("a: '12'", .string("12")), ("a: \"true\"", .string("true")),
        ("a: true", .boolean(true)), ("a:", .null), ("a: ''", .string("")),
        ("a: 2020-01-01", .string("2020-01-01")),
        ("a: !!str 12", .string("12")), ("a: |\n  12\n", .string("12\n")),
        ("a: >-\n  null\n", .string("null")),
    ])
    func onlyPlainScalarsHaveTypes(text: String, expected: ScalarValue) throws {
        #expect(try parse(text).first?.entry("a")?.value.scalar == expected)
    }

    @Test func readsEveryDocumentOfAStream() throws {
        let documents = try parse("---\na: 1\n---\n---\nb: 2\n...\n")
        #expect(documents.compactMap { $0.entry("a") ?? $0.entry("b") }.map(\.key) == ["a", "b"])
        #expect(try parse("# nothing\n").isEmpty)
    }

    @Test func expandsAliases() throws {
        let document = try #require(try parse("x: &v [1, 2]\ny: *v\n").first)
        guard case .sequence(let items, _)? = document.entry("y")?.value else {
            Issue.record("not a list")
            return
        }
        #expect(items.compactMap(\.scalar) == [.integer(1), .integer(2)])
    }

    @Test(arguments: [
        (
            "a: 1\nb: 2\na: 3\n",
            ["f.yml:3:1: the key 'a' is already at 1:1; remove one of the two, or rename it"]
        ),
        (
            "x:\n  'k k': 1\n  \"k k\": 2\ny: {q: 1, q: 2, q: 3}\n",
            [
                "f.yml:3:3: the key 'k k' is already at 2:3; remove one of the two, or rename it",
                "f.yml:4:11: the key 'q' is already at 4:5; remove one of the two, or rename it",
                "f.yml:4:17: the key 'q' is already at 4:11; remove one of the two, or rename it",
            ]
        ),
        ("a: [1,\n", ["f.yml:2:1: this is not YAML: did not find expected node content; *"]),
        ("a: b: c\n", ["f.yml:1:5: this is not YAML: mapping values are not allowed in this context; *"]),
        ("a: *nobody\n", ["f.yml:1:4: found undefined alias; *"]),
        ("a: \"\u{1}\"\n", ["f.yml:1:5: control characters are not allowed; remove the character"]),
        ("a: !thing x\n", ["f.yml:1:4: the tag '!thing' has no meaning here; leave the tag out"]),
        ("<<: {a: 1}\n", ["f.yml:1:1: merge keys (<<) are not supported; write the keys out"]),
        ("? [a, b]\n: c\n", ["f.yml:1:3: a key must be a single value; write the key as text"]),
    ])
    func refuses(text: String, expected: [String]) {
        let found = problems(text)
        #expect(found.count == expected.count, "\(found)")
        for (diagnostic, pattern) in zip(found, expected) {
            let isPrefix = pattern.hasSuffix("*")
            #expect(
                isPrefix ? diagnostic.hasPrefix(pattern.dropLast()) : diagnostic == pattern, "\(diagnostic)")
        }
    }

    @Test func refusesAliasBombs() {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let aliases = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
            text += "l\(level): &l\(level) [\(aliases)]\n"
        }
        let found = problems(text)
        #expect(found.count == 1)
        #expect(found.first?.contains("expands to more than 100000 nodes") == true)
    }

    @Test func refusesDeepNesting() {
        let found = problems(String(repeating: "[", count: 5000))
        #expect(found.count == 1)
    }
}
