/// The places of an entry from which values are wanted, as a tree of keys in flat memory: a node finds a child by
/// a small table over the key's length and ends. Shared by all threads.
// Sendable: filled by the initialiser and only read afterwards.
public final class EntryPaths: @unchecked Sendable {
    /// One place while the tree is built; the first one is the entry itself.
    public struct Place: Sendable {
        /// The places below, by their keys.
        public var children: [(key: [UInt8], place: Int)] = []
        /// Whether the value that stands here is wanted.
        public var isWanted = false

        public init(children: [(key: [UInt8], place: Int)] = [], isWanted: Bool = false) {
            self.children = children
            self.isWanted = isWanted
        }
    }

    /// The number of the place that stands for the whole entry.
    public static let root = 0
    /// The number of no place: nothing is wanted there or below.
    @inlinable
    public static var nowhere: Int { -1 }
    /// No places at all.
    public static let none = EntryPaths([Place()], payload: nowhere)

    /// The place of `jsonPayload`; `nowhere` where nothing below is wanted.
    public let payload: Int

    @usableFromInline struct Node {
        /// Where its table begins; each slot holds the first child of its keys, or -1. -1 without children.
        @usableFromInline var firstSlot: Int32
        @usableFromInline var isWanted: Bool
    }

    @usableFromInline struct Child {
        @usableFromInline var keyOffset: Int32
        @usableFromInline var keyCount: Int32
        @usableFromInline var node: Int32
        /// The next child of the same slot; -1 at the end.
        @usableFromInline var next: Int32
    }

    private let nodes: UnsafeMutablePointer<Node>
    private let slots: UnsafeMutablePointer<Int32>
    private let children: UnsafeMutablePointer<Child>
    private let keys: UnsafeMutablePointer<UInt8>

    /// - Parameter payload: The number of `jsonPayload`'s place among `places`, or `nowhere`.
    public init(_ places: [Place], payload: Int) {
        var builder = Builder()
        for place in places { builder.add(place) }
        self.payload = payload
        nodes = .copy(builder.nodes)
        slots = .copy(builder.slots)
        children = .copy(builder.children)
        keys = .copy(builder.keys)
    }

    deinit {
        nodes.deallocate()
        slots.deallocate()
        children.deallocate()
        keys.deallocate()
    }

    /// A look at the tree that counts no references; valid as long as the tree is.
    public struct View {
        @usableFromInline let nodes: UnsafeMutablePointer<Node>
        @usableFromInline let slots: UnsafeMutablePointer<Int32>
        @usableFromInline let children: UnsafeMutablePointer<Child>
        @usableFromInline let keys: UnsafeMutablePointer<UInt8>
        /// As that of the tree.
        public let payload: Int

        init(_ paths: EntryPaths) {
            nodes = paths.nodes
            slots = paths.slots
            children = paths.children
            keys = paths.keys
            payload = paths.payload
        }

        /// Whether the value at a place is wanted. Not for `nowhere`.
        @inlinable
        public func isWanted(_ place: Int) -> Bool { nodes[place].isWanted }

        /// Whether there are places below. Not for `nowhere`.
        @inlinable
        public func hasChildren(_ place: Int) -> Bool { nodes[place].firstSlot >= 0 }

        /// The place below another by a key; `nowhere` where there is none. Only for a place that has children.
        @inlinable
        public func child(of place: Int, key: Bytes) -> Int {
            var index = Int(slots[Int(nodes[place].firstSlot) &+ EntryPaths.slot(of: key)])
            while index >= 0 {
                let child = children + index
                if Int(child.pointee.keyCount) == key.count,
                    Bytes(start: keys + Int(child.pointee.keyOffset), count: key.count).equals(key)
                {
                    return Int(child.pointee.node)
                }
                index = Int(child.pointee.next)
            }
            return EntryPaths.nowhere
        }
    }

    public var view: View { View(self) }

    @inlinable
    static func slot(of key: Bytes) -> Int {
        guard key.count > 0 else { return 0 }
        let ends = Int(key[0]) &* 7 &+ Int(key[key.count &- 1]) &* 13
        return (ends &+ key.count &* 5) & 63
    }

    private struct Builder {
        var nodes: [Node] = []
        var slots: [Int32] = []
        var children: [Child] = []
        var keys: [UInt8] = []

        mutating func add(_ place: Place) {
            let firstSlot = place.children.isEmpty ? -1 : slots.count
            nodes.append(Node(firstSlot: Int32(firstSlot), isWanted: place.isWanted))
            guard firstSlot >= 0 else { return }
            slots += [Int32](repeating: -1, count: 64)
            for child in place.children {
                let slot = firstSlot + child.key.withUnsafeBufferPointer { EntryPaths.slot(of: $0) }
                children.append(
                    Child(
                        keyOffset: Int32(keys.count), keyCount: Int32(child.key.count),
                        node: Int32(child.place), next: slots[slot]))
                slots[slot] = Int32(children.count - 1)
                keys += child.key
            }
        }
    }
}

/// A value that stands at one of the wanted places of an entry.
public struct LocatedValue {
    /// The number of the place in the `EntryPaths`.
    public let place: Int32
    public let value: FieldValue

    @inlinable
    public init(place: Int, value: FieldValue) {
        self.place = Int32(truncatingIfNeeded: place)
        self.value = value
    }
}
