import Foundation
import TestSupport

/// Texts that rules and entries are made of, and ways to write and vary them.
enum Words {
    private static let plain = [
        "alice", "bob", "Alice", "BOB", "al", "user-1", "user_1", "a%b", "a_b", "a[b]c", "x*y", "x?y", "it's",
        "back\\slash", "C:\\dir\\x", "\\", "", " lead", "two words", "-x /y", "10", "2.5", "true", "null",
        "task risks", "a\"b", "#no: comment", "x\ny", "a^b$", "(a|b)", "tail\\",
    ]
    /// Where the case of letters beyond ASCII matters, or one character is several bytes.
    private static let exotic = [
        "É", "é", "straße", "STRASSE", "\u{212A}elvin", "kelvin", "ta\u{17F}k", "İ", "日本", "naïve", "🙂",
    ]

    static func word(_ random: inout SeededGenerator) -> String {
        random.below(100) < 6 ? random.pick(exotic) : random.pick(plain)
    }

    /// A word that some engine may take for one and the same, or just not.
    static func variant(of word: String, _ random: inout SeededGenerator) -> String {
        switch random.below(8) {
        case 0: word.uppercased()
        case 1: word.lowercased()
        case 2: word + random.pick(plain)
        case 3: random.pick(plain) + word
        case 4: "<\(word)>"
        case 5: String(word.dropFirst())
        case 6: String(word.dropLast())
        default: word
        }
    }

    /// The word as a rule writes it, here and there with a wildcard for a part of it.
    static func pattern(for word: String, _ random: inout SeededGenerator) -> String {
        let keepsSpecials = random.below(8) == 0
        let hasWildcards = random.below(3) == 0
        var result = ""
        for character in word {
            if hasWildcards, random.below(5) == 0 {
                result += random.pick(["*", "?", "**", "?*"])
            } else if !keepsSpecials, "*?\\".contains(character) {
                result += "\\\(character)"
            } else {
                result.append(character)
            }
        }
        if hasWildcards, random.below(3) == 0 { result += "*" }
        if hasWildcards, random.below(3) == 0 { result = "*" + result }
        return result
    }

    /// A single-quoted YAML scalar keeps everything but line breaks as it is.
    static func quoted(_ text: String) -> String {
        if text.contains("\n") {
            let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"\(escaped.replacing("\n", with: "\\n"))\""
        }
        return "'\(text.replacing("'", with: "''"))'"
    }

    /// The word in base64, encoded as UTF-16 first if asked for.
    static func base64(_ word: String, wide: Bool) -> String {
        let data = wide ? word.data(using: .utf16LittleEndian) : word.data(using: .utf8)
        return (data ?? Data()).base64EncodedString()
    }
}
