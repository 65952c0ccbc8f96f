import Model

/// Named pieces of patterns, so that a pattern reads as what it means: `user_id%{is}(?<user_id>%{id})`.
struct Shapes {
    private var pieces: [String: String] = [:]

    /// Adds the shapes of a document; each may use those before it. Reports what is defined twice or unknown.
    mutating func add(
        _ shapes: [(name: String, piece: ExtractionDocument.Pattern.Source)], problems: inout [Diagnostic]
    ) {
        for shape in shapes {
            let expansion = expand(shape.piece.text)
            var problem: (String, String)?
            if pieces[shape.name] != nil {
                problem = (
                    "the shape '\(shape.name)' is defined twice", "remove one of the two, or rename it"
                )
            } else if let unknown = expansion.unknown {
                problem = ("the shape '\(unknown)' is not defined before this one", "define it above")
            }
            if let (what, advice) = problem {
                let place = shape.piece.place
                problems.append(
                    Diagnostic(
                        path: place.path, line: place.line, column: place.column, problem: what,
                        advice: advice, check: .shape))
            } else {
                pieces[shape.name] = "(?:\(expansion.expanded))"
            }
        }
    }

    /// Replaces each `%{name}` by its piece; `unknown` is the first name that stands for none.
    func expand(_ text: String) -> (expanded: String, unknown: String?) {
        var result = ""
        var rest = text.utf8[...]
        while let start = Self.opening(in: rest), let end = rest[start...].firstIndex(of: UInt8(ascii: "}")) {
            let name = String(Substring(rest[rest.index(start, offsetBy: 2)..<end]))
            guard let piece = pieces[name] else { return (text, name) }
            result += Substring(rest[..<start])
            result += piece
            rest = rest[rest.index(after: end)...]
        }
        return (result + Substring(rest), nil)
    }

    /// Where the first `%{` begins.
    private static func opening(in text: Substring.UTF8View) -> String.Index? {
        var rest = text
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            rest = rest[rest.index(after: percent)...]
            if rest.first == UInt8(ascii: "{") { return percent }
        }
        return nil
    }
}
