/// Correlations so that each comes after those it builds on.
enum CorrelationLevels {
    /// The numbers of the correlations of `references` (rule → the rules it builds on) in that order; those of
    /// a cycle are left out.
    static func order(_ references: [Int: [Int]]) -> [Int] {
        var done: Set<Int> = []
        var result: [Int] = []
        var rest = references.keys.sorted()
        while !rest.isEmpty {
            let ready = rest.filter { rule in
                references[rule, default: []].allSatisfy { references[$0] == nil || done.contains($0) }
            }
            guard !ready.isEmpty else { return result }
            result += ready
            done.formUnion(ready)
            rest.removeAll { done.contains($0) }
        }
        return result
    }
}
