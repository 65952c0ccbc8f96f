import Model

/// The ledger in words, the same in every form for people.
enum LedgerWording {
    /// Every count and time with its label.
    static func rows(_ ledger: Ledger, zone: Zone) -> [(label: String, value: String)] {
        [
            ("inputs", String(ledger.inputs)),
            ("inputs not read in full", String(ledger.incompleteInputs)),
            ("files skipped, no log exports", String(ledger.skippedFiles)),
            ("bytes read", Wording.bytes(ledger.bytesRead)),
            ("bytes after decompression", Wording.bytes(ledger.bytesDecoded)),
            ("distinct entries", String(ledger.entries)),
            ("repeated entries", String(ledger.duplicates)),
            ("pieces that are no JSON", String(ledger.malformed)),
            ("entries read after a repair", String(ledger.repaired)),
            ("entries without a time", String(ledger.withoutTimestamp)),
            ("entries outside the time asked for", String(ledger.outOfRange)),
            ("matches given up at a regex limit", String(ledger.regexLimitHits)),
            ("pieces of state dropped", String(ledger.evicted)),
            ("first entry", ledger.firstTimestamp.map { Wording.time($0, in: zone) } ?? "none"),
            ("last entry", ledger.lastTimestamp.map { Wording.time($0, in: zone) } ?? "none"),
        ]
    }

    /// `exports/b.json:7, byte 1234`.
    static func place(_ problem: InputProblem) -> String {
        let line = problem.line.map { ":\($0)" } ?? ""
        let offset = problem.offset.map { ", byte \($0)" } ?? ""
        return "\(Wording.path(problem.path))\(line)\(offset)"
    }

    /// What keeps "nothing found" from meaning "there is nothing".
    static func gaps(_ ledger: Ledger) -> [String] {
        let inputs = Wording.count(ledger.inputs, "input", "inputs")
        let gaps: [(Int, String)] = [
            (ledger.incompleteInputs, "\(ledger.incompleteInputs) of \(inputs) not in full"),
            (ledger.malformed, "\(Wording.count(ledger.malformed, "piece is", "pieces are")) no JSON"),
            (
                ledger.withoutTimestamp,
                "\(Wording.count(ledger.withoutTimestamp, "entry", "entries")) without a time not correlated"
            ),
            (
                ledger.regexLimitHits,
                "\(Wording.count(ledger.regexLimitHits, "match", "matches")) given up at a regex limit"
            ),
            (
                ledger.evicted,
                "\(Wording.count(ledger.evicted, "piece", "pieces")) of state dropped to keep within memory"
            ),
        ]
        return gaps.filter { $0.0 > 0 }.map(\.1)
    }
}
