import Model

/// The pattern documents that ship with the tool, embedded from `Patterns/` when it is built.
public enum BuiltinPatterns {
    /// The documents by their paths below `Patterns/`, sorted by them.
    public static var documents: [PatternFile] {
        embeddedPatterns.map {
            PatternFile(path: $0.path.description, text: $0.text, packed: $0.packed)
        }
    }
}
