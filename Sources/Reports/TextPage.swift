import Model

/// Lines of text for people, none wider than the page.
struct TextPage {
    var buffer = ReportBuffer()
    /// In columns of a terminal.
    let width: Int
    private let color: Bool

    /// - Parameter width: Below 40 it is taken as 40.
    init(width: Int, color: Bool) {
        self.width = max(40, width)
        self.color = color
    }

    /// How a piece of text looks where colours are wanted (ECMA-48, "Select graphic rendition").
    enum Style: String {
        case plain = ""
        case red = "31"
        case boldRed = "1;31"
        case yellow = "33"
        case cyan = "36"

        init(_ level: Level) {
            switch level {
            case .critical: self = .boldRed
            case .high: self = .red
            case .medium: self = .yellow
            case .low: self = .cyan
            case .informational: self = .plain
            }
        }
    }

    mutating func blank() {
        buffer.append(0x0A)
    }

    /// A paragraph, its lines broken between words.
    /// - Parameters:
    ///   - text: Shown as it is: text of logs has gone through `VisibleText`.
    ///   - head: Stands before the first line, in a style of its own.
    ///   - indent: Where the lines after the first one begin.
    mutating func paragraph(_ text: String, head: String = "", style: Style = .plain, indent: Int = 0) {
        let headColumns = VisibleText.columns(head)
        let lines = TextWrapping.lines(
            text.split(separator: " ", omittingEmptySubsequences: true), separator: " ",
            first: width - headColumns, rest: width - indent)
        emit(lines, head: head, style: style, indent: indent)
    }

    /// A labelled list, broken between its items.
    /// - Parameter items: Shown as they are.
    mutating func items(_ items: [String], label: String, column: Int) {
        guard !items.isEmpty else { return }
        let head = "  " + label.padded(to: column - 2)
        let pieces = items.enumerated().map { offset, item in
            Substring(offset < items.count - 1 ? item + "," : item)
        }
        let lines = TextWrapping.lines(
            pieces, separator: " ", first: width - VisibleText.columns(head), rest: width - column)
        emit(lines, head: head, style: .plain, indent: column)
    }

    /// A labelled paragraph.
    mutating func field(_ label: String, _ text: String, column: Int) {
        paragraph(text, head: "  " + label.padded(to: column - 2), indent: column)
    }

    /// One line, its spaces kept as they are; the caller has made it fit.
    mutating func verbatim(_ text: String, indent: Int) {
        buffer.append(spaces: indent)
        buffer.append(text)
        buffer.append(0x0A)
    }

    private mutating func emit(_ lines: [String], head: String, style: Style, indent: Int) {
        for (number, line) in (lines.isEmpty ? [""] : lines).enumerated() {
            if number > 0 {
                buffer.append(spaces: indent)
            } else if color, style != .plain {
                buffer.append("\u{1B}[\(style.rawValue)m\(head)\u{1B}[0m")
            } else {
                buffer.append(head)
            }
            buffer.append(line)
            buffer.append(0x0A)
        }
    }
}

/// Breaks text into lines.
enum TextWrapping {
    /// Puts as many pieces on each line as fit; one that is wider than a line is cut.
    /// - Parameters:
    ///   - first: The width of the first line.
    ///   - rest: The width of the other ones.
    static func lines(_ pieces: [Substring], separator: String, first: Int, rest: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in pieces {
            var piece = piece
            var columns = VisibleText.columns(String(piece))
            let limit = lines.isEmpty ? first : rest
            if used > 0, used + separator.count + columns > limit {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 {
                line += separator
                used += separator.count
            }
            while columns > (lines.isEmpty ? first : rest) - used {
                let head = start(of: piece, width: max(1, (lines.isEmpty ? first : rest) - used))
                lines.append(line + head)
                (line, used) = ("", 0)
                piece = piece.unicodeScalars.dropFirst(head.unicodeScalars.count).asText
                columns = VisibleText.columns(String(piece))
            }
            line += piece
            used += columns
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The longest start of the text that fits, and one character at least.
    private static func start(of text: Substring, width: Int) -> Substring {
        var used = 0
        let scalars = text.unicodeScalars
        let end = scalars.indices.first { index in
            used += scalars[index].columns
            return used > width && index > scalars.startIndex
        }
        return scalars[..<(end ?? scalars.endIndex)].asText
    }
}

extension Substring.UnicodeScalarView {
    fileprivate var asText: Substring { Substring(self) }
}

extension String {
    /// The text with spaces behind it, up to a number of columns; two at least, so that what follows is apart.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(2, columns - VisibleText.columns(self)))
    }
}
