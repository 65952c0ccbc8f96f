/// The pattern documents that ship with the tool, embedded from `Patterns/` when it is built.
public enum BuiltinPatterns {
    /// Path below `Patterns/` and text of each document, sorted by path.
    public static var documents: [(path: String, text: String)] {
        embeddedPatterns.map { ($0.path.description, $0.text.description) }
    }
}
