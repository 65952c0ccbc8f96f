/// What a byte near a literal must be for a match to be possible there.
struct ByteCheck: Hashable {
    /// From the first byte of the literal.
    var offset: Int
    /// The bytes it may be, those from 0x80 on as one.
    var set: ScalarSet
    /// Whether the text may begin or end there.
    var allowsEdge: Bool
}
