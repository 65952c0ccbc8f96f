/// One input to read: a file, a pipe, or standard input.
public struct InputItem: Sendable, Hashable {
    /// The path as it was typed or found; `-` is standard input.
    public let path: String
    public let isStandardInput: Bool
    /// Bytes on disk; nil where they are not known beforehand, as of a pipe.
    public let size: Int?
    /// Whether the user named it. A file that was found in a folder is passed over where it is no log export.
    public let isExplicit: Bool

    public init(path: String, isStandardInput: Bool, size: Int?, isExplicit: Bool) {
        self.path = path
        self.isStandardInput = isStandardInput
        self.size = size
        self.isExplicit = isExplicit
    }

    /// Standard input, shown as `-`.
    public static let standardInput = InputItem(
        path: "-", isStandardInput: true, size: nil, isExplicit: true)
}
