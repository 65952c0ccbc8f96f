/// Holds `|re` to the constructs that every Sigma engine knows: what RE2 and PCRE2 both understand, and alike.
///
/// The specification restricts regular expressions to a subset of PCRE; backends run them in RE2, Go, Rust or
/// SQL. Whoever needs more writes an extraction document.
struct PortableRegex {
    struct Problem: Hashable {
        /// Characters before the construct.
        let offset: Int
        let construct: String
        /// How many characters open it.
        var length = 1
    }

    /// RE2 refuses to repeat anything more often.
    static let repeatLimit = 1000

    private let characters: [Character]
    private var position = 0
    private var problem: Problem?

    private init(_ pattern: String) {
        characters = pattern.unicodeScalars.map { Character($0) }
    }

    /// The first construct that is not portable; nil where all are.
    static func firstProblem(in pattern: String) -> Problem? {
        var scanner = PortableRegex(pattern)
        while scanner.position < scanner.characters.count, scanner.problem == nil { scanner.step() }
        return scanner.problem
    }

    private mutating func step() {
        switch characters[position] {
        case "\\": escape(inClass: false)
        case "[": characterClass()
        case "(": group()
        case "*", "+", "?": quantifier(length: 1)
        case "{": braces()
        default: position += 1
        }
    }

    private func starts(with text: String, at offset: Int = 0) -> Bool {
        characters[min(position + offset, characters.count)...].starts(with: text)
    }

    private mutating func refuse(_ construct: String, length: Int = 1) {
        if problem == nil { problem = Problem(offset: position, construct: construct, length: length) }
        position += 1
    }

    private mutating func escape(inClass: Bool) {
        guard position + 1 < characters.count else {
            position += 1
            return
        }
        let next = characters[position + 1]
        if next == "Q" {
            position += 2
            while position < characters.count, !starts(with: "\\E") { position += 1 }
            position += 2
        } else if next.isASCII, next.isLetter || next.isNumber,
            !(inClass ? "dDwWsSnrtfaxpP" : "dDwWsSnrtfaxpPbBAzE").contains(next)
        {
            refuse(name(ofEscape: next), length: 2)
        } else {
            position += 2
        }
    }

    private func name(ofEscape letter: Character) -> String {
        switch letter {
        case "1"..."9", "k", "g": "a backreference (\\\(letter))"
        case "K": "a reset of the match's start (\\K)"
        default: "the escape \\\(letter)"
        }
    }

    private mutating func characterClass() {
        position += 1
        if starts(with: "^") { position += 1 }
        if starts(with: "]") { position += 1 }
        while position < characters.count, characters[position] != "]", problem == nil {
            if starts(with: "[:"), let end = end(ofPOSIXClass: position + 2) {
                position = end
            } else if characters[position] == "\\" {
                escape(inClass: true)
            } else {
                position += 1
            }
        }
        position += 1
    }

    private func end(ofPOSIXClass start: Int) -> Int? {
        var index = start
        while index < characters.count, characters[index].isLetter || characters[index] == "^" { index += 1 }
        return index + 1 < characters.count && characters[index] == ":" && characters[index + 1] == "]"
            ? index + 2 : nil
    }

    private static let refusedGroups: [(String, String)] = [
        ("(?=", "a lookahead (?=…)"), ("(?!", "a negative lookahead (?!…)"),
        ("(?<=", "a lookbehind (?<=…)"), ("(?<!", "a negative lookbehind (?<!…)"),
        ("(?>", "an atomic group (?>…)"), ("(?|", "a branch reset (?|…)"),
        ("(?(", "a conditional group (?(…)"),
        ("(?#", "a comment (?#…)"), ("(?P=", "a backreference (?P=…)"), ("(?P>", "a subroutine call (?P>…)"),
        ("(?&", "a subroutine call (?&…)"), ("(?R", "recursion (?R)"), ("(?C", "a callout (?C)"),
        ("(?'", "a group name in quotes (?'…')"), ("(*", "a verb (*…)"),
    ]

    private mutating func group() {
        if let refused = Self.refusedGroups.first(where: { starts(with: $0.0) }) {
            return refuse(refused.1, length: refused.0.count)
        }
        guard starts(with: "(?"), !starts(with: "(?P<"), !starts(with: "(?<"), !starts(with: "(?:") else {
            position += 1
            return
        }
        var index = position + 2
        while index < characters.count, "ims-".contains(characters[index]) { index += 1 }
        if index < characters.count, characters[index] == ")" || characters[index] == ":" {
            position = index + 1
        } else if index < characters.count, characters[index].isNumber || characters[index] == "+" {
            refuse("a subroutine call (?\(characters[index]))", length: 2)
        } else {
            refuse("the group (?\(index < characters.count ? String(characters[index]) : "")")
        }
    }

    /// A quantifier, which may be lazy (`?` behind it) but not possessive (`+` behind it).
    private mutating func quantifier(length: Int) {
        if starts(with: "+", at: length) {
            refuse(
                "a possessive quantifier (\(String(characters[position..<(position + length)]))+)",
                length: length + 1)
        } else {
            position += starts(with: "?", at: length) ? length + 1 : length
        }
    }

    private mutating func braces() {
        guard let close = characters[position...].firstIndex(of: "}") else {
            position += 1
            return
        }
        let inside = characters[(position + 1)..<close]
        let bounds = String(inside).split(separator: ",", omittingEmptySubsequences: false)
        guard let first = bounds.first, Int(first) != nil, bounds.count <= 2,
            bounds.count == 1 || bounds[1].isEmpty || Int(bounds[1]) != nil
        else {
            position += 1
            return
        }
        if bounds.contains(where: { Int($0).map { $0 > Self.repeatLimit } ?? false }) {
            refuse("a repetition of more than \(Self.repeatLimit) times", length: close - position + 1)
        } else {
            quantifier(length: close - position + 1)
        }
    }
}
