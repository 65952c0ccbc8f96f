/// Makes texts that parts of a pattern match.
struct RegexSampler {
    /// Taken wherever the pattern allows it.
    var preferred: Unicode.Scalar?
    /// Whether what may be left out is taken once.
    var isEager = false
    /// Which of several alternatives is taken, counted round.
    var alternative = 0

    /// A text that the node matches; lookarounds are taken to hold.
    func sample(_ node: RegexNode) -> [Unicode.Scalar] {
        switch node {
        case .empty, .wordBoundary, .subjectStart, .look: return []
        case .one(let set):
            if let preferred, set.contains(preferred) { return [preferred] }
            return set.sample.map { [$0] } ?? []
        case .sequence(let parts): return sample(parts)
        case .alternatives(let parts): return sample(parts[alternative % parts.count])
        case .repeated(let repetition):
            let body = sample(repetition.body)
            let count = max(repetition.minimum, isEager ? 1 : 0)
            return Array(repeatElement(body, count: min(count, Self.repeatLimit)).joined())
        }
    }

    func sample(_ nodes: [RegexNode]) -> [Unicode.Scalar] { nodes.flatMap { sample($0) } }

    private static let repeatLimit = 100

    /// Up to `count` characters that tell the sets apart, those first that most of them hold.
    static func characters(for sets: [ScalarSet], count: Int) -> [Unicode.Scalar] {
        let distinct = Array(Set(sets))
        var seen: Set<[Bool]> = []
        var found: [(scalar: Unicode.Scalar, weight: Int, order: Int)] = []
        for (order, scalar) in ScalarSet.samples.enumerated() {
            let signature = distinct.map { $0.contains(scalar) }
            let weight = sets.count { $0.contains(scalar) }
            guard weight > 0, seen.insert(signature).inserted else { continue }
            found.append((scalar, weight, order))
        }
        return found.sorted { ($1.weight, $0.order) < ($0.weight, $1.order) }.prefix(count).map(\.scalar)
    }
}
