import Matching

/// What an entry must have before a detection can match it at all: one of some literals in its message, or a
/// value of one of some fields. A gate may let an entry pass in vain; it never keeps one out that matches.
struct Gate: Hashable {
    /// Folded to ASCII lower case.
    var literals: Set<[UInt8]> = []
    var fields: Set<String> = []
    /// Nothing is known: every entry must be tested.
    var isOpen = false

    static let open = Gate(isOpen: true)

    /// Shorter literals are in nearly every message.
    static let shortestLiteral = 3
    private static let message = "message"

    init(literals: Set<[UInt8]> = [], fields: Set<String> = [], isOpen: Bool = false) {
        self.literals = literals
        self.fields = fields
        self.isOpen = isOpen
    }

    init(of expression: SearchExpression) {
        switch expression {
        case .all(let parts):
            self = parts.map { Gate(of: $0) }.max { $0.worth < $1.worth } ?? .open
        case .any(let parts):
            self = parts.reduce(Gate()) { $0.union(Gate(of: $1)) }
        case .not:
            self = .open
        case .test(let field, let value):
            self = Gate(field: field, value: value)
        case .named(_, let part):
            self = Gate(of: part)
        }
    }

    private init(field: String?, value: SigmaValue) {
        switch value {
        case .null, .exists(false):
            self = .open
        case .oneOf(let forms):
            self = forms.reduce(Gate()) { $0.union(Gate(field: field, value: $1)) }
        default:
            // Keywords are searched for in the raw text, which is not scanned for literals.
            guard let field else {
                self = .open
                return
            }
            self = field == Self.message ? Self.literals(of: value) : Gate()
            if literals.isEmpty { self = Gate(fields: [field]) }
        }
    }

    /// The literals without one of which a message cannot pass; an empty gate where there are none.
    private static func literals(of value: SigmaValue) -> Gate {
        switch value {
        case .text(let text, _):
            let runs = text.parts.flatMap { part -> [[UInt8]] in
                guard case .literal(let bytes) = part else { return [] }
                // Only ASCII is compared in the scan without regard to case.
                return bytes.split { $0 >= 0x80 }.map(Array.init)
            }
            guard let longest = runs.max(by: { $0.count < $1.count }), longest.count >= shortestLiteral
            else { return Gate() }
            return Gate(literals: [longest.map { UnsafeBufferPointer<UInt8>.foldASCII($0) }])
        case .regex(let regex):
            let found = RequiredLiterals.of(regex.source) ?? []
            return Gate(literals: Set(found.map { Array($0.utf8) }))
        default:
            return Gate()
        }
    }

    private func union(_ other: Gate) -> Gate {
        if isOpen || other.isOpen { return .open }
        return Gate(literals: literals.union(other.literals), fields: fields.union(other.fields))
    }

    /// How few entries it lets pass: long literals are rare, fields are common.
    private var worth: Int {
        if isOpen { return 0 }
        if !fields.isEmpty { return 1 }
        return 2 + (literals.map(\.count).min() ?? 0)
    }
}
