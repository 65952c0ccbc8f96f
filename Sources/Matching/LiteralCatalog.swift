/// A literal's number in a `LiteralCatalog`.
public struct LiteralID: Hashable, Sendable {
    public let index: Int

    @inlinable
    init(index: Int) {
        self.index = index
    }
}

/// The literals that patterns and rules need to find in a message before they can match at all.
///
/// They are compared ignoring the case of ASCII letters, so a hit says "may match", never "does".
public struct LiteralCatalog: Sendable {
    private(set) var literals: [[UInt8]] = []
    private var ids: [[UInt8]: LiteralID] = [:]

    public init() {}

    public var count: Int { literals.count }

    /// The number of a literal of one byte or more, given again for the same text.
    public mutating func intern(_ literal: [UInt8]) -> LiteralID {
        let folded = literal.map { UnsafeBufferPointer<UInt8>.foldASCII($0) }
        if let id = ids[folded] { return id }
        let id = LiteralID(index: literals.count)
        literals.append(folded)
        ids[folded] = id
        return id
    }

    /// The number of a literal given as text.
    public mutating func intern(_ literal: String) -> LiteralID { intern(Array(literal.utf8)) }
}
