import Model

/// Reads whole JSON documents that are no log entries, such as reports.
public enum JSONText {
    /// Calls `body` with the document's one value, which is valid until `body` returns.
    /// - Throws: `JSONSyntaxError` where the bytes are no JSON document; what `body` throws.
    public static func read<Result>(
        _ bytes: some Collection<UInt8>, _ body: (JSONValue) throws -> Result
    ) throws -> Result {
        var buffer = PaddedBuffer()
        buffer.reserve(bytes.count)
        buffer.append(contentsOf: bytes)
        let parser = JSONParser()
        switch parser.parse(buffer.bytes) {
        case .tape(let tape): return try body(tape.root)
        case .failure(let reason): throw JSONSyntaxError(reason: reason)
        }
    }
}

/// Bytes that are no JSON document.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What simdjson says of them.
    public let reason: String
}
