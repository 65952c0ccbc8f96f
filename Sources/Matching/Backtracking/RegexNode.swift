/// The structure of a pattern, as far as it decides what can be matched in more than one way.
indirect enum RegexNode {
    /// What takes no character: anchors, and what is not looked into (backreferences, calls, verbs).
    case empty
    /// `\b`.
    case wordBoundary
    /// `\A`.
    case subjectStart
    case one(ScalarSet)
    case sequence([RegexNode])
    case alternatives([RegexNode])
    case repeated(RegexRepeat)
    /// A lookaround: what it takes stays for what follows.
    case look(RegexNode, RegexLook)
}

/// Where a lookaround looks, and whether what it looks for must not be there.
enum RegexLook {
    case ahead, behind, notAhead, notBehind
}

/// A pattern's structure, and how far it can be relied on.
struct RegexStructure {
    let node: RegexNode
    let doubts: RegexDoubts
}

/// What a structure does not tell of its pattern.
struct RegexDoubts: OptionSet {
    let rawValue: Int

    /// Parts of it take characters that the structure does not show: backreferences, calls, `\R`, `\X` …
    static let hiddenText = RegexDoubts(rawValue: 1)
    /// Where a match begins depends on more than the text: `\G`, `\K`.
    static let movedStart = RegexDoubts(rawValue: 2)
    /// Sets may hold characters that the pattern does not take there.
    static let looseSets = RegexDoubts(rawValue: 4)
    /// Somewhere the case of letters is ignored, so that characters beyond ASCII may stand for some of them.
    static let ignoredCase = RegexDoubts(rawValue: 8)
    /// Only the end of the pattern may end a part of it: a comment, a quotation.
    static let openEnd = RegexDoubts(rawValue: 16)
}

/// A quantifier and what it repeats.
struct RegexRepeat {
    let body: RegexNode
    let minimum: Int
    /// Nil where there is none.
    let maximum: Int?
    /// The characters of the pattern that are repeated, with the quantifier.
    let place: Range<Int>

    /// Repetitions that could as well be without end where work is concerned.
    private static let manyTimes = 10

    var isLong: Bool { maximum.map { $0 >= Self.manyTimes } ?? true }
    /// Whether it is long, and by how much is decided by trying.
    var isWide: Bool { isLong && maximum != minimum }
    var isRepeating: Bool { maximum.map { $0 >= 2 } ?? true }
}

extension RegexNode {
    /// The parts that it consists of directly.
    var children: [RegexNode] {
        switch self {
        case .empty, .wordBoundary, .subjectStart, .one: []
        case .sequence(let parts), .alternatives(let parts): parts
        case .repeated(let repetition): [repetition.body]
        case .look(let inner, _): [inner]
        }
    }

    /// Whether it takes a number of characters that is decided by trying.
    var hasChoice: Bool {
        switch self {
        case .repeated(let repetition) where repetition.maximum != repetition.minimum: true
        case .alternatives: true
        default: children.contains { $0.hasChoice }
        }
    }

    /// The sets of all positions.
    var sets: [ScalarSet] {
        if case .one(let set) = self { return [set] }
        return children.flatMap(\.sets)
    }

    /// The quantifiers without end, from left to right, those inside of lookarounds left out.
    var wideRepeats: [RegexRepeat] {
        switch self {
        case .repeated(let repetition) where repetition.isWide: [repetition]
        case .look: []
        default: children.flatMap(\.wideRepeats)
        }
    }

    /// What a match can begin with.
    var first: ScalarSet {
        switch self {
        case .empty, .wordBoundary, .subjectStart, .look: return ScalarSet()
        case .one(let set): return set
        case .alternatives(let parts): return parts.reduce(ScalarSet()) { $0.union($1.first) }
        case .repeated(let repetition): return repetition.body.first
        case .sequence(let parts):
            var result = ScalarSet()
            for part in parts {
                result = result.union(part.first)
                if !part.canBeEmpty { break }
            }
            return result
        }
    }

    var canBeEmpty: Bool {
        switch self {
        case .empty, .wordBoundary, .subjectStart, .look: true
        case .one: false
        case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
        case .alternatives(let parts): parts.contains(where: \.canBeEmpty)
        case .repeated(let repetition): repetition.minimum == 0 || repetition.body.canBeEmpty
        }
    }
}
