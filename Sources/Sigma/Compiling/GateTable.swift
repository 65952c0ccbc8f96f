import Matching
import Model

/// The gates of all rules, turned around: which rules a literal or a field opens, and what the fields that an entry
/// has say about a rule. Rules are bits of words.
struct GateTable: Sendable {
    /// What the presence of fields says, of one word of them.
    struct FieldCheck: Sendable {
        let word: Int32
        /// Without all of these, the rule does not match.
        let needs: UInt64
        /// With one of these, the rule has to be tested even where the presence of fields may settle it.
        let unsettling: UInt64
    }

    /// Words that hold a bit for each rule.
    let wordCount: Int
    /// The rules that every entry is tested for.
    let always: [UInt64]
    /// The rules that wait for a literal.
    let byAnyLiteral: [UInt64]
    /// For each literal, by its number: where its rules begin in `literalRules`; one more at the end.
    private(set) var literalStarts: [Int32] = [0]
    private(set) var literalRules: [Int32] = []
    /// The fields that open rules, as bits of words.
    private(set) var openingFields: [UInt64]
    /// For each field, by its number: where the rules that it opens begin in `fieldRules`; one more at the end.
    private(set) var fieldStarts: [Int32] = [0]
    private(set) var fieldRules: [Int32] = []
    /// For each rule, where its checks begin in `checks`; one more at the end.
    private(set) var checkStarts: [Int32] = [0]
    private(set) var checks: [FieldCheck] = []
    /// The rules that match if their checks pass, unless a field unsettles that.
    private(set) var maySettle: [Bool] = []

    /// The gates by rule number, and what the presence of fields says of each; nil for correlations, which no entry is
    /// tested for.
    init(
        _ gates: [Gate?], _ presences: [Presence?], catalog: inout FieldCatalog,
        literals: inout LiteralCatalog
    ) {
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
        let opening = Self.opening(gates, presences, &catalog)
        openingFields = Array(repeating: 0, count: catalog.fields.count / 64 + 1)
        addFields(opening, count: catalog.fields.count)
        for presence in presences { addChecks(presence) }
    }

    /// For each rule, the fields one of which an entry must have.
    ///
    /// Where a rule needs several fields, the one that fewest rules need will do: it is likely to be the rarest.
    private static func opening(
        _ gates: [Gate?], _ presences: [Presence?], _ catalog: inout FieldCatalog
    ) -> [Set<FieldID>] {
        var uses: [FieldID: Int] = [:]
        for field in presences.compactMap({ $0?.needs }).joined() { uses[field, default: 0] += 1 }
        return zip(gates, presences).map { gate, presence in
            guard let gate, !gate.isOpen else { return [] }
            let fields = Set(gate.fields.map { catalog.intern($0) })
            guard gate.literals.isEmpty, let needs = presence?.needs else { return fields }
            let rarest = needs.min { (uses[$0] ?? 0, $0) < (uses[$1] ?? 0, $1) }
            return rarest.map { [$0] } ?? fields
        }
    }

    private mutating func addFields(_ opening: [Set<FieldID>], count: Int) {
        var rules: [FieldID: [Int32]] = [:]
        for (rule, fields) in opening.enumerated() {
            for field in fields { rules[field, default: []].append(Int32(rule)) }
        }
        for field in rules.keys { openingFields[field.index >> 6] |= 1 << UInt64(field.index & 63) }
        for field in 0..<count {
            fieldRules += rules[FieldID(index: field)] ?? []
            fieldStarts.append(Int32(fieldRules.count))
        }
    }

    private mutating func addChecks(_ presence: Presence?) {
        let unsettling = presence?.settledWithout ?? []
        let needs = presence?.needs ?? []
        for word in Set(needs.union(unsettling).map { $0.index >> 6 }).sorted() {
            checks.append(
                FieldCheck(
                    word: Int32(word), needs: Self.bits(of: needs, inWord: word),
                    unsettling: Self.bits(of: unsettling, inWord: word)))
        }
        checkStarts.append(Int32(checks.count))
        maySettle.append(presence?.settledWithout != nil)
    }

    private static func bits(of fields: Set<FieldID>, inWord word: Int) -> UInt64 {
        fields.reduce(0) { $1.index >> 6 == word ? $0 | 1 << UInt64($1.index & 63) : $0 }
    }
}
