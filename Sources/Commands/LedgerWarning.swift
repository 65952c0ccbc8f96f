import Model

/// What is said on standard error where not everything was read: reports are piped away.
enum LedgerWarning {
    /// - Parameter missing: How many inputs do not exist; somebody else has said so.
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
