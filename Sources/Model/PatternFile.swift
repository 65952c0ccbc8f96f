/// The text of one YAML file of a pattern folder, and the path to name in messages about it.
public struct PatternFile: Sendable, Hashable {
    public let path: String
    public let text: String

    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
