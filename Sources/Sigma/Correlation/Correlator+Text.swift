import Model

extension Correlator {
    /// `groupHash(of:)` for values that are at hand as text.
    public static func groupHash(ofTexts texts: [String]) -> UInt64 {
        withBytes(texts[...], []) { groupHash(of: $0) }
    }

    /// The hash under which a value of a `value_count` is counted: of the value itself, or of the tuple where
    /// several fields are counted.
    public static func countedHash(ofTexts texts: [String]) -> UInt64 {
        withBytes(texts[...], []) { $0.count == 1 ? valueHash(of: $0[0]) : groupHash(of: $0) }
    }

    private static func withBytes(
        _ texts: ArraySlice<String>, _ bytes: [Bytes], _ body: ([Bytes]) -> UInt64
    ) -> UInt64 {
        guard var text = texts.first else { return body(bytes) }
        return text.withUTF8 { withBytes(texts.dropFirst(), bytes + [$0], body) }
    }
}
