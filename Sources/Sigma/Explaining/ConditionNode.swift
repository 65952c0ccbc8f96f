/// A part of a detection's condition, and what came of it for one entry.
public struct ConditionNode: Sendable {
    public enum Kind: Sendable {
        /// Every part must hold.
        case all
        /// One part is enough.
        case any
        /// Its only part must not hold.
        case not
        case test(ConditionTest)
    }

    public enum Outcome: String, Sendable {
        case yes, no
        /// A regular expression hit its limit, so that nobody knows.
        case gaveUp = "gave up"

        init(_ truth: Truth) {
            switch truth {
            case .yes: self = .yes
            case .no: self = .no
            case .unknown: self = .gaveUp
            }
        }
    }

    /// What the condition calls it, from the outside in, such as `1 of filter_*` and `filter_main`.
    public let names: [String]
    public let kind: Kind
    public internal(set) var children: [ConditionNode] = []
    /// Nil as long as no entry was looked at.
    public internal(set) var outcome: Outcome?
    /// Of a test: the values that were compared.
    public internal(set) var values: [String] = []
    /// Of a test that holds: the value that passed, or of a regular expression the text that it matched.
    public internal(set) var evidence: String?
    /// Its number among the compiled nodes.
    let number: Int
}

/// A test of a field.
public struct ConditionTest: Hashable, Sendable {
    /// Nil for a search in the whole entry.
    public let field: String?
    /// What the value must be, in plain words that go on after the field's name.
    public let expectation: String
    /// The regular expression, where that is what the value is compared with.
    let regex: RegexValue?
}

extension ConditionNode {
    /// The condition as one line over its names, such as `selection and not (filter_a or filter_b)`.
    public var formula: String { formula(isInner: false, isRoot: true) }

    private func formula(isInner: Bool, isRoot: Bool = false) -> String {
        if !isRoot, let name = names.last(where: { !Self.isSelector($0) }) { return name }
        switch kind {
        case .test: return names.last ?? "…"
        case .not: return "not " + (children.first?.formula(isInner: true) ?? "")
        case .all, .any:
            guard children.contains(where: \.hasNames) else { return names.last ?? "…" }
            let isAll = if case .all = kind { true } else { false }
            let text = children.map { $0.formula(isInner: true) }.joined(separator: isAll ? " and " : " or ")
            return isInner ? "(\(text))" : text
        }
    }

    private static func isSelector(_ name: String) -> Bool {
        ["1 of ", "any of ", "all of "].contains { name.hasPrefix($0) }
    }

    private var hasNames: Bool { !names.isEmpty || children.contains(where: \.hasNames) }
}
