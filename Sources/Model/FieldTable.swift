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
    @usableFromInline var nodes: UnsafeMutablePointer<Node>
    @usableFromInline var nodeCount = 0
    @usableFromInline var nodeCapacity = 64
    /// The fields that have a value, to be cleared by `reset`.
    @usableFromInline let touched: UnsafeMutablePointer<Int32>
    @usableFromInline var touchedCount = 0

    /// The entry's event time; nil where it has none.
    public var timestamp: Timestamp?
    /// The record's own bytes, for keyword searches.
    public var raw = Bytes(start: nil, count: 0)

    /// A table for the fields numbered below `fieldCount`.
    public init(fieldCount: Int) {
        self.fieldCount = fieldCount
        heads = .allocate(capacity: fieldCount)
        tails = .allocate(capacity: fieldCount)
        touched = .allocate(capacity: fieldCount)
        nodes = .allocate(capacity: nodeCapacity)
        heads.initialize(repeating: -1, count: fieldCount)
        tails.initialize(repeating: -1, count: fieldCount)
        touched.initialize(repeating: 0, count: fieldCount)
    }

    deinit {
        heads.deallocate()
        tails.deallocate()
        touched.deallocate()
        nodes.deallocate()
    }

    /// Empties the table for the next entry.
    @inlinable
    public func reset() {
        for position in 0..<touchedCount { heads[Int(touched[position])] = -1 }
        touchedCount = 0
        nodeCount = 0
        timestamp = nil
        raw = Bytes(start: nil, count: 0)
    }

    /// Adds a value to a field, behind those it has.
    @inlinable
    public func append(_ value: FieldValue, to field: FieldID) {
        if nodeCount == nodeCapacity { grow() }
        let node = Int32(truncatingIfNeeded: nodeCount)
        (nodes + nodeCount).initialize(to: Node(value: value, next: -1))
        nodeCount += 1
        if heads[field.index] < 0 {
            heads[field.index] = node
            touched[touchedCount] = Int32(truncatingIfNeeded: field.index)
            touchedCount += 1
        } else {
            nodes[Int(tails[field.index])].next = node
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
        return head < 0 ? nil : nodes[Int(head)].value
    }

    /// The values of a field, in the order they were added.
    @inlinable
    public func values(of field: FieldID) -> Values { Values(table: self, node: heads[field.index]) }

    public struct Values: Sequence, IteratorProtocol {
        @usableFromInline unowned(unsafe) let table: FieldTable
        @usableFromInline var node: Int32

        @inlinable
        init(table: FieldTable, node: Int32) {
            self.table = table
            self.node = node
        }

        @inlinable
        public mutating func next() -> FieldValue? {
            guard node >= 0 else { return nil }
            let found = table.nodes[Int(node)]
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
        let larger = UnsafeMutablePointer<Node>.allocate(capacity: nodeCapacity * 2)
        larger.moveInitialize(from: nodes, count: nodeCount)
        nodes.deallocate()
        nodes = larger
        nodeCapacity *= 2
    }
}
