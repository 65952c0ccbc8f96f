import Matching
import Model

/// The gates of all rules, turned around: which rules a literal or a field opens. Rules are bits of words.
struct GateTable: Sendable {
    /// Words that hold a bit for each rule.
    let wordCount: Int
    /// The rules that every entry is tested for.
    let always: [UInt64]
    /// The rules that wait for a literal.
    let byAnyLiteral: [UInt64]
    /// For each literal, by its number: where its rules begin in `literalRules`; one more at the end.
    private(set) var literalStarts: [Int32] = [0]
    private(set) var literalRules: [Int32] = []
    /// The fields that open rules.
    let fields: [FieldID]
    /// `wordCount` words for each of `fields`.
    let fieldRules: [UInt64]

    /// The gates by rule number; nil for correlations, which no entry is tested for.
    init(_ gates: [Gate?], catalog: inout FieldCatalog, literals: inout LiteralCatalog) {
        let wordCount = gates.count / 64 + 1
        func bits(_ isWanted: (Gate) -> Bool) -> [UInt64] {
            var words = [UInt64](repeating: 0, count: wordCount)
            for (rule, gate) in gates.enumerated() {
                if let gate, isWanted(gate) { words[rule / 64] |= 1 << UInt64(rule % 64) }
            }
            return words
        }
        self.wordCount = wordCount
        always = bits(\.isOpen)
        byAnyLiteral = bits { !$0.literals.isEmpty }
        let names = Set(gates.compactMap { $0?.fields }.joined()).sorted()
        fields = names.map { catalog.intern($0) }
        fieldRules = names.flatMap { name in bits { $0.fields.contains(name) } }
        var rules: [Int: [Int32]] = [:]
        for (rule, gate) in gates.enumerated() {
            // In a fixed order, so that the same rules give the same numbers.
            for literal in gate?.literals.sorted(by: { $0.lexicographicallyPrecedes($1) }) ?? [] {
                rules[literals.intern(literal).index, default: []].append(Int32(rule))
            }
        }
        for literal in 0..<((rules.keys.max() ?? -1) + 1) {
            literalRules += rules[literal] ?? []
            literalStarts.append(Int32(literalRules.count))
        }
    }
}
