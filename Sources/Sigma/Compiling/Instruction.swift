import Matching
import Model

/// What a node of a compiled expression does. The tests are true if any value of the field passes.
enum Opcode: UInt8, Sendable {
    // Of the nodes up to `end`:
    case all, any, not
    /// As `any`, of texts that a field equals or begins with: none is where the filter number `first` says so.
    case anyText
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
    var filters: [TextFilter] = []
    /// The first instruction of each rule; -1 for correlations.
    var roots: [Int32] = []
}

/// Which bytes a field's value begins with if it is one of several texts or begins with one: a value that does not
/// is none of them, which saves comparing it with each.
struct TextFilter: Sendable {
    /// For each byte: 1 where it may come first, 2 where it may come second.
    private(set) var roles = [UInt8](repeating: 0, count: 256)

    /// Nil where a text of no bytes is among them, which any value may begin with. Texts are folded unless they are
    /// `cased`.
    init?(_ texts: [(bytes: ArraySlice<UInt8>, isCased: Bool)]) {
        // What is beyond ASCII may fold to ASCII.
        for byte in 0x80...0xFF { roles[byte] = 3 }
        for text in texts {
            guard let first = text.bytes.first else { return nil }
            allow(first, text.isCased, role: 1)
            if text.bytes.count > 1 {
                allow(text.bytes[text.bytes.startIndex + 1], text.isCased, role: 2)
            } else {
                for byte in 0...0xFF { roles[byte] |= 2 }
            }
        }
    }

    private mutating func allow(_ byte: UInt8, _ isCased: Bool, role: UInt8) {
        roles[Int(byte)] |= role
        if !isCased, byte &- 0x61 < 26 { roles[Int(byte & 0xDF)] |= role }
    }

    /// Whether a value may be one of the texts; `roles` are those of a filter.
    @inline(__always)
    static func passes(_ value: Bytes, _ roles: UnsafePointer<UInt8>) -> Bool {
        guard value.count > 0 else { return false }
        return roles[Int(value[0])] & 1 != 0 && (value.count < 2 || roles[Int(value[1])] & 2 != 0)
    }
}
