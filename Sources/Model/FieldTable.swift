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
        state.pointee.nodes.deallocate()
        state.deallocate()
    }

    /// Empties the table for the next entry.
    @inlinable
    public func reset() {
        for position in 0..<state.pointee.touchedCount { heads[Int(touched[position])] = -1 }
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
        } else {
            state.pointee.nodes[Int(tails[field.index])].next = node
        }
        tails[field.index] = node
    }

    /// Whether the field has a value, be it null or empty.
    @inlinable
    public func has(_ field: FieldID) -> Bool { heads[field.index] >= 0 }

    /// The first value of a field.
    @inlinable
    public func first(_ field: FieldID) -> FieldValue? {
        let head = heads[field.index]
        return head < 0 ? nil : state.pointee.nodes[Int(head)].value
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
