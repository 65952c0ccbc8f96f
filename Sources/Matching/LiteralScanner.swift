import Model

/// Finds all literals of a catalogue, and where they stand, in one pass over a message.
///
/// Of each literal, four bytes are chosen that are rare in messages (fewer where it is shorter). At
/// each place of a message, four bytes are looked up in a table of bits by a hash of them; where the bit is
/// set, the literals with these bytes are compared. No look depends on the one before, so they overlap.
// Sendable: the tables are filled by the initialiser and only read afterwards.
public final class LiteralScanner: @unchecked Sendable {
    public let literalCount: Int
    private let tables: WindowTables

    public init(_ catalog: LiteralCatalog) {
        literalCount = catalog.count
        tables = WindowTables(literals: catalog.literals)
    }

    deinit {
        tables.deallocate()
    }

    /// Replaces what `hits` holds by the literals in `message`, of less than 4 GiB.
    public func scan(_ message: Bytes, into hits: LiteralHits) {
        hits.reset()
        guard literalCount > 0, let base = message.baseAddress else { return }
        let run = WindowRun(tables: tables, base: base, count: message.count, hits: hits)
        let bytesSeen = tables.hasShortLiterals ? run.scanAll() : run.scanLong()
        // Only beyond ASCII are there characters that fold to ASCII letters.
        if bytesSeen & 0x8080_8080 != 0, FoldingCharacters.occur(in: message) { hits.markAll() }
    }
}

/// The characters beyond ASCII that fold to ASCII letters: U+017F to `s` and U+212A to `k` (Unicode
/// CaseFolding.txt, status C and S).
enum FoldingCharacters {
    static func occur(in message: Bytes) -> Bool {
        guard message.count > 1 else { return false }
        for index in 1..<message.count {
            let pair = (message[index - 1], message[index])
            if pair == (0xC5, 0xBF) { return true }
            if pair == (0x84, 0xAA), index > 1, message[index - 2] == 0xE2 { return true }
        }
        return false
    }
}
