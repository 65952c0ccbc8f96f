import Model

/// Comparisons of bytes, exact or ignoring the case of ASCII letters.
enum TextComparison {
    /// Whether `value` stands to `pattern` as `opcode` says. Where case is ignored, the pattern is folded.
    @inline(__always)
    static func holds(_ opcode: Opcode, _ value: Bytes, _ pattern: Bytes, isCased: Bool) -> Bool {
        guard value.count >= pattern.count else { return false }
        let slack = value.count - pattern.count
        switch opcode {
        case .equals, .equalsField: return slack == 0 && matches(value, at: 0, pattern, isCased)
        case .hasPrefix, .hasPrefixField: return matches(value, at: 0, pattern, isCased)
        case .hasSuffix, .hasSuffixField: return matches(value, at: slack, pattern, isCased)
        default: return contains(value, pattern, isCased)
        }
    }

    @inline(__always)
    private static func matches(_ value: Bytes, at start: Int, _ pattern: Bytes, _ isCased: Bool) -> Bool {
        var index = 0
        while index < pattern.count {
            let byte = value[start &+ index]
            if (isCased ? byte : Bytes.foldASCII(byte)) != pattern[index] { return false }
            index &+= 1
        }
        return true
    }

    private static func contains(_ value: Bytes, _ pattern: Bytes, _ isCased: Bool) -> Bool {
        guard let first = pattern.first else { return true }
        for start in 0...(value.count - pattern.count) {
            let byte = value[start]
            if (isCased ? byte : Bytes.foldASCII(byte)) == first, matches(value, at: start, pattern, isCased)
            {
                return true
            }
        }
        return false
    }
}
