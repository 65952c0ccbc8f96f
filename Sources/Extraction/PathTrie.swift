import Model

/// All JSON paths of all fields as one tree of keys, so that one walk over an entry collects every field.
struct PathTrie {
    struct Node {
        var children: [(key: [UInt8], node: Int)] = []
        /// The fields whose values sit here.
        var fields: [FieldID] = []
    }

    private(set) var nodes = [Node()]

    static let root = 0

    /// Adds a path. A key that holds the rest of the path with its dots is found as well. The names that Google
    /// gives, at the top of a LogEntry and in its protoPayload, are found in the snake_case of client libraries
    /// too; a jsonPayload has its names from the service that wrote it.
    mutating func insert(_ path: [String], field: FieldID) {
        var node = Self.root
        for (depth, key) in path.enumerated() {
            if depth < path.count - 1 {
                let flat = child(of: node, key: path[depth...].joined(separator: "."))
                addField(field, to: flat)
            }
            let next = child(of: node, key: key)
            if depth == 0 || path[0] == "protoPayload", Self.snakeCase(key) != key {
                link(next, to: node, key: Self.snakeCase(key))
            }
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
    }

    private mutating func addField(_ field: FieldID, to node: Int) {
        if !nodes[node].fields.contains(field) { nodes[node].fields.append(field) }
    }

    /// The same tree as the decoder of entries needs it.
    var paths: EntryPaths {
        let payload = nodes[Self.root].children.first { $0.key == Array("jsonPayload".utf8) }?.node
        return EntryPaths(
            nodes.map { node in
                EntryPaths.Place(
                    children: node.children.map { ($0.key, $0.node) }, isWanted: !node.fields.isEmpty)
            }, payload: payload ?? EntryPaths.nowhere)
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
