/// A place of a pattern where the same text may be matched in more than one way, and texts to try it with.
struct BacktrackSpot {
    /// The characters of the pattern that repeat.
    let place: Range<Int>
    /// Leads to the place.
    let prefix: [Unicode.Scalar]
    /// Texts to repeat there.
    let pumps: [[Unicode.Scalar]]
    /// Texts that make the match fail behind it, or not before the very end.
    let suffixes: [[Unicode.Scalar]]
}

/// Finds the places where a search may try very many ways before it fails:
///
/// 1. a repetition inside a repetition, as in `(\w+\s*)*`;
/// 2. alternatives or optional parts inside a repetition, as in `(a|a)*`;
/// 3. three repetitions or more behind one another that take the same characters, as in `.*a.*b.*c`: the work
///    grows with the third power of the length.
///
/// It only proposes: whether a place is dangerous, `BacktrackProbe` finds out.
struct BacktrackSpots {
    private(set) var all: [BacktrackSpot] = []

    private static let chainLength = 3
    private static let characterCount = 5
    private static let alternativeCount = 4

    init(_ node: RegexNode) {
        walk(node, prefix: [], following: [])
    }

    /// - Parameters:
    ///   - prefix: A text that leads to the node.
    ///   - following: What must match behind it.
    private mutating func walk(_ node: RegexNode, prefix: [Unicode.Scalar], following: [RegexNode]) {
        switch node {
        case .empty, .wordBoundary, .subjectStart, .one: break
        case .alternatives(let parts):
            for part in parts { walk(part, prefix: prefix, following: following) }
        case .look(let inner, _): walk(inner, prefix: prefix, following: following)
        case .sequence(let parts):
            var before = prefix
            for (index, part) in parts.enumerated() {
                walk(part, prefix: before, following: Array(parts[(index + 1)...]) + following)
                before += RegexSampler().sample(part)
            }
        case .repeated(let repetition):
            propose(repetition, prefix: prefix, following: following)
            walk(repetition.body, prefix: prefix, following: following)
        }
    }

    private mutating func propose(
        _ repetition: RegexRepeat, prefix: [Unicode.Scalar], following: [RegexNode]
    ) {
        var pumps: [[Unicode.Scalar]] = []
        let isNested = repetition.isRepeating && !repetition.body.wideRepeats.isEmpty
        if isNested || repetition.isLong && repetition.body.hasChoice {
            pumps += Self.pumps(of: repetition.body)
        }
        if repetition.isWide { pumps += Self.chainPumps(from: repetition, following: following) }
        guard !pumps.isEmpty else { return }
        all.append(
            BacktrackSpot(
                place: repetition.place, prefix: prefix, pumps: Self.distinct(pumps),
                suffixes: Self.suffixes(behind: repetition.body, following: following)))
    }

    /// Texts of which the body matches one or several.
    private static func pumps(of body: RegexNode) -> [[Unicode.Scalar]] {
        let sets = body.sets
        var result: [[Unicode.Scalar]] = []
        for preferred in RegexSampler.characters(for: sets, count: characterCount) {
            result.append([preferred])
            for alternative in 0..<alternativeCount {
                for isEager in [false, true] {
                    let sampler = RegexSampler(
                        preferred: preferred, isEager: isEager, alternative: alternative)
                    result.append(sampler.sample(body))
                }
            }
        }
        return result
    }

    /// Texts that this repetition and at least two of the following ones take.
    private static func chainPumps(
        from repetition: RegexRepeat, following: [RegexNode]
    ) -> [[Unicode.Scalar]] {
        let elements = following.flatMap { node -> [RegexNode] in
            if case .sequence(let parts) = node { parts } else { [node] }
        }
        let links = elements.indices.filter { !elements[$0].wideRepeats.isEmpty }
        let later = elements.flatMap(\.wideRepeats)
        guard later.count >= chainLength - 1 else { return [] }
        let own = repetition.body.sets
        let shared = RegexSampler.characters(for: own + later.flatMap(\.body.sets), count: characterCount)
            .filter { scalar in
                own.contains { $0.contains(scalar) }
                    && later.count { $0.body.sets.contains { $0.contains(scalar) } } >= chainLength - 1
            }
        return shared.flatMap { scalar -> [[Unicode.Scalar]] in
            let sampler = RegexSampler(preferred: scalar, isEager: true)
            return [[scalar]] + links.dropFirst().prefix(4).map { sampler.sample(Array(elements[...$0])) }
                + links.dropFirst().prefix(4).map { sampler.sample(Array(elements[..<$0])) }
        }
    }

    private static func suffixes(behind body: RegexNode, following: [RegexNode]) -> [[Unicode.Scalar]] {
        let taken = body.sets.reduce(ScalarSet()) { $0.union($1) }
        let rest = RegexSampler().sample(following)
        var result: [[Unicode.Scalar]] = []
        for stop in [taken.inverted.sample, "\n", "\u{01}"] {
            guard let stop else { continue }
            result += [[stop] + rest, [stop]]
        }
        return distinct(result + [[]], keepingEmpty: true)
    }

    private static func distinct(_ texts: [[Unicode.Scalar]], keepingEmpty: Bool = false) -> [[Unicode
        .Scalar]]
    {
        var seen: Set<[Unicode.Scalar]> = []
        return texts.filter { (keepingEmpty || !$0.isEmpty) && seen.insert($0).inserted }
    }
}
