/// A literal that a match cannot do without, and what must stand around it.
public struct MatchSeed: Sendable {
    /// Folded to ASCII lower case.
    public let literal: [UInt8]
    /// From the beginning of the match, or of a part of it, to the literal, in bytes.
    public let distance: Int
    /// What else the bytes there must be, in the order in which it is worth to look.
    let checks: [ByteCheck]
}

/// Where a pattern can match: literals of which one must occur in every match, with the bytes around it.
///
/// As `RequiredLiterals`, this errs on one side only: a seed may be found in vain, never missed.
public struct MatchSeeds: Sendable {
    public let seeds: [MatchSeed]
    /// Whether every match begins at the distance of one of the seeds before it, so that a pattern need only
    /// be tried there.
    public let isAnchoring: Bool
    /// Whether the pattern ignores the case of letters: characters beyond ASCII may then stand for letters of
    /// its literals.
    public let ignoresCase: Bool

    /// Whether a pattern means the same as one of several alternatives: it has no backreferences, calls, verbs,
    /// or parts that only its end ends, and nothing that depends on where a search began.
    public static func isSelfContained(_ pattern: String) -> Bool {
        guard let structure = RegexParser.structure(of: pattern, options: []) else { return false }
        return structure.doubts.isDisjoint(with: [.hiddenText, .movedStart, .openEnd])
    }

    /// The seeds of a pattern; nil where none can be told.
    public static func of(_ pattern: String, options: Pattern.Options = []) -> MatchSeeds? {
        guard let structure = RegexParser.structure(of: pattern, options: options) else { return nil }
        let doubts = structure.doubts
        guard !doubts.contains(.hiddenText), !options.contains(.literal) else { return nil }
        let ignoresCase = doubts.contains(.ignoredCase)
        let finder = SeedFinder(trustsSets: doubts.isDisjoint(with: [.looseSets, .ignoredCase]))
        let canAnchor = !ignoresCase && !doubts.contains(.movedStart)
        if canAnchor, let seeds = finder.seeds(atStartOf: structure.node) {
            return MatchSeeds(seeds: seeds, isAnchoring: true, ignoresCase: false)
        }
        guard let seeds = finder.seeds(anywhereIn: structure.node) else { return nil }
        return MatchSeeds(seeds: seeds, isAnchoring: false, ignoresCase: ignoresCase)
    }
}

/// Finds the seeds of a pattern's structure.
private struct SeedFinder {
    let trustsSets: Bool

    func seeds(atStartOf node: RegexNode) -> [MatchSeed]? {
        guard let paths = SeedPaths(trustsSets: trustsSets).paths(through: node) else { return nil }
        var places: [Key: [Int: SeedPath.Place]] = [:]
        for path in paths {
            let literal = path.literal
            guard literal.bytes.count >= RequiredLiterals.shortest else { return nil }
            let key = Key(literal: literal.bytes, distance: literal.offset)
            // Paths with the same literal are not told apart.
            places[key] = places[key].map { union($0, path.places) } ?? path.places
        }
        return places.sorted { $0.key < $1.key }.map { seed($0.key, $0.value) }
    }

    /// The seeds of the part that has the longest literals.
    func seeds(anywhereIn node: RegexNode) -> [MatchSeed]? {
        var best = seeds(atStartOf: node)
        switch node {
        case .sequence(let parts):
            for index in parts.indices {
                best = better(best, seeds(atStartOf: .sequence(Array(parts[index...]))))
                best = better(best, inside(parts[index]))
            }
        default: best = better(best, inside(node))
        }
        return best
    }

    private func inside(_ node: RegexNode) -> [MatchSeed]? {
        switch node {
        case .sequence: return seeds(anywhereIn: node)
        case .alternatives(let parts):
            var all: [MatchSeed] = []
            for part in parts {
                guard let found = seeds(anywhereIn: part) else { return nil }
                all += found
            }
            return all
        case .repeated(let repetition) where repetition.minimum > 0: return seeds(anywhereIn: repetition.body)
        default: return nil
        }
    }

    private func better(_ left: [MatchSeed]?, _ right: [MatchSeed]?) -> [MatchSeed]? {
        guard let left, let right else { return left ?? right }
        func worth(_ seeds: [MatchSeed]) -> (Int, Int) {
            (seeds.map(\.literal.count).min() ?? 0, -seeds.count)
        }
        return worth(left) < worth(right) ? right : left
    }

    private struct Key: Hashable, Comparable {
        let literal: [UInt8]
        let distance: Int

        static func < (left: Key, right: Key) -> Bool {
            left.literal == right.literal
                ? left.distance < right.distance : left.literal.lexicographicallyPrecedes(right.literal)
        }
    }

    private func union(
        _ left: [Int: SeedPath.Place], _ right: [Int: SeedPath.Place]
    ) -> [Int: SeedPath.Place] {
        left.reduce(into: [:]) { result, element in
            guard let other = right[element.key] else { return }
            result[element.key] = SeedPath.Place(
                set: element.value.set.union(other.set),
                allowsEdge: element.value.allowsEdge || other.allowsEdge)
        }
    }

    private func seed(_ key: Key, _ places: [Int: SeedPath.Place]) -> MatchSeed {
        let inside = key.distance..<(key.distance + key.literal.count)
        // One letter in its case tells names in capitals from others.
        let cased = inside.first { places[$0].map { $0.set.caseless != $0.set } == true }
        let behind = places.keys.filter { $0 >= inside.upperBound }.sorted()
        let before = places.keys.filter { $0 < inside.lowerBound }.sorted(by: >)
        let checks = (behind.prefix(1) + [cased].compactMap { $0 } + before + behind.dropFirst()).prefix(8)
        return MatchSeed(
            literal: key.literal, distance: key.distance,
            checks: checks.compactMap { offset in
                places[offset].map {
                    ByteCheck(offset: offset - key.distance, set: $0.set, allowsEdge: $0.allowsEdge)
                }
            })
    }
}
