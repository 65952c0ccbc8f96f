/// A field's place in a `FieldCatalog` and in every `FieldTable` made for it.
public struct FieldID: Hashable, Sendable, Comparable {
    public let index: Int

    @inlinable
    public init(index: Int) {
        self.index = index
    }

    @inlinable
    public static func < (left: FieldID, right: FieldID) -> Bool { left.index < right.index }
}

/// What the values of a field are.
public enum FieldKind: Sendable, Hashable {
    /// Ids of users: they name who is involved in an incident.
    case user
    /// Ids that ought to belong to one user (a request, a connection, an object …). Fields of the same
    /// `name` share one list in reports: `request_id` and `parent_request_id` may both be `request_id`.
    case scope(name: String)
    /// Anything else that rules ask for.
    case plain
}

/// The fields that extraction documents define and rules ask for, in one numbering.
public struct FieldCatalog: Sendable {
    public struct Field: Sendable, Hashable {
        public let name: String
        public internal(set) var kind: FieldKind
        /// Whether an extraction document defines it. Any other name is a JSON path into the entry.
        public internal(set) var isCanonical: Bool
    }

    public private(set) var fields: [Field] = []
    private var ids: [String: FieldID] = [:]
    private var spellings = FieldSpellings()

    /// The selected message text of an entry (`LogEntry.message`).
    public let message: FieldID
    /// The severity's name, DEFAULT where the entry has none.
    public let severity: FieldID

    public init() {
        message = FieldID(index: 0)
        severity = FieldID(index: 1)
        define("message", kind: .plain)
        define("severity", kind: .plain)
    }

    public subscript(id: FieldID) -> Field { fields[id.index] }

    public func id(of name: String) -> FieldID? { ids[name] }

    /// Declares a canonical field; an extraction document does. Says the same again where it is declared.
    @discardableResult
    public mutating func define(_ name: String, kind: FieldKind) -> FieldID {
        let id = ids[name] ?? append(name)
        fields[id.index].isCanonical = true
        fields[id.index].kind = kind
        return id
    }

    /// Adds other spellings of names. A name that was declared stands for itself.
    public mutating func add(_ added: [FieldSpellings.Spelling]) {
        spellings.add(added)
    }

    /// The field or path that a name stands for, in whatever spelling.
    public func resolve(_ name: String) -> String { ids[name] == nil ? spellings.resolve(name) : name }

    /// The id of a field by the name that a rule uses, in whatever spelling; an unknown name becomes a JSON path
    /// into the entry.
    public mutating func intern(_ name: String) -> FieldID {
        if let id = ids[name] { return id }
        let meant = resolve(name)
        let id = ids[meant] ?? append(meant)
        ids[name] = id
        return id
    }

    private mutating func append(_ name: String) -> FieldID {
        let id = FieldID(index: fields.count)
        fields.append(Field(name: name, kind: .plain, isCanonical: false))
        ids[name] = id
        return id
    }
}
