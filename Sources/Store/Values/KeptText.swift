/// Text of logs as a column holds it. SQLite's texts end at a NUL when they are bound by their address alone, which
/// logs may hold; so U+0000 becomes U+FFFF and 0, and U+FFFF, which is no character, itself and 1. Texts without
/// either, and that is nearly all, are kept as they are, and so is their order.
enum KeptText {
    private static let mark: Unicode.Scalar = "\u{FFFF}"

    static func kept(_ text: String) -> String {
        guard text.utf8.contains(0) || text.unicodeScalars.contains(mark) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\0": result.append(contentsOf: [mark, "0"])
            case mark: result.append(contentsOf: [mark, "1"])
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(mark) else { return text }
        var result = String.UnicodeScalarView()
        var isMarked = false
        for scalar in text.unicodeScalars {
            if isMarked {
                result.append(scalar == "0" ? "\0" : mark)
                isMarked = false
            } else if scalar == mark {
                isMarked = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
