import Model

/// Says on standard error that not everything was read: reports are piped away.
enum LedgerWarnings {
    /// - Parameter missing: How many inputs do not exist, which was said before.
    static func print(_ ledger: Ledger, missing: Int) {
        let unread = ledger.incompleteInputs - missing
        if unread > 0 {
            let inputs = ledger.inputs == 1 ? "input" : "inputs"
            Message.print("\(unread) of \(ledger.inputs) \(inputs) could not be read in full:")
            for problem in ledger.problems.lazy.filter({ $0.kind == .input }).prefix(5) {
                let name = problem.path == "-" ? "standard input" : problem.path
                Message.print("  \(name): \(problem.reason)")
            }
        }
        if ledger.malformed > 0 {
            let pieces = ledger.malformed == 1 ? "piece is no log entry" : "pieces are no log entries"
            Message.print("\(ledger.malformed) \(pieces); skipped")
        }
        if ledger.regexLimitHits > 0 {
            let times = ledger.regexLimitHits == 1 ? "once" : "\(ledger.regexLimitHits) times"
            Message.print("patterns gave up \(times); see the ledger")
        }
    }
}
