extension RegexParser {
    /// An escape outside of classes.
    mutating func escape() throws(Unsupported) -> RegexNode? {
        guard position + 1 < scalars.count else { throw Unsupported() }
        switch scalars[position + 1] {
        case "b":
            position += 2
            return .wordBoundary
        case "A":
            position += 2
            return .subjectStart
        case "G", "K":
            doubts.insert(.movedStart)
            position += 2
            return .empty
        case "B", "z", "Z", "E":
            position += 2
            return .empty
        case "1"..."9":
            doubts.insert(.hiddenText)
            position += 2
            while let scalar = current, ScalarSet.digits.contains(scalar) { position += 1 }
            return .empty
        case "k", "g":
            doubts.insert(.hiddenText)
            position += 2
            guard let open = current else { throw Unsupported() }
            let closing: [Unicode.Scalar: Unicode.Scalar] = ["{": "}", "<": ">", "'": "'"]
            if let close = closing[open] {
                position += 1
                try skip(past: close)
            } else {
                position += 1
            }
            return .empty
        case "Q":
            return quotation()
        default:
            return .one(folded(try escapedSet()))
        }
    }

    private mutating func quotation() -> RegexNode {
        doubts.insert(.openEnd)
        position += 2
        var parts: [RegexNode] = []
        while let scalar = current, !take("\\E") {
            parts.append(.one(folded(ScalarSet(scalar))))
            position += 1
        }
        return .sequence(parts)
    }

    /// What an escape stands for, in classes and outside.
    private mutating func escapedSet() throws(Unsupported) -> ScalarSet {
        guard position + 1 < scalars.count else { throw Unsupported() }
        let letter = scalars[position + 1]
        position += 2
        doubt(letter)
        switch letter {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .word
        case "W": return ScalarSet.word.inverted
        case "s": return .space
        case "S": return ScalarSet.space.inverted
        case "h": return ScalarSet(" ").union(ScalarSet("\t")).union(.others)
        case "H": return ScalarSet(" ").union(ScalarSet("\t")).inverted
        case "v", "R": return ScalarSet("\u{0A}"..."\u{0D}").union(.others)
        case "V": return ScalarSet("\u{0A}"..."\u{0D}").inverted
        case "N": return ScalarSet.newline.inverted
        case "X": return .all
        case "n": return .newline
        case "t": return ScalarSet("\t")
        case "r": return ScalarSet("\r")
        case "f": return ScalarSet("\u{0C}")
        case "a": return ScalarSet("\u{07}")
        case "e": return ScalarSet("\u{1B}")
        case "0": return ScalarSet("\u{00}")
        case "x": return try hexadecimal()
        case "p", "P": return try property(isInverted: letter == "P")
        case "c", "o": throw Unsupported()
        default: return ScalarSet(letter)
        }
    }

    /// Notes the escapes that the structure tells less of than they mean.
    private mutating func doubt(_ letter: Unicode.Scalar) {
        switch letter {
        case "R", "X", "C", "1"..."9": doubts.insert(.hiddenText)
        case "N" where current == "{": doubts.insert(.hiddenText)
        case "0" where current.map(ScalarSet.digits.contains) == true: doubts.insert(.hiddenText)
        case "p", "P": doubts.insert(.looseSets)
        default: break
        }
    }

    private mutating func hexadecimal() throws(Unsupported) -> ScalarSet {
        var digits = ""
        if take("{") {
            while let scalar = current, scalar != "}" {
                digits.unicodeScalars.append(scalar)
                position += 1
            }
            try skip(past: "}")
        } else {
            while digits.count < 2, let scalar = current, scalar.properties.isASCIIHexDigit {
                digits.unicodeScalars.append(scalar)
                position += 1
            }
        }
        return ScalarSet(UInt32(digits.isEmpty ? "0" : digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "é")
    }

    /// Letters and numbers by their ASCII part; of other properties, nothing is known.
    private mutating func property(isInverted: Bool) throws(Unsupported) -> ScalarSet {
        let start = position
        if take("{") { try skip(past: "}") } else { position += 1 }
        guard !isInverted, position <= scalars.count else { return .all }
        let name = String(String.UnicodeScalarView(scalars[start..<position]))
        let letters = ScalarSet("a"..."z").union(ScalarSet("A"..."Z"))
        if name.hasPrefix("{L") || name == "L" { return letters.union(ScalarSet("é")) }
        if name.hasPrefix("{N") || name == "N" { return ScalarSet.digits.union(ScalarSet("é")) }
        return .all
    }

    // MARK: - Classes

    mutating func characterClass() throws(Unsupported) -> ScalarSet {
        position += 1
        let isInverted = take("^")
        var set = ScalarSet()
        var isFirst = true
        while let scalar = current, isFirst || scalar != "]" {
            isFirst = false
            if let named = posixClass() {
                set = set.union(named)
                continue
            }
            let lower = try classMember()
            if current == "-", position + 1 < scalars.count, scalars[position + 1] != "]",
                let from = lower.scalar
            {
                position += 1
                let upper = try classMember()
                if let to = upper.scalar, from <= to {
                    set = set.union(ScalarSet(from...to))
                } else {
                    set = set.union(lower.set).union(ScalarSet("-")).union(upper.set)
                }
            } else {
                set = set.union(lower.set)
            }
        }
        guard take("]") else { throw Unsupported() }
        return isInverted ? folded(set).inverted : set
    }

    /// A member of a class; `scalar` where it is one character, so that a range can begin or end with it.
    private mutating func classMember() throws(Unsupported) -> (set: ScalarSet, scalar: Unicode.Scalar?) {
        guard let scalar = current else { throw Unsupported() }
        guard scalar == "\\" else {
            position += 1
            return (ScalarSet(scalar), scalar)
        }
        if take("\\b") { return (ScalarSet("\u{08}"), "\u{08}") }
        if take("\\E") || take("\\Q") {
            doubts.formUnion([.openEnd, .looseSets])
            return (ScalarSet(), nil)
        }
        let set = try escapedSet()
        let members = ScalarSet.samples.filter(set.contains)
        return (set, members.count == 1 ? members[0] : nil)
    }

    private mutating func posixClass() -> ScalarSet? {
        guard scalars[position...].starts(with: "[:".unicodeScalars) else { return nil }
        let isInverted = scalars[min(position + 2, scalars.count)...].first == "^"
        let start = position + (isInverted ? 3 : 2)
        let end =
            scalars[min(start, scalars.count)...].firstIndex { !$0.properties.isAlphabetic } ?? scalars.count
        guard scalars[end...].starts(with: ":]".unicodeScalars) else { return nil }
        position = end + 2
        let letters = ScalarSet("a"..."z").union(ScalarSet("A"..."Z"))
        let named: ScalarSet =
            switch String(String.UnicodeScalarView(scalars[start..<end])) {
            case "alpha": letters
            case "digit": .digits
            case "alnum": letters.union(.digits)
            case "word": .word
            case "space": .space
            case "lower": ScalarSet("a"..."z")
            case "upper": ScalarSet("A"..."Z")
            case "punct": ScalarSet("!"..."~").intersection(letters.union(.digits).inverted)
            case "xdigit": ScalarSet.digits.union(ScalarSet("a"..."f")).union(ScalarSet("A"..."F"))
            default: .all
            }
        if named == .all {
            doubts.insert(.looseSets)
            return .all
        }
        return isInverted ? named.inverted : named
    }
}
