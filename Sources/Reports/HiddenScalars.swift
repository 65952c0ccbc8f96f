extension Unicode.Scalar {
    /// Whether a terminal or an editor would act on this character, or show nothing, instead of printing it:
    /// controls (C0, DEL, C1), line and paragraph separators, bidirectional controls (UAX #9), other invisible
    /// format characters, and tags.
    ///
    /// Text of logs may hold any of them, by accident or to deceive; reports show them as what they are. The
    /// joiners U+200C and U+200D are spared: scripts and emoji need them.
    var isHidden: Bool {
        switch value {
        case 0x20..<0x7F: false
        case 0x00..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// How many columns a terminal gives the character: 2 for the wide blocks of East Asian scripts and for
    /// emoji (after UAX #11), else 1. Marks count 1 too, so that a line is never longer than thought.
    var columns: Int {
        switch value {
        case 0..<0x1100: 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// How people see a hidden character: `\n`, `\x1b`, `\u{202e}`.
    var visibleForm: String {
        switch value {
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0..<0x10: "\\x0" + String(value, radix: 16)
        case 0x10..<0x100: "\\x" + String(value, radix: 16)
        default: "\\u{" + String(value, radix: 16) + "}"
        }
    }
}

/// Text as people may safely see it.
public enum VisibleText {
    /// The text with every hidden character shown as its escape.
    public static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isHidden) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.isHidden {
                result += scalar.visibleForm
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// As much of the text as fits into the width, with `…` where something is missing. Only that much of the
    /// text is looked at.
    package static func of(_ text: String, width: Int) -> String {
        var result = ""
        var used = 0
        /// The longest start of the text that leaves room for `…`.
        var cut = (text: "", isOpen: true)
        for scalar in text.unicodeScalars {
            let piece = scalar.isHidden ? scalar.visibleForm : String(scalar)
            let columns = scalar.isHidden ? piece.utf8.count : scalar.columns
            if cut.isOpen, used + columns > width - 1 { cut = (result, false) }
            if used + columns > width { return cut.text + "…" }
            result += piece
            used += columns
        }
        return result
    }

    /// How many columns visible text takes.
    package static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + $1.columns }
    }
}
