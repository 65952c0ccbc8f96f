/// Reads a pattern that PCRE2 accepts into its structure. Gives up on what hardly anybody writes
/// (conditional groups, verbs): there is then nothing to say about it.
struct RegexParser {
    struct Unsupported: Error {}

    struct Flags {
        var isCaseless = false
        var isExtended = false
        var isDotAll = false
    }

    let scalars: [Unicode.Scalar]
    var position = 0
    var flags: Flags
    var doubts: RegexDoubts = []
    private var depth = 0

    private static let depthLimit = 100

    static func parse(_ pattern: String, options: Pattern.Options) -> RegexNode? {
        structure(of: pattern, options: options)?.node
    }

    static func structure(of pattern: String, options: Pattern.Options) -> RegexStructure? {
        var parser = RegexParser(
            scalars: Array(pattern.unicodeScalars),
            flags: Flags(
                isCaseless: options.contains(.caseless), isExtended: options.contains(.extended),
                isDotAll: options.contains(.dotAll)))
        guard let node = try? parser.alternatives(), parser.current == nil else { return nil }
        if options.contains(.caseless) { parser.doubts.insert(.ignoredCase) }
        return RegexStructure(node: node, doubts: parser.doubts)
    }

    private init(scalars: [Unicode.Scalar], flags: Flags) {
        self.scalars = scalars
        self.flags = flags
    }

    var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func take(_ text: String) -> Bool {
        var end = position
        for scalar in text.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar else { return false }
            end += 1
        }
        position = end
        return true
    }

    /// Goes behind the next one of a character.
    mutating func skip(past scalar: Unicode.Scalar) throws(Unsupported) {
        guard let found = scalars[position...].firstIndex(of: scalar) else { throw Unsupported() }
        position = found + 1
    }

    private mutating func alternatives() throws(Unsupported) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw Unsupported() }
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() throws(Unsupported) -> RegexNode {
        var parts: [RegexNode] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            if flags.isExtended, skipExtended(scalar) { continue }
            let start = position
            guard let atom = try atom() else { continue }
            parts.append(quantified(atom, start: start))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    /// White space and comments of the extended syntax.
    private mutating func skipExtended(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "#" {
            position = scalars[position...].firstIndex(of: "\n").map { $0 + 1 } ?? scalars.count
            return true
        }
        guard ScalarSet.space.contains(scalar) else { return false }
        position += 1
        return true
    }

    // MARK: - Quantifiers

    private mutating func quantified(_ atom: RegexNode, start: Int) -> RegexNode {
        var node = atom
        while let (minimum, maximum) = quantifier() {
            // Lazy or possessive: what can be matched in several ways is the same.
            if !take("?") { _ = take("+") }
            node = .repeated(
                RegexRepeat(body: node, minimum: minimum, maximum: maximum, place: start..<position))
        }
        return node
    }

    private mutating func quantifier() -> (Int, Int?)? {
        let start = position
        if flags.isExtended { while let scalar = current, skipExtended(scalar) {} }
        if let found = bareQuantifier() { return found }
        position = start
        if current == "{" { doubtBraces() }
        return nil
    }

    /// Braces that are literal text here may be a quantifier to another version of PCRE2: `{,3}`, `{ 1, 3 }`.
    private mutating func doubtBraces() {
        let inside = scalars[(position + 1)...].prefix { $0 != "}" }
        if inside.allSatisfy({ $0 == "," || $0 == " " || $0 == "\t" || ScalarSet.digits.contains($0) }) {
            doubts.insert(.hiddenText)
        }
    }

    private mutating func bareQuantifier() -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard current == "{", let close = scalars[position...].firstIndex(of: "}") else { return nil }
        let inside = scalars[(position + 1)..<close].map(Character.init)
        let bounds = inside.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
        guard let minimum = Int(bounds[0]), bounds.count <= 2 else { return nil }
        let maximum = bounds.count == 1 ? minimum : Int(bounds[1])
        if bounds.count == 2, maximum == nil, !bounds[1].isEmpty { return nil }
        position = close + 1
        return (minimum, maximum)
    }

    // MARK: - Atoms

    /// The next atom; nil where what was read is none, such as a setting of flags.
    private mutating func atom() throws(Unsupported) -> RegexNode? {
        guard let scalar = current else { return nil }
        switch scalar {
        case "(": return try group()
        case "[": return .one(folded(try characterClass()))
        case "\\": return try escape()
        case "^", "$":
            position += 1
            return .empty
        case ".":
            position += 1
            return .one(flags.isDotAll ? .all : ScalarSet.newline.inverted)
        default:
            position += 1
            return .one(folded(ScalarSet(scalar)))
        }
    }

    func folded(_ set: ScalarSet) -> ScalarSet { flags.isCaseless ? set.caseless : set }

    private mutating func group() throws(Unsupported) -> RegexNode? {
        position += 1
        if current == "*" { throw Unsupported() }
        guard take("?") else { return try restOfGroup() }
        if take("#") {
            try skip(past: ")")
            return nil
        }
        let looks: [(String, RegexLook)] = [
            ("=", .ahead), ("!", .notAhead), ("<=", .behind), ("<!", .notBehind),
        ]
        for (opening, look) in looks where take(opening) { return .look(try restOfGroup(), look) }
        for opening in [":", ">", "|"] where take(opening) { return try restOfGroup() }
        for opening in ["P=", "P>", "&", "R", "C"] where take(opening) {
            try skip(past: ")")
            doubts.insert(.hiddenText)
            return .empty
        }
        if take("P<") || take("<") {
            try skip(past: ">")
            return try restOfGroup()
        }
        if take("'") {
            try skip(past: "'")
            return try restOfGroup()
        }
        return try flagGroup()
    }

    private mutating func restOfGroup() throws(Unsupported) -> RegexNode {
        let outer = flags
        let inner = try alternatives()
        flags = outer
        guard take(")") else { throw Unsupported() }
        return inner
    }

    /// `(?i)`, which lasts to the end of the group around it, or `(?i:…)`.
    private mutating func flagGroup() throws(Unsupported) -> RegexNode? {
        let outer = flags
        var isOn = true
        while let scalar = current, scalar != ")", scalar != ":" {
            switch scalar {
            case "-": isOn = false
            case "i":
                flags.isCaseless = isOn
                doubts.insert(.ignoredCase)
            case "x":
                flags.isExtended = isOn
                doubts.insert(.openEnd)
            case "s": flags.isDotAll = isOn
            case "m", "n", "J", "U": break
            default: throw Unsupported()
            }
            position += 1
        }
        if take(")") { return nil }
        guard take(":") else { throw Unsupported() }
        let inner = try restOfGroup()
        flags = outer
        return inner
    }
}
