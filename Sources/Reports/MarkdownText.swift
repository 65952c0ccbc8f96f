/// Text that GitHub-flavoured Markdown shows as it is, whatever it holds.
///
/// Ids and messages stand in code, where nothing is markup, no name is mentioned and no address becomes a link.
enum MarkdownText {
    /// Words of rules and of the report: escaped where escaping is enough, else as code. They never stand at the
    /// start of a line, where a number or a dash would begin a list.
    static func inline(_ text: String) -> String {
        let visible = VisibleText.of(text)
        guard visible.unicodeScalars.allSatisfy(isHarmless), !linksByItself(visible) else {
            return code(text)
        }
        let trimmed = visible.trimmed
        return trimmed.isEmpty
            ? empty : trimmed.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "\\_")
    }

    private static let empty = "(empty)"

    /// A code span: its fence is longer than any run of backticks inside (CommonMark 0.31, section 6.1).
    static func code(_ text: String) -> String {
        let visible = VisibleText.of(text)
        guard !visible.isEmpty else { return empty }
        let fence = String(repeating: "`", count: longestRun(visible) + 1)
        // One space at both ends is taken off again; it keeps backticks and spaces of the text apart.
        let pads =
            visible.hasPrefix("`") || visible.hasSuffix("`") || visible.hasPrefix(" ")
            || visible.hasSuffix(" ")
        let isBlank = visible.allSatisfy { $0 == " " }
        return pads && !isBlank ? "\(fence) \(visible) \(fence)" : fence + visible + fence
    }

    /// The inside of a table's cell: a bar would end it (GFM 0.29, section 4.10).
    /// Parsers disagree on a bar behind a backslash, so that one is shown by its number.
    static func cell(_ markdown: String) -> String {
        var result = ""
        var isEscape = false
        for scalar in markdown.unicodeScalars {
            if scalar == "|" {
                result += isEscape ? "u{7c}" : "\\|"
            } else {
                result.unicodeScalars.append(scalar)
            }
            isEscape = scalar == "\\"
        }
        return result
    }

    /// A code block of lines, its fence longer than any run of backticks inside.
    static func block(_ lines: [String]) -> String {
        let visible = lines.map(VisibleText.of)
        let fence = String(repeating: "`", count: max(3, (visible.map(longestRun).max() ?? 0) + 1))
        return ([fence + "text"] + visible + [fence]).joined(separator: "\n") + "\n"
    }

    private static func longestRun(_ text: String) -> Int {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == 0x60 ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || " ,.;:'\"()/+-_–—…’“”%?→↔".unicodeScalars.contains(scalar)
    }

    /// GitHub makes links of these without being asked (GFM 0.29, section 6.9).
    private static func linksByItself(_ text: String) -> Bool {
        let folded = text.lowercased()
        return folded.contains("://") || folded.contains("www.")
    }
}

extension String {
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " }
        return start.last == " "
            ? start.prefix(through: start.lastIndex { $0 != " " } ?? start.startIndex) : start
    }
}
