/// A text with placeholders such as `{user}`, taken apart once. Braces around anything else are text.
struct Pieces: Sendable {
    let source: String
    /// Text and names in turn, beginning with text.
    private let parts: [String]
    /// The names of its placeholders, each once.
    let names: [String]

    init(_ source: String) {
        self.source = source
        var parts = [""]
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            parts[parts.count - 1] += rest[..<open]
            let inner = rest[open...].dropFirst().prefix { $0.isLowercase || $0.isNumber || $0 == "_" }
            if !inner.isEmpty, inner.endIndex < rest.endIndex, rest[inner.endIndex] == "}" {
                parts += [String(inner), ""]
                rest = rest[inner.endIndex...].dropFirst()
            } else {
                parts[parts.count - 1] += "{"
                rest = rest[open...].dropFirst()
            }
        }
        parts[parts.count - 1] += rest
        self.parts = parts
        names = Set(parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }).sorted()
    }

    func filled(_ value: (String) -> String) -> String {
        var text = ""
        for (index, part) in parts.enumerated() { text += index % 2 == 0 ? part : value(part) }
        return text
    }
}
