import Testing

@testable import Input

/// An input and what is expected of it, in order: line, text, and for broken pieces the reason.
struct ShapeCase: Sendable, CustomTestStringConvertible {
    typealias Row = (line: Int, text: String, reason: BrokenReason?)

    let name: String
    let input: String
    let rows: [Row]
    var isIncomplete = false

    var testDescription: String { name }

    init(_ name: String, _ input: String, _ rows: [Row], isIncomplete: Bool = false) {
        self.name = name
        self.input = input
        self.rows = rows
        self.isIncomplete = isIncomplete
    }

    /// Each text stands at its first place behind the one before.
    var expected: [Found] {
        let bytes = Array(input.utf8)
        var position = 0
        return rows.map { row in
            let text = Array(row.text.utf8)
            while !bytes[position...].starts(with: text) { position += 1 }
            defer { position += text.count }
            return Found(
                offset: position, line: row.line, text: row.text,
                kind: row.reason.map { .broken($0) } ?? .json)
        }
    }
}

@Suite struct ShapeTests {
    @Test(arguments: wholeShapes + brokenShapes)
    func findsEveryRecord(shape: ShapeCase) {
        let reading = read(shape.input)
        #expect(reading.found == shape.expected)
        #expect(reading.outcome.isIncomplete == shape.isIncomplete)
        #expect(reading.outcome.problems.isEmpty == !shape.isIncomplete)
    }

    @Test(arguments: wholeShapes + brokenShapes)
    func findsTheSameInPiecesOfAnySize(shape: ShapeCase) {
        let whole = read(shape.input)
        for size in 1...(shape.input.utf8.count + 1) {
            let options = ReadOptions(segmentBytes: 64, chunkBytes: size)
            let pieces = read(shape.input, options: options)
            #expect(pieces.found == whole.found, "chunks of \(size)")
            #expect(pieces.outcome == whole.outcome, "chunks of \(size)")
        }
    }

    @Test func tellsWhereTheInputEndsInsideAnEntry() {
        let reading = read("[\n  {\"a\": 1},\n  {\n    \"b\": [\n")
        #expect(reading.found.last?.kind == .broken(.endOfInput))
        #expect(reading.found.last?.text == "{\n    \"b\": [")
        #expect(reading.outcome.problems.map(\.line) == [3])
        #expect(reading.outcome.problems.map(\.offset) == [16])
        #expect(
            reading.outcome.problems.map(\.reason) == ["ends inside an entry that began at line 3, offset 16"]
        )
    }
}

private let wholeShapes = [
    ShapeCase("empty", "", []),
    ShapeCase("blank", " \r\n\n\t", []),
    ShapeCase(
        "NDJSON", "{\"a\":1}\n{\"b\":{\"c\":2}}\n", [(1, "{\"a\":1}", nil), (2, "{\"b\":{\"c\":2}}", nil)]),
    ShapeCase("NDJSON, CRLF", "{\"a\":1}\r\n{\"b\":2}\r\n", [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil)]),
    ShapeCase(
        "NDJSON, no final newline", "{\"a\":1}\n{\"b\":2}", [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil)]),
    ShapeCase(
        "NDJSON, blank lines and white space", "\n\n  {\"a\":1} \n\n\t{\"b\":2}\t\n \n",
        [(3, "{\"a\":1}", nil), (5, "{\"b\":2}", nil)]),
    ShapeCase("byte order mark", "\u{FEFF}{\"a\":1}\n", [(1, "{\"a\":1}", nil)]),
    ShapeCase(
        "byte order mark where files were joined", "{\"a\":1}\n\u{FEFF}{\"b\":2}\n\u{FEFF}[{\"c\":3}]",
        [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil), (3, "{\"c\":3}", nil)]),
    ShapeCase(
        "no newline between", "{\"a\":1}{\"b\":2} {\"c\":3}\n",
        [(1, "{\"a\":1}", nil), (1, "{\"b\":2}", nil), (1, "{\"c\":3}", nil)]),
    ShapeCase(
        "part of an array", "{\"a\":1},\n{\"b\":2}, {\"c\":3},\n",
        [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil), (2, "{\"c\":3}", nil)]),
    ShapeCase("empty array", "[]\n", []),
    ShapeCase(
        "compact array", "[{\"a\":1},{\"b\":[2,{}]}]", [(1, "{\"a\":1}", nil), (1, "{\"b\":[2,{}]}", nil)]),
    ShapeCase(
        "pretty array", "[\n  {\n    \"a\": {\n      \"x\": 1\n    }\n  },\n  {\n    \"b\": []\n  }\n]\n",
        [(2, "{\n    \"a\": {\n      \"x\": 1\n    }\n  }", nil), (7, "{\n    \"b\": []\n  }", nil)]),
    ShapeCase(
        "array, one element a line", "[\n{\"a\":1},\n{\"b\":2}\n]",
        [(2, "{\"a\":1}", nil), (3, "{\"b\":2}", nil)]),
    ShapeCase(
        "array, elements behind the brackets", "[{\n  \"a\": 1\n}, {\n  \"b\": 2\n}]",
        [(1, "{\n  \"a\": 1\n}", nil), (3, "{\n  \"b\": 2\n}", nil)]),
    ShapeCase(
        "comma at the start of lines", "[ {\"a\":1}\n, {\"b\":2}\n]",
        [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil)]),
    ShapeCase(
        "unterminated array", "[\n  {\"a\": 1},\n  {\"b\": 2}",
        [(2, "{\"a\": 1}", nil), (3, "{\"b\": 2}", nil)]),
    ShapeCase("unterminated array, comma", "[\n  {\"a\": 1},\n", [(2, "{\"a\": 1}", nil)]),
    ShapeCase(
        "arrays one behind the other", "[{\"a\":1}][\n{\"b\":2}\n]\n[]\n[{\"c\":3}]",
        [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil), (5, "{\"c\":3}", nil)]),
    ShapeCase(
        "arrays in an array", "[[{\"a\":1}],[{\"b\":2}]]", [(1, "{\"a\":1}", nil), (1, "{\"b\":2}", nil)]),
    ShapeCase(
        "pretty objects", "{\n  \"a\": 1\n}\n\n{\n  \"b\": {\n  }\n}{\n  \"c\": 3\n}",
        [(1, "{\n  \"a\": 1\n}", nil), (5, "{\n  \"b\": {\n  }\n}", nil), (8, "{\n  \"c\": 3\n}", nil)]),
    ShapeCase(
        "printed flush left",
        "{\n\"a\": [\n{\n\"b\": 1\n},\n{\"c\": 2}\n],\n\"d\": {\n}\n}\n{\n\"e\": 1\n}\n",
        [
            (1, "{\n\"a\": [\n{\n\"b\": 1\n},\n{\"c\": 2}\n],\n\"d\": {\n}\n}", nil),
            (11, "{\n\"e\": 1\n}", nil),
        ]),
    ShapeCase(
        "objects begin on lines of their own", "[\n  {\n    \"a\":\n    {\n      \"b\": 1\n    }\n  }\n]",
        [(2, "{\n    \"a\":\n    {\n      \"b\": 1\n    }\n  }", nil)]),
    ShapeCase(
        "brackets and quotes in strings",
        "{\"a\":\"}{\"}\n{\"b\":\"\\\"}\\\\\"}\n{\n\"c\": \"\\\\\\\"]}\"\n}\n",
        [
            (1, "{\"a\":\"}{\"}", nil), (2, "{\"b\":\"\\\"}\\\\\"}", nil),
            (3, "{\n\"c\": \"\\\\\\\"]}\"\n}", nil),
        ]),
    ShapeCase(
        "a string with braces that do not match", "{\"a\":\"{{{\"}\n{\"b\":\"}\"}\n",
        [
            (1, "{\"a\":\"{{{\"}", nil), (2, "{\"b\":\"}\"}", nil),
        ]),
    ShapeCase(
        "braces of strings that make up for each other",
        "{\"a\":\"{\"}{\"b\":\"}\"}\n[\n{\"c\":\"{\"}, {\"d\":\"}\"},\n{\"e\":\"{\"}]{\"f\":\"}\"}\n",
        [
            (1, "{\"a\":\"{\"}", nil), (1, "{\"b\":\"}\"}", nil), (3, "{\"c\":\"{\"}", nil),
            (3, "{\"d\":\"}\"}", nil), (4, "{\"e\":\"{\"}", nil), (4, "{\"f\":\"}\"}", nil),
        ]),
    ShapeCase(
        "ends with a brace, goes on in the next line", "{\"a\":{}\n,\"b\":1}\n{\"c\":2}",
        [(1, "{\"a\":{}\n,\"b\":1}", nil), (3, "{\"c\":2}", nil)]),
    ShapeCase(
        "envelope of entries.list",
        "{\n  \"entries\": [\n    {\n      \"a\": 1\n    },\n    {\"b\": 2}\n  ],\n  \"nextPageToken\": \"}]{\"\n}\n{\"c\":3}",
        [(3, "{\n      \"a\": 1\n    }", nil), (6, "{\"b\": 2}", nil), (10, "{\"c\":3}", nil)]),
    ShapeCase(
        "envelopes, one a line",
        "{\"entries\":[{\"a\":1},{\"b\":2}],\"t\":{\"x\":[{}]}}\n{\"entries\":[]}\n{\"receivedMessages\":[{\"c\":3}]}\n",
        [(1, "{\"a\":1}", nil), (1, "{\"b\":2}", nil), (3, "{\"c\":3}", nil)]),
    ShapeCase(
        "envelopes in an array", "[{\"entries\":[{\"a\":1}]},\n {\"entries\":[{\"b\":2}]}]\n{\"c\":3}",
        [(1, "{\"a\":1}", nil), (2, "{\"b\":2}", nil), (3, "{\"c\":3}", nil)]),
    ShapeCase(
        "envelope cut behind its array", "{\"entries\":[{\"a\":1}],\"nextPage", [(1, "{\"a\":1}", nil)]),
    ShapeCase(
        "envelope whose array is not first", "{\"kind\":\"\",\"entries\":[{}]}\n",
        [(1, "{\"kind\":\"\",\"entries\":[{}]}", nil)]),
    ShapeCase(
        "envelope with its page token first",
        "{\n \"nextPageToken\" : \"]}a\" ,\n \"entries\": [{\"a\":1},\n{\"b\":2}]}\n{\"nextPageToken\":\"\",\"c\":[3]}",
        [
            (3, "{\"a\":1}", nil), (4, "{\"b\":2}", nil),
            (5, "{\"nextPageToken\":\"\",\"c\":[3]}", nil),
        ]),
    ShapeCase(
        "names that only begin like an envelope's", "{\"entries\":{}}\n{\"entriesX\":[]}\n{\"e\":[1]}\n",
        [(1, "{\"entries\":{}}", nil), (2, "{\"entriesX\":[]}", nil), (3, "{\"e\":[1]}", nil)]),
    ShapeCase(
        "all joined",
        "{\"a\":1}[\n  {\n    \"b\": 2\n  }\n]\n{\"entries\":[{\"c\":3}]}{\n  \"d\": 4\n}\n{\"e\":5}\n",
        [
            (1, "{\"a\":1}", nil), (2, "{\n    \"b\": 2\n  }", nil), (6, "{\"c\":3}", nil),
            (6, "{\n  \"d\": 4\n}", nil), (9, "{\"e\":5}", nil),
        ]),
]

private let brokenShapes = [
    ShapeCase(
        "text among NDJSON", "{\"a\":1}\nTraceback (most recent call last):\n  File \"x\", {y}\n{\"b\":2}\n",
        [
            (1, "{\"a\":1}", nil), (2, "Traceback (most recent call last):", .notAnObject),
            (3, "File \"x\", {y}", .notAnObject), (4, "{\"b\":2}", nil),
        ]),
    ShapeCase(
        "scalars at top level", "1\n\"x\"\nnull\n{\"a\":1}",
        [
            (1, "1", .notAnObject), (2, "\"x\"", .notAnObject), (3, "null", .notAnObject),
            (4, "{\"a\":1}", nil),
        ]),
    ShapeCase(
        "scalars in an array", "[1, \"a,]\\\"b\", {\"a\":1},null,-2.5e3]{\"b\":2}",
        [
            (1, "1", .notAnObject), (1, "\"a,]\\\"b\"", .notAnObject), (1, "{\"a\":1}", nil),
            (1, "null", .notAnObject), (1, "-2.5e3", .notAnObject), (1, "{\"b\":2}", nil),
        ]),
    ShapeCase(
        "text behind a record", "{\"a\":1} and more\n{\"b\":2}}\n{\"c\":3}",
        [
            (1, "{\"a\":1}", nil), (1, "and more", .notAnObject), (2, "{\"b\":2}", nil),
            (2, "}", .strayBracket), (3, "{\"c\":3}", nil),
        ]),
    ShapeCase(
        "a hole of zeros", "{\"a\":1}\n\0\0\0{\"b\":2}\n",
        [(1, "{\"a\":1}", nil), (2, "\0\0\0", .notAnObject), (2, "{\"b\":2}", nil)]),
    ShapeCase(
        "a cut line", "{\"a\":1}\n{\"b\":{\"c\":1}\n{\"d\":2}\n",
        [(1, "{\"a\":1}", nil), (2, "{\"b\":{\"c\":1}", .unfinished), (3, "{\"d\":2}", nil)]),
    ShapeCase(
        "lines cut behind a comma, a colon, a bracket",
        "{\"a\":1,\n{\"b\":\n{\"c\":[\n{\"d\":2}\n",
        [
            (1, "{\"a\":1,", .unfinished), (2, "{\"b\":", .unfinished), (3, "{\"c\":[", .unfinished),
            (4, "{\"d\":2}", nil),
        ]),
    ShapeCase(
        "a line cut inside a string", "{\"a\":\"x\n{\"b\":2}\n{\"c\":\"\\\n{\"d\":4}\n",
        [
            (1, "{\"a\":\"x", .lineEndInString), (2, "{\"b\":2}", nil), (3, "{\"c\":\"\\", .lineEndInString),
            (4, "{\"d\":4}", nil),
        ]),
    ShapeCase(
        "a pretty element with a raw newline in a string",
        "[\n  {\n    \"a\": \"x\ny\",\n    \"b\": [\n      {\n        \"c\": 1\n      }\n    ]\n  },\n  {\n    \"d\": 2\n  }\n]\n{\"e\":3}",
        [
            (2, "{\n    \"a\": \"x", .lineEndInString), (11, "{\n    \"d\": 2\n  }", nil),
            (15, "{\"e\":3}", nil),
        ]),
    ShapeCase(
        "a pretty element whose end is missing",
        "[\n  {\n    \"a\": {\n      \"b\": 1\n  {\n    \"c\": 2\n  },\n  {\"d\": 3}\n]\n",
        [
            (2, "{\n    \"a\": {\n      \"b\": 1", .unfinished), (5, "{\n    \"c\": 2\n  }", nil),
            (8, "{\"d\": 3}", nil),
        ]),
    ShapeCase(
        "the head of a pretty array, then another one",
        "[\n  {\n    \"a\": 1,\n[\n  {\n    \"b\": 2\n  }\n]\n{\"c\":3}\n",
        [(2, "{\n    \"a\": 1,", .unfinished), (5, "{\n    \"b\": 2\n  }", nil), (9, "{\"c\":3}", nil)]),
    ShapeCase(
        "the head of a pretty array, then NDJSON", "[\n  {\n    \"a\": [\n{\"b\":2}\n{\"c\":3}\n",
        [(2, "{\n    \"a\": [", .unfinished), (4, "{\"b\":2}", nil), (5, "{\"c\":3}", nil)]),
    ShapeCase(
        "the tail of a pretty array", "    \"a\": 1\n    }\n  },\n  {\n    \"b\": 2\n  }\n]\n{\"c\":3}\n",
        [
            (1, "\"a\": 1", .notAnObject), (2, "}", .strayBracket), (3, "}", .strayBracket),
            (4, "{\n    \"b\": 2\n  }", nil), (7, "]", .strayBracket), (8, "{\"c\":3}", nil),
        ]),
    ShapeCase(
        "pretty objects, one cut", "{\n  \"a\": {\n{\n  \"b\": 2\n}\n",
        [(1, "{\n  \"a\": {", .unfinished), (3, "{\n  \"b\": 2\n}", nil)]),
    ShapeCase(
        "an envelope cut behind its array, then another",
        "{\"entries\":[{\"a\":1}],\n{\"entries\":[{\"b\":2}]}\n",
        [(1, "{\"a\":1}", nil), (1, "],", .unfinished), (2, "{\"b\":2}", nil)]),
    ShapeCase(
        "cut inside an object", "{\"a\":1}\n{\"b\":", [(1, "{\"a\":1}", nil), (2, "{\"b\":", .endOfInput)],
        isIncomplete: true),
    ShapeCase("cut inside a string", "[{\"a\":\"x", [(1, "{\"a\":\"x", .endOfInput)], isIncomplete: true),
    ShapeCase("cut behind one brace", "{", [(1, "{", .endOfInput)], isIncomplete: true),
]
