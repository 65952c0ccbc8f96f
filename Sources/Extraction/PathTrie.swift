import Model

/// All JSON paths of all fields as one tree of keys, so that one walk over an entry collects every field.
struct PathTrie {
    struct Node {
        var children: [(key: [UInt8], node: Int)] = []
        /// The fields whose values sit here.
        var fields: [FieldID] = []
        /// Bit n says that a child has a key of n bytes (modulo 64): most keys are ruled out by it.
        var lengths: UInt64 = 0
    }

    private(set) var nodes = [Node()]

    static let root = 0

    /// Adds a path. A key that holds the rest of the path with its dots is found as well, and the LogEntry
    /// names at the top in the snake_case of client libraries too.
    mutating func insert(_ path: [String], field: FieldID) {
        var node = Self.root
        for (depth, key) in path.enumerated() {
            if depth < path.count - 1 {
                let flat = child(of: node, key: path[depth...].joined(separator: "."))
                addField(field, to: flat)
            }
            let next = child(of: node, key: key)
            if depth == 0, Self.snakeCase(key) != key { link(next, to: node, key: Self.snakeCase(key)) }
            node = next
        }
        addField(field, to: node)
    }

    /// The node below another by a key, made where it is missing.
    private mutating func child(of node: Int, key: String) -> Int {
        let bytes = Array(key.utf8)
        if let found = nodes[node].children.first(where: { $0.key == bytes }) { return found.node }
        nodes.append(Node())
        link(nodes.count - 1, to: node, key: key)
        return nodes.count - 1
    }

    private mutating func link(_ child: Int, to node: Int, key: String) {
        let bytes = Array(key.utf8)
        guard !nodes[node].children.contains(where: { $0.key == bytes }) else { return }
        nodes[node].children.append((bytes, child))
        nodes[node].lengths |= 1 << UInt64(bytes.count & 63)
    }

    private mutating func addField(_ field: FieldID, to node: Int) {
        if !nodes[node].fields.contains(field) { nodes[node].fields.append(field) }
    }

    /// The node of a key at the top; nil where no path begins with it.
    func topNode(_ key: String) -> Int? {
        nodes[Self.root].children.first { $0.key == Array(key.utf8) }?.node
    }

    static func snakeCase(_ name: String) -> String {
        var result = ""
        for character in name.unicodeScalars {
            if (0x41...0x5A).contains(character.value) {
                result += "_" + String(character).lowercased()
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

/// A `PathTrie` in flat memory, for the walk of every entry.
// Sendable: filled by the initialiser and only read afterwards.
final class FlatPathTrie: @unchecked Sendable {
    struct Node {
        var lengths: UInt64
        var firstChild: Int32
        var childCount: Int32
        var firstField: Int32
        var fieldCount: Int32
    }

    struct Child {
        var keyOffset: Int32
        var keyCount: Int32
        var node: Int32
    }

    let nodes: UnsafeMutablePointer<Node>
    let children: UnsafeMutablePointer<Child>
    let fields: UnsafeMutablePointer<FieldID>
    let keys: UnsafeMutablePointer<UInt8>

    init(_ trie: PathTrie) {
        nodes = .allocate(capacity: trie.nodes.count)
        children = .allocate(capacity: max(1, trie.nodes.reduce(0) { $0 + $1.children.count }))
        fields = .allocate(capacity: max(1, trie.nodes.reduce(0) { $0 + $1.fields.count }))
        let allKeys = trie.nodes.flatMap { $0.children.map(\.key) }
        keys = .allocate(capacity: max(1, allKeys.reduce(0) { $0 + $1.count }))
        var childCount = 0
        var fieldCount = 0
        var keyCount = 0
        for (index, node) in trie.nodes.enumerated() {
            (nodes + index).initialize(
                to: Node(
                    lengths: node.lengths, firstChild: Int32(childCount),
                    childCount: Int32(node.children.count),
                    firstField: Int32(fieldCount), fieldCount: Int32(node.fields.count)))
            for child in node.children {
                (children + childCount).initialize(
                    to: Child(
                        keyOffset: Int32(keyCount), keyCount: Int32(child.key.count), node: Int32(child.node))
                )
                childCount += 1
                for byte in child.key {
                    (keys + keyCount).initialize(to: byte)
                    keyCount += 1
                }
            }
            for field in node.fields {
                (fields + fieldCount).initialize(to: field)
                fieldCount += 1
            }
        }
    }

    deinit {
        nodes.deallocate()
        children.deallocate()
        fields.deallocate()
        keys.deallocate()
    }

    /// The node below `node` by a key; -1 where there is none.
    @inline(__always)
    func child(of node: Int, key: Bytes) -> Int {
        let parent = nodes[node]
        guard parent.lengths & (1 << UInt64(key.count & 63)) != 0 else { return -1 }
        for index in Int(parent.firstChild)..<Int(parent.firstChild + parent.childCount) {
            let child = children[index]
            guard Int(child.keyCount) == key.count else { continue }
            if Bytes(start: keys + Int(child.keyOffset), count: key.count).equals(key) {
                return Int(child.node)
            }
        }
        return -1
    }
}
