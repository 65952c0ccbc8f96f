import Model

/// Lines of text for people, none wider than the page but for paths, which stay whole.
package struct TextPage {
    package var buffer = ReportBuffer()
    /// In columns of a terminal.
    package let width: Int
    private let color: Bool

    /// - Parameter width: Below 40 it is taken as 40.
    package init(width: Int, color: Bool) {
        self.width = max(40, width)
        self.color = color
    }

    /// How a piece of text looks where colours are wanted (ECMA-48, "Select graphic rendition").
    package enum Style: String {
        case plain = ""
        case red = "31"
        case boldRed = "1;31"
        case yellow = "33"
        case cyan = "36"

        package init(_ level: Level) {
            switch level {
            case .critical: self = .boldRed
            case .high: self = .red
            case .medium: self = .yellow
            case .low: self = .cyan
            case .informational: self = .plain
            }
        }
    }

    package mutating func blank() {
        buffer.append(0x0A)
    }

    /// A paragraph, its lines broken between words.
    /// - Parameters:
    ///   - text: Shown as it is: text of logs has gone through `VisibleText`.
    ///   - head: Stands before the first line, in a style of its own.
    ///   - indent: Where the lines after the first one begin.
    package mutating func paragraph(_ text: String, head: String = "", style: Style = .plain, indent: Int = 0)
    {
        paragraph(TextPiece.words(text), head: head, style: style, indent: indent)
    }

    /// A paragraph, its lines broken between pieces.
    package mutating func paragraph(
        _ pieces: [TextPiece], head: String = "", style: Style = .plain, indent: Int = 0
    ) {
        let lines = TextWrapping.lines(
            pieces, first: width - VisibleText.columns(head), rest: width - indent)
        emit(lines, head: head, style: style, indent: indent)
    }

    /// A labelled list, broken between its items.
    /// - Parameter items: Shown as they are.
    package mutating func items(_ items: [String], label: String, column: Int) {
        self.items(items.map { TextPiece($0) }, label: label, column: column)
    }

    /// A labelled list, broken between its items.
    package mutating func items(_ items: [TextPiece], label: String, column: Int) {
        guard let last = items.last else { return }
        pieces(items.dropLast().map { $0.followed(by: ",") } + [last], label: label, column: column)
    }

    /// A labelled row of pieces, broken between them.
    package mutating func pieces(_ pieces: [TextPiece], label: String, column: Int) {
        paragraph(pieces, head: "  " + label.padded(to: column - 2), indent: column)
    }

    /// A labelled paragraph.
    package mutating func field(_ label: String, _ text: String, column: Int) {
        paragraph(text, head: "  " + label.padded(to: column - 2), indent: column)
    }

    /// One line, its spaces kept as they are; the caller has made it fit.
    package mutating func verbatim(_ text: String, indent: Int) {
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

/// A part of a line; lines are broken between parts, never inside one that fits on a line.
package struct TextPiece {
    package let text: String
    /// Whether it is rather wider than the page than cut: a path that people copy or click on.
    package let isWhole: Bool

    package init(_ text: some StringProtocol, isWhole: Bool = false) {
        self.text = String(text)
        self.isWhole = isWhole
    }

    /// The words of a text, to be broken between any two of them.
    package static func words(_ text: String) -> [TextPiece] {
        text.split(separator: " ", omittingEmptySubsequences: true).map { TextPiece($0) }
    }

    func followed(by mark: String) -> TextPiece { TextPiece(text + mark, isWhole: isWhole) }
}

/// Breaks text into lines.
enum TextWrapping {
    /// Puts as many pieces on each line as fit, with a space between them. One that is wider than a line is
    /// cut, or, if it is to stay whole, stands on a line of its own.
    /// - Parameters:
    ///   - first: The width of the first line.
    ///   - rest: The width of the other ones.
    static func lines(_ pieces: [TextPiece], first: Int, rest: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in pieces {
            var text = Substring(piece.text)
            var columns = VisibleText.columns(piece.text)
            if used > 0, used + 1 + columns > (lines.isEmpty ? first : rest) {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 {
                line += " "
                used += 1
            }
            while !piece.isWhole, columns > (lines.isEmpty ? first : rest) - used {
                let head = start(of: text, width: max(1, (lines.isEmpty ? first : rest) - used))
                lines.append(line + head)
                (line, used) = ("", 0)
                text = text.unicodeScalars.dropFirst(head.unicodeScalars.count).asText
                columns = VisibleText.columns(String(text))
            }
            line += text
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
    package func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(2, columns - VisibleText.columns(self)))
    }
}
