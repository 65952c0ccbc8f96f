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

/// The literals found in one message. One a thread, filled by `LiteralScanner.scan`.
public final class LiteralHits {
    @usableFromInline let words: UnsafeMutablePointer<UInt64>
    @usableFromInline let list: UnsafeMutablePointer<Int32>
    /// How many different literals were found.
    public private(set) var count = 0
    /// Whether the message holds characters that fold to ASCII letters (U+017F, U+212A): then every literal
    /// counts as found.
    public internal(set) var all = false

    /// Room for the hits of a catalogue with `literalCount` literals.
    public init(literalCount: Int) {
        words = .allocate(capacity: literalCount / 64 + 1)
        words.initialize(repeating: 0, count: literalCount / 64 + 1)
        list = .allocate(capacity: literalCount + 1)
        list.initialize(repeating: 0, count: literalCount + 1)
    }

    deinit {
        words.deallocate()
        list.deallocate()
    }

    /// Whether the literal occurs, or may occur.
    @inlinable
    public func contains(_ id: LiteralID) -> Bool {
        all || words[id.index >> 6] & (1 << UInt64(id.index & 63)) != 0
    }

    /// The found literals, in the order they ended; complete only where `all` is false.
    @inlinable
    public subscript(position: Int) -> LiteralID { LiteralID(index: Int(list[position])) }

    func reset() {
        for position in 0..<count { words[Int(list[position]) >> 6] = 0 }
        count = 0
        all = false
    }

    func insert(_ index: Int32) {
        let bit: UInt64 = 1 << UInt64(index & 63)
        guard words[Int(index) >> 6] & bit == 0 else { return }
        words[Int(index) >> 6] |= bit
        list[count] = index
        count += 1
    }
}
