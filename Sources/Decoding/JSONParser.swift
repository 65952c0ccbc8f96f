import CSimdJSON
import Model

/// Owns one simdjson parser. The tape it returns is valid until it parses again.
struct JSONParser: ~Copyable {
    /// Bytes that must be readable behind what is parsed.
    static let padding = crosstalk_json_padding()

    /// Nil where memory was short; then nothing can be parsed, and says so.
    private let parser = crosstalk_json_create()

    deinit {
        if let parser { crosstalk_json_destroy(parser) }
    }

    /// Where the tokens of one or more documents begin, as offsets in ascending order; nil where any of them is
    /// broken. `padding` bytes must be readable behind them. Valid until the next call.
    func marks(of bytes: Bytes) -> UnsafeBufferPointer<UInt32>? {
        guard let parser, let base = bytes.baseAddress else { return nil }
        var marks: UnsafePointer<UInt32>?
        var count = 0
        guard crosstalk_json_mark(parser, base, bytes.count, &marks, &count) == 0 else { return nil }
        return UnsafeBufferPointer(start: marks, count: count)
    }

    /// Parses one document, behind which `padding` bytes must be readable.
    func parse(_ bytes: Bytes) -> ParseResult {
        guard let parser else { return .failure(reason: "out of memory") }
        guard let base = bytes.baseAddress else { return .failure(reason: "empty") }
        var words: UnsafePointer<UInt64>?
        var strings: UnsafePointer<UInt8>?
        let code = crosstalk_json_parse(parser, base, bytes.count, &words, &strings)
        guard code == 0, let words, let strings else {
            return .failure(reason: String(cString: crosstalk_json_error_message(code)))
        }
        return .tape(JSONTape(words: words, strings: strings))
    }
}

enum ParseResult {
    case tape(JSONTape)
    /// What simdjson says of it.
    case failure(reason: String)
}
