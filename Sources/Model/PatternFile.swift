/// The text of one YAML file of a pattern folder, and the path to name in messages about it.
public struct PatternFile: Sendable {
    public var path: String
    private let source: Source

    private enum Source {
        case text(String)
        case embedded(text: StaticString, packed: StaticString)
    }

    public init(path: String, text: String) {
        self.path = path
        source = .text(text)
    }

    /// A file that the binary carries, with what parsing it has given when the binary was built.
    public init(path: String, text: StaticString, packed: StaticString) {
        self.path = path
        source = .embedded(text: text, packed: packed)
    }

    public var text: String {
        switch source {
        case .text(let text): text
        case .embedded(let text, _): text.description
        }
    }

    /// The documents of the file as `PackedDocuments` has put them down; nil where the text has yet to be parsed.
    public var packed: StaticString? {
        guard case .embedded(_, let packed) = source else { return nil }
        return packed
    }
}
