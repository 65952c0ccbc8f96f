import Model

/// A `PathTrie` in flat memory, for the walk of every entry: a node finds a child by a small table over the
/// key's length and ends.
// Sendable: filled by the initialiser and only read afterwards.
final class FlatPathTrie: @unchecked Sendable {
    struct Node {
        /// Where its table begins; each slot holds the first child of its keys, or -1.
        var firstSlot: Int32
        var hasChildren: Bool
        var firstField: Int32
        var fieldCount: Int32
    }

    struct Child {
        var keyOffset: Int32
        var keyCount: Int32
        var node: Int32
        /// The next child of the same slot; -1 at the end.
        var next: Int32
    }

    static let slotCount = 64

    let nodes: UnsafeMutablePointer<Node>
    let fields: UnsafeMutablePointer<FieldID>
    private let slots: UnsafeMutablePointer<Int32>
    private let children: UnsafeMutablePointer<Child>
    private let keys: UnsafeMutablePointer<UInt8>

    init(_ trie: PathTrie) {
        var builder = Builder()
        for node in trie.nodes { builder.add(node) }
        nodes = .copy(builder.nodes)
        fields = .copy(builder.fields)
        slots = .copy(builder.slots)
        children = .copy(builder.children)
        keys = .copy(builder.keys)
    }

    deinit {
        nodes.deallocate()
        fields.deallocate()
        slots.deallocate()
        children.deallocate()
        keys.deallocate()
    }

    /// The node below `node` by a key; -1 where there is none. Only for a node that has children.
    @inline(__always)
    func child(of node: Int, key: Bytes) -> Int {
        var index = Int(slots[Int(nodes[node].firstSlot) &+ Self.slot(of: key)])
        while index >= 0 {
            let child = children[index]
            if Int(child.keyCount) == key.count,
                Bytes(start: keys + Int(child.keyOffset), count: key.count).equals(key)
            {
                return Int(child.node)
            }
            index = Int(child.next)
        }
        return -1
    }

    @inline(__always)
    private static func slot(of key: Bytes) -> Int {
        guard key.count > 0 else { return 0 }
        let ends = Int(key[0]) &* 7 &+ Int(key[key.count &- 1]) &* 13
        return (ends &+ key.count &* 5) & (slotCount - 1)
    }

    private struct Builder {
        var nodes: [Node] = []
        var fields: [FieldID] = []
        var slots: [Int32] = []
        var children: [Child] = []
        var keys: [UInt8] = []

        mutating func add(_ node: PathTrie.Node) {
            let firstSlot = slots.count
            nodes.append(
                Node(
                    firstSlot: Int32(firstSlot), hasChildren: !node.children.isEmpty,
                    firstField: Int32(fields.count), fieldCount: Int32(node.fields.count)))
            fields += node.fields
            guard !node.children.isEmpty else { return }
            slots += [Int32](repeating: -1, count: FlatPathTrie.slotCount)
            for child in node.children {
                let slot = firstSlot + child.key.withUnsafeBufferPointer { FlatPathTrie.slot(of: $0) }
                children.append(
                    Child(
                        keyOffset: Int32(keys.count), keyCount: Int32(child.key.count),
                        node: Int32(child.node),
                        next: slots[slot]))
                slots[slot] = Int32(children.count - 1)
                keys += child.key
            }
        }
    }
}
