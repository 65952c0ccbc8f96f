/// The outcome of a test. Unknown is that of a regular expression that gave up: it must not become "no match"
/// by itself, nor a match behind `not` (Kleene's logic).
enum Truth: UInt8 {
    case no, yes, unknown

    @inline(__always)
    init(_ value: Bool) {
        self = value ? .yes : .no
    }
}
