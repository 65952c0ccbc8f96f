/// Text that is the same only where its bytes are. Ids are opaque: a `String` would take two spellings of `é`
/// as one, and with it two users.
public struct ExactText: Hashable, Comparable, Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    public static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(Hashing.hash(text))
    }

    /// Everything that is in one of the lists, once, sorted by bytes.
    public static func union(_ lists: some Sequence<[String]>) -> [String] {
        var all: Set<ExactText> = []
        for list in lists {
            for text in list { all.insert(ExactText(text)) }
        }
        if all.count < 2 { return all.map(\.text) }
        return all.sorted().map(\.text)
    }
}
