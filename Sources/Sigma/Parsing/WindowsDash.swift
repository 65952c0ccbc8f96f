/// The forms of a command line that differ in the character before a parameter (modifier `windash`).
enum WindowsDash {
    /// More than three dashes in one value would make hundreds of forms.
    static let dashLimit = 3

    private static let dashes: [[UInt8]] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].map {
        Array($0.utf8)
    }

    /// All forms; nil where there are more dashes than the limit.
    static func forms(of text: WildcardText) -> [WildcardText]? {
        var forms: [[WildcardText.Part]] = [[]]
        var count = 0
        for part in text.parts {
            guard case .literal(let bytes) = part else {
                forms = forms.map { $0 + [part] }
                continue
            }
            var start = 0
            for place in places(in: bytes) {
                count += 1
                guard count <= dashLimit else { return nil }
                let before = WildcardText.Part.literal(Array(bytes[start..<place]))
                forms = forms.flatMap { form in dashes.map { form + [before, .literal($0)] } }
                start = place + 1
            }
            forms = forms.map { $0 + [.literal(Array(bytes[start...]))] }
        }
        return forms.map { WildcardText(parts: $0) }
    }

    /// Dashes and slashes before a word and not behind one.
    private static func places(in bytes: [UInt8]) -> [Int] {
        bytes.indices.filter { index in
            (bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "/"))
                && (index == 0 || !isWord(bytes[index - 1]))
                && index + 1 < bytes.count && isWord(bytes[index + 1])
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80
    }
}
