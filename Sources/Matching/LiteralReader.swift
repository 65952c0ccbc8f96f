/// Reads a pattern from left to right for `RequiredLiterals`.
struct LiteralReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private static let alternativeLimit = 16
    private static let depthLimit = 100

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ text: StaticString) -> Bool {
        let size = text.utf8CodeUnitCount
        guard position + size <= bytes.count,
            (0..<size).allSatisfy({ bytes[position + $0] == text.utf8Start[$0] })
        else { return false }
        position += size
        return true
    }

    /// Reads up to an unmatched `)` or the end; nil where the pattern is beyond this reader.
    mutating func readAlternatives() -> LiteralKnowledge? {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit, var result = readSequence() else { return nil }
        while take("|") {
            guard let next = readSequence() else { return nil }
            result = LiteralKnowledge(
                exact: union(result.exact, next.exact), required: union(result.best, next.best))
        }
        return result
    }

    private func union(_ left: [[UInt8]]?, _ right: [[UInt8]]?) -> [[UInt8]]? {
        guard let left, let right, left.count + right.count <= Self.alternativeLimit else { return nil }
        return left + right
    }

    private mutating func readSequence() -> LiteralKnowledge? {
        var run: [[UInt8]] = [[]]
        var isWholeExact = true
        var best: [[UInt8]]?
        while let byte = current, byte != 0x7C, byte != 0x29 {
            if isWord(byte), !isQuantified(at: position + 1) {
                // What most of a pattern is: a character as it stands.
                for index in run.indices { run[index].append(fold(byte)) }
                position += 1
                continue
            }
            guard let atom = readAtom(), let part = readQuantifier(after: atom) else { return nil }
            if let exact = part.exact, run.count * exact.count <= Self.alternativeLimit {
                append(exact, to: &run)
            } else {
                best = LiteralKnowledge.better(best, LiteralKnowledge.better(run, part.best))
                run = [[]]
                isWholeExact = false
            }
        }
        best = LiteralKnowledge.better(best, run)
        return LiteralKnowledge(exact: isWholeExact ? run : nil, required: best)
    }

    /// Puts each of some strings behind each one read so far.
    private func append(_ strings: [[UInt8]], to run: inout [[UInt8]]) {
        if strings.count == 1 {
            guard !strings[0].isEmpty else { return }
            for index in run.indices { run[index] += strings[0] }
        } else {
            run = run.flatMap { head in strings.map { head + $0 } }
        }
    }

    /// Letters, digits and `_`, which always stand for themselves.
    private func isWord(_ byte: UInt8) -> Bool {
        byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
    }

    /// Whether something here may say how often what is before it comes.
    private func isQuantified(at position: Int) -> Bool {
        guard position < bytes.count else { return false }
        let byte = bytes[position]
        return byte == 0x2A || byte == 0x2B || byte == 0x3F || byte == 0x7B
    }

    /// What is left of an atom's knowledge behind `*`, `?`, `+` or `{…}`.
    private mutating func readQuantifier(after atom: LiteralKnowledge) -> LiteralKnowledge? {
        var minimum = 1
        if take("*") || take("?") {
            minimum = 0
        } else if take("+") {
            minimum = 1
        } else if let least = takeBraces() {
            minimum = least
        } else {
            return atom
        }
        if !take("?") { _ = take("+") }
        return minimum == 0 ? .nothing : LiteralKnowledge(exact: nil, required: atom.best)
    }

    /// The least number of `{n}`, `{n,}`, `{n,m}` or `{,m}`; nil, with nothing read, for a literal brace.
    private mutating func takeBraces() -> Int? {
        guard current == 0x7B, let close = bytes[position...].firstIndex(of: 0x7D) else { return nil }
        let inside = bytes[(position + 1)..<close]
        guard !inside.isEmpty, inside.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2C }) else { return nil }
        position = close + 1
        let digits = inside.prefix { $0 != 0x2C }
        return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }

    private mutating func readAtom() -> LiteralKnowledge? {
        guard let byte = current else { return nil }
        switch byte {
        case 0x28: return readGroup()
        case 0x5B: return readClass() ? .nothing : nil
        case 0x5C: return readEscape()
        case 0x2E:
            position += 1
            return .nothing
        case 0x5E, 0x24:
            position += 1
            return .empty
        case 0x2A, 0x2B, 0x3F: return nil
        default:
            position += 1
            // Characters beyond ASCII may fold to others.
            return byte < 0x80 ? LiteralKnowledge(exact: [[fold(byte)]], required: nil) : .nothing
        }
    }

    private func fold(_ byte: UInt8) -> UInt8 { UnsafeBufferPointer<UInt8>.foldASCII(byte) }

    private mutating func readGroup() -> LiteralKnowledge? {
        position += 1
        if take("?#") { return skip(past: 0x29) ? .empty : nil }
        if take("?=") || take("?!") || take("?<=") || take("?<!") {
            guard readAlternatives() != nil, take(")") else { return nil }
            return .empty
        }
        if take("?:") || take("?>") || take("?|") {
        } else if take("?<") || take("?P<") {
            guard skip(past: 0x3E) else { return nil }
        } else if take("?'") {
            guard skip(past: 0x27) else { return nil }
        } else if take("?") {
            return readFlags()
        } else if current == 0x2A {
            return nil
        }
        guard let inner = readAlternatives(), take(")") else { return nil }
        return inner
    }

    /// `(?i)` or `(?i:…)`; not the extended syntax, in which white space means nothing.
    private mutating func readFlags() -> LiteralKnowledge? {
        while let byte = current, byte == 0x2D || byte == 0x69 || byte == 0x6D || byte == 0x73 {
            position += 1
        }
        if take(")") { return .empty }
        guard take(":"), let inner = readAlternatives(), take(")") else { return nil }
        return inner
    }

    private mutating func skip(past byte: UInt8) -> Bool {
        guard let found = bytes[position...].firstIndex(of: byte) else { return false }
        position = found + 1
        return true
    }

    /// Skips a character class; false where it does not end.
    private mutating func readClass() -> Bool {
        position += 1
        _ = take("^")
        _ = take("]")
        while let byte = current {
            if take("[:") {
                guard skip(past: 0x5D) else { return false }
            } else if byte == 0x5C {
                position += 2
            } else {
                position += 1
                if byte == 0x5D { return true }
            }
        }
        return false
    }

    private mutating func readEscape() -> LiteralKnowledge? {
        guard position + 1 < bytes.count else { return nil }
        let byte = bytes[position + 1]
        position += 2
        switch byte {
        case 0x62, 0x42, 0x41, 0x7A, 0x5A, 0x47: return .empty  // \b \B \A \z \Z \G
        case 0x6E: return LiteralKnowledge(exact: [[0x0A]], required: nil)
        case 0x74: return LiteralKnowledge(exact: [[0x09]], required: nil)
        case 0x72: return LiteralKnowledge(exact: [[0x0D]], required: nil)
        case 0x64, 0x44, 0x77, 0x57, 0x73, 0x53, 0x68, 0x48, 0x76, 0x56, 0x52, 0x4E, 0x58: return .nothing
        case 0x70, 0x50:  // \p{…}
            return take("{") ? (skip(past: 0x7D) ? .nothing : nil) : nil
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return nil
        default: return byte < 0x80 ? LiteralKnowledge(exact: [[byte]], required: nil) : .nothing
        }
    }
}
