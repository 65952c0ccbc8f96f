/// Patterns over names, as conditions have them: `*` stands for any run of characters.
public enum NamePattern {
    /// Whether the whole name is what the pattern describes.
    public static func matches(_ pattern: String, _ name: String) -> Bool {
        matches(Array(pattern.utf8), Array(name.utf8))
    }

    /// On a mismatch the last `*` takes one byte more.
    private static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        var (position, start, star, resume) = (0, 0, -1, 0)
        while start < name.count {
            if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
                star = position
                resume = start
                position += 1
            } else if position < pattern.count, pattern[position] == name[start] {
                position += 1
                start += 1
            } else if star >= 0 {
                resume += 1
                start = resume
                position = star + 1
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
