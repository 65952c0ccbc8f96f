import Matching

/// What a node of a compiled expression does. The tests are true if any value of the field passes.
enum Opcode: UInt8, Sendable {
    // Of the nodes up to `end`:
    case all, any, not
    // Of text, with the bytes at `first`, `second` of them:
    case equals, hasPrefix, hasSuffix, contains
    /// Any value but null.
    case isText
    /// A literal in the message, as the scan for literals has found it; as `contains` where it cannot tell.
    case messageContains
    /// The pattern number `first` matches.
    case pattern
    /// The number at `first`, compared as `comparison` says.
    case number
    case boolean
    case null, exists, isMissing
    /// The network number `first`.
    case network
    /// The field `first`.
    case equalsField, hasPrefixField, hasSuffixField, containsField
    /// The part `first` of a time, compared with `second`.
    case timePart
}

/// A node of a compiled expression, before its children; plain bits, so that evaluation counts no references.
struct Instruction: Sendable {
    var opcode: Opcode
    var comparison: ComparisonOperator = .eq
    var part: TimePart = .minute
    /// Whether upper and lower case differ.
    var isCased = false
    /// Whether characters beyond ASCII must be folded before the comparison.
    var needsFolding = false
    /// Whether the text has a `k` or an `s`, which U+212A and U+017F fold to.
    var hasFoldingTarget = false
    /// The index behind this node and all below it.
    var end: Int32 = 0
    /// The field's index; -1 for the raw entry.
    var field: Int32 = -1
    var first: Int32 = 0
    var second: Int32 = 0
    /// The literal of `messageContains`.
    var literal: LiteralID?
}

/// All detections, compiled.
struct Program: Sendable {
    var instructions: [Instruction] = []
    var bytes: [UInt8] = []
    var patterns: [Pattern] = []
    var numbers: [NumberLiteral] = []
    var networks: [IPNetwork] = []
    /// The first instruction of each rule; -1 for correlations.
    var roots: [Int32] = []
}
