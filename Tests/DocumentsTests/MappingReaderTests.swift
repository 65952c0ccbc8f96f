import Documents
import Model
import Testing

private func reader(_ text: String, _ list: DiagnosticList) throws -> MappingReader {
    let node = try #require(try Document.parse(PatternFile(path: "f.yml", text: text)).first)
    return try #require(MappingReader(node, as: "a thing", list: list))
}

@Suite struct MappingReaderTests {
    @Test func readsTypes() throws {
        let list = DiagnosticList(path: "f.yml")
        var reader = try reader("s: x\nn: 7\nb: true\nl: [a, 2]\none: a\n", list)
        #expect(reader.string(for: "s") == "x")
        #expect(reader.string(for: "n") == "7")
        #expect(reader.integer(for: "n") == 7)
        #expect(reader.boolean(for: "b") == true)
        #expect(reader.strings(for: "l")?.map(\.text) == ["a", "2"])
        #expect(reader.strings(for: "one")?.map(\.text) == ["a"])
        #expect(reader.string(for: "absent") == nil)
        #expect(list.isEmpty)
    }

    @Test func reportsAllErrorsAtOnce() throws {
        let list = DiagnosticList(path: "f.yml")
        var reader = try reader("s: [x]\nb: maybe\nn: 1.5\nl: [a, null]\ntitel: x\nzzzzzz: 1\n", list)
        #expect(reader.string(for: "s") == nil)
        #expect(reader.boolean(for: "b") == nil)
        #expect(reader.integer(for: "n") == nil)
        #expect(reader.strings(for: "l")?.map(\.text) == ["a"])
        #expect(reader.requiredString(for: "title", "say what it finds") == nil)
        reader.finish()
        #expect(
            Diagnostics(list.all).all.map { "\($0.line):\($0.column): \($0.problem)" } == [
                "1:1: a thing needs 'title'",
                "1:4: 's' must be text, but this is a list",
                "2:4: 'b' must be true or false",
                "3:4: 'n' must be a whole number",
                "4:8: 'l' must be text, but this is nothing",
                "5:1: unknown key 'titel' in a thing",
                "6:1: unknown key 'zzzzzz' in a thing",
            ])
        #expect(list.all.contains { $0.advice == "did you mean 'title'?" })
    }

    @Test func keepsUnknownKeysQuietWhereAsked() throws {
        let list = DiagnosticList(path: "f.yml")
        var reader = try reader("mine: 1\ntitel: x\n", list)
        reader.ignore(["title"])
        reader.finish(allowingUnknown: true)
        #expect(list.all.map(\.advice) == ["did you mean 'title'?"])
    }

    @Test(arguments: [
        ("condtion", "condition"), ("tilte", "title"), ("lvl", nil), ("levels", "level"), ("status", nil),
    ])
    func suggests(name: String, expected: String?) {
        #expect(Suggestion.nearest(to: name, among: ["condition", "title", "level", "rules"]) == expected)
    }
}
