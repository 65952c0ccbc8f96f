/// Writes the negated character types `\S`, `\D` and `\W` of a pattern as classes: `[^\s]`, `[^\d]`, `[^\w]`.
///
/// Both mean the same. But in code that PCRE2 10.42 compiles with JIT and `PCRE2_MATCH_INVALID_UTF` together,
/// the short forms do not match characters beyond ASCII, and the classes do. A text with an accent would go
/// unmatched, or match where it must not.
enum NegatedTypes {
    /// The pattern in the long form; nil where there is nothing to change.
    static func spelledOut(_ pattern: String) -> String? {
        let bytes = Array(pattern.utf8)
        guard zip(bytes, bytes.dropFirst()).contains(where: { $0 == UInt8(ascii: "\\") && isNegated($1) })
        else {
            return nil
        }
        var scanner = Scanner(bytes: bytes)
        scanner.run()
        return scanner.isChanged ? String(decoding: scanner.result, as: UTF8.self) : nil
    }

    private static func isNegated(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "S") || letter == UInt8(ascii: "D") || letter == UInt8(ascii: "W")
    }

    private struct Scanner {
        let bytes: [UInt8]
        var result: [UInt8] = []
        var isChanged = false
        private var position = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func run() {
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "\\"): escape()
                case UInt8(ascii: "["): skipClass()
                case UInt8(ascii: "(") where begins("(?#"): copy(through: ")")
                default: copy(1)
                }
            }
        }

        private mutating func escape() {
            guard position + 1 < bytes.count else { return copy(1) }
            switch bytes[position + 1] {
            case UInt8(ascii: "S"), UInt8(ascii: "D"), UInt8(ascii: "W"):
                let type = bytes[position + 1] | 0x20
                result += [UInt8(ascii: "["), UInt8(ascii: "^"), UInt8(ascii: "\\"), type, UInt8(ascii: "]")]
                isChanged = true
                position += 2
            case UInt8(ascii: "Q"): copy(through: "\\E")
            // A control character: what follows is no escape.
            case UInt8(ascii: "c"): copy(3)
            default: copy(2)
            }
        }

        /// Classes are right as they are.
        private mutating func skipClass() {
            copy(begins("[^") ? 2 : 1)
            // A bracket that comes first closes nothing.
            if begins("]") { copy(1) }
            while position < bytes.count, bytes[position] != UInt8(ascii: "]") {
                if begins("\\Q") {
                    copy(through: "\\E")
                } else if begins("\\") {
                    copy(2)
                } else if begins("[:") {
                    copyPosixName()
                } else {
                    copy(1)
                }
            }
            copy(1)
        }

        /// `[:alpha:]`; a bracket and a colon that no name follows stand for themselves.
        private mutating func copyPosixName() {
            var end = position + 2
            while end < bytes.count, bytes[end] == UInt8(ascii: "^") || isLetter(bytes[end]) { end += 1 }
            let isName = bytes[min(end, bytes.count)...].starts(with: ":]".utf8)
            copy(isName ? end + 2 - position : 2)
        }

        private func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }

        private func begins(_ text: StaticString) -> Bool {
            bytes[position...].starts(
                with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }

        private mutating func copy(_ count: Int) {
            let end = min(position + count, bytes.count)
            result += bytes[position..<end]
            position = end
        }

        private mutating func copy(through end: StaticString) {
            while position < bytes.count, !begins(end) { copy(1) }
            copy(end.utf8CodeUnitCount)
        }
    }
}
