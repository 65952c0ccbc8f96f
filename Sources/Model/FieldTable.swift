/// One value of a field, as bytes of the entry. Numbers are their digits as text: ids are never rounded.
public struct FieldValue {
    public enum Kind: UInt8, Sendable {
        case string, number, boolean, null
        /// An object: it is there, and equals nothing. Its bytes are empty.
        case object
    }

    public let kind: Kind
    public let bytes: Bytes

    @inlinable
    public init(kind: Kind, bytes: Bytes) {
        self.kind = kind
        self.bytes = bytes
    }
}

/// The fields of one entry: for each field of the catalogue, no, one or several values.
///
/// One table a thread, filled again for each entry; nothing is allocated once it has its size. The values
/// point into the entry and are valid until the next `reset`.
public final class FieldTable {
    @usableFromInline struct Node {
        @usableFromInline var value: FieldValue
        @usableFromInline var next: Int32

        @inlinable
        init(value: FieldValue, next: Int32) {
            self.value = value
            self.next = next
        }
    }

    public let fieldCount: Int
    @usableFromInline let heads: UnsafeMutablePointer<Int32>
    @usableFromInline let tails: UnsafeMutablePointer<Int32>
    /// The fields that have a value, to be cleared by `reset`.
    @usableFromInline let touched: UnsafeMutablePointer<Int32>
    /// Which fields have a value, as bits of words; rules compare masks with them.
    @usableFromInline let presence: UnsafeMutablePointer<UInt64>
    /// Whether `hashes` holds the hash of a field's first value, as bits of words.
    @usableFromInline let isHashed: UnsafeMutablePointer<UInt64>
    @usableFromInline let hashes: UnsafeMutablePointer<UInt64>
    @usableFromInline let wordCount: Int
    /// What changes with each value. Behind a pointer of its own, as a class's stored variables are checked
    /// for overlapping access each time.
    @usableFromInline let state: UnsafeMutablePointer<State>

    @usableFromInline struct State {
        @usableFromInline var nodes: UnsafeMutablePointer<Node>
        @usableFromInline var nodeCount = 0
        @usableFromInline var nodeCapacity = 64
        @usableFromInline var touchedCount = 0
        @usableFromInline var timestamp: Timestamp?
        @usableFromInline var raw = Bytes(start: nil, count: 0)
    }

    /// The entry's event time; nil where it has none.
    @inlinable
    public var timestamp: Timestamp? {
        get { state.pointee.timestamp }
        set { state.pointee.timestamp = newValue }
    }

    /// The record's own bytes, for keyword searches.
    @inlinable
    public var raw: Bytes {
        get { state.pointee.raw }
        set { state.pointee.raw = newValue }
    }

    /// A table for the fields numbered below `fieldCount`.
    public init(fieldCount: Int) {
        self.fieldCount = fieldCount
        heads = .allocate(capacity: fieldCount)
        tails = .allocate(capacity: fieldCount)
        touched = .allocate(capacity: fieldCount)
        wordCount = fieldCount / 64 + 1
        presence = .allocate(capacity: wordCount)
        isHashed = .allocate(capacity: wordCount)
        hashes = .allocate(capacity: fieldCount)
        presence.initialize(repeating: 0, count: wordCount)
        isHashed.initialize(repeating: 0, count: wordCount)
        hashes.initialize(repeating: 0, count: fieldCount)
        state = .allocate(capacity: 1)
        state.initialize(to: State(nodes: .allocate(capacity: 64)))
        heads.initialize(repeating: -1, count: fieldCount)
        tails.initialize(repeating: -1, count: fieldCount)
        touched.initialize(repeating: 0, count: fieldCount)
    }

    deinit {
        heads.deallocate()
        tails.deallocate()
        touched.deallocate()
        presence.deallocate()
        isHashed.deallocate()
        hashes.deallocate()
        state.pointee.nodes.deallocate()
        state.deallocate()
    }

    /// Empties the table for the next entry.
    @inlinable
    public func reset() {
        for position in 0..<state.pointee.touchedCount { heads[Int(touched[position])] = -1 }
        for word in 0..<wordCount {
            presence[word] = 0
            isHashed[word] = 0
        }
        state.pointee.touchedCount = 0
        state.pointee.nodeCount = 0
        state.pointee.timestamp = nil
        state.pointee.raw = Bytes(start: nil, count: 0)
    }

    /// Adds a value to a field, behind those it has.
    @inlinable
    public func append(_ value: FieldValue, to field: FieldID) {
        if state.pointee.nodeCount == state.pointee.nodeCapacity { grow() }
        let position = state.pointee.nodeCount
        let node = Int32(truncatingIfNeeded: position)
        (state.pointee.nodes + position).initialize(to: Node(value: value, next: -1))
        state.pointee.nodeCount = position &+ 1
        if heads[field.index] < 0 {
            heads[field.index] = node
            touched[state.pointee.touchedCount] = Int32(truncatingIfNeeded: field.index)
            state.pointee.touchedCount &+= 1
            presence[field.index >> 6] |= 1 &<< UInt64(truncatingIfNeeded: field.index)
        } else {
            state.pointee.nodes[Int(tails[field.index])].next = node
        }
        tails[field.index] = node
    }

    /// Whether the field has a value, be it null or empty.
    @inlinable
    public func has(_ field: FieldID) -> Bool { heads[field.index] >= 0 }

    /// Which of the fields from `word * 64` on have a value: the lowest bit stands for the first of them.
    @inlinable
    public func presence(ofWord word: Int) -> UInt64 { presence[word] }

    /// The first value of a field.
    @inlinable
    public func first(_ field: FieldID) -> FieldValue? {
        let head = heads[field.index]
        return head < 0 ? nil : state.pointee.nodes[Int(head)].value
    }

    /// `Hashing.hash` of the first value's bytes, made once for each entry; 0 where there is none.
    @inlinable
    public func firstHash(of field: FieldID) -> UInt64 {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: field.index)
        if isHashed[field.index >> 6] & bit != 0 { return hashes[field.index] }
        guard let value = first(field) else { return 0 }
        let hash = Hashing.hash(value.bytes)
        hashes[field.index] = hash
        isHashed[field.index >> 6] |= bit
        return hash
    }

    /// The values of a field, in the order they were added.
    @inlinable
    public func values(of field: FieldID) -> Values {
        Values(nodes: state.pointee.nodes, node: heads[field.index])
    }

    /// Valid until the table changes.
    public struct Values: Sequence, IteratorProtocol {
        @usableFromInline let nodes: UnsafeMutablePointer<Node>
        @usableFromInline var node: Int32

        @inlinable
        init(nodes: UnsafeMutablePointer<Node>, node: Int32) {
            self.nodes = nodes
            self.node = node
        }

        @inlinable
        public mutating func next() -> FieldValue? {
            guard node >= 0 else { return nil }
            let found = nodes[Int(node)]
            node = found.next
            return found.value
        }
    }

    /// Whether the field already has a value of exactly these bytes.
    public func contains(_ bytes: Bytes, in field: FieldID) -> Bool {
        for value in values(of: field) where value.bytes.equals(bytes) { return true }
        return false
    }

    @usableFromInline
    func grow() {
        let capacity = state.pointee.nodeCapacity
        let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: state.pointee.nodes, count: state.pointee.nodeCount)
        state.pointee.nodes.deallocate()
        state.pointee.nodes = larger
        state.pointee.nodeCapacity = capacity * 2
    }
}
