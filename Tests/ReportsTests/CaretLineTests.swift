import Testing

@testable import Reports

/// The mark stands below what it marks, whatever stands before it.
@Suite struct CaretLineTests {
    @Test(
        arguments: [
            ("key: value", 6, 5, "key: value", 5, 5),
            ("\tkey", 2, 3, "    key", 4, 3),
            ("a\tb", 3, 1, "a    b", 5, 1),
            ("漢字 x", 4, 1, "漢字 x", 5, 1),
            ("漢字", 2, 1, "漢字", 2, 2),
            ("e\u{301}x y", 5, 1, "e\u{301}x y", 3, 1),
            ("🚨 x", 3, 1, "🚨 x", 3, 1),
            ("⚠️ x", 4, 1, "⚠️ x", 3, 1),
            ("👩‍💻 x", 5, 1, "👩‍💻 x", 3, 1),
            ("🇩🇪 x", 4, 1, "🇩🇪 x", 3, 1),
            ("a\u{1B}b", 3, 1, "a\\x1bb", 5, 1),
            ("abc", 4, 1, "abc", 3, 1),
            ("abc", 9, 1, "abc", 3, 1),
            ("", 1, 1, "", 0, 1),
            ("abc", 2, 99, "abc", 1, 2),
        ] as [(String, Int, Int, String, Int, Int)])
    func marks(line: String, column: Int, length: Int, text: String, indent: Int, width: Int) {
        let caret = CaretLine(line: line, column: column, length: length)
        #expect(caret.text == text)
        #expect(caret.indent == indent)
        #expect(caret.width == width)
    }

    @Test func longLinesAreCutAroundTheMark() {
        let line = String(repeating: "a", count: 300) + "HERE" + String(repeating: "b", count: 300)
        let caret = CaretLine(line: line, column: 301, length: 4)
        let shown = Array(caret.text)
        #expect(shown.count <= 122)
        #expect(String(shown[caret.indent..<(caret.indent + caret.width)]) == "HERE")
        #expect(shown.first == "…" && shown.last == "…")
        #expect(CaretLine(line: line, column: 1, length: 2).text.hasSuffix("a…"))
    }
}
