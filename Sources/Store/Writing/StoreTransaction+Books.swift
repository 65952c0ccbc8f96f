import GRDB
import Model

extension StoreTransaction {
    /// How far inputs have been read, as the reader of inputs wrote it down.
    public func marks() throws -> [String] {
        try String.fetchAll(database, sql: "SELECT mark FROM input ORDER BY number")
    }

    /// Writes down how far an input has been read, by a run that started then. What could not be read of that path
    /// before is no problem any more: it was read now, or the run says so again.
    public func put(mark: String, path: String, read: Timestamp, isIncomplete: Bool) throws {
        try execute("DELETE FROM problem WHERE path = ? AND is_of_input", [KeptText.kept(path)])
        try execute("UPDATE input SET is_incomplete = 0 WHERE path = ?", [KeptText.kept(path)])
        try execute(
            "INSERT OR REPLACE INTO input (path, mark, read, is_incomplete) VALUES (?, ?, ?, ?)",
            [KeptText.kept(path), KeptText.kept(mark), read.nanoseconds, isIncomplete])
    }

    /// Forgets a mark that another one stands for now, and what could not be read of its input then.
    public func remove(mark: String) throws {
        try execute(
            "DELETE FROM problem WHERE is_of_input AND path IN (SELECT path FROM input WHERE mark = ?)",
            [mark])
        try execute("DELETE FROM input WHERE mark = ?", [mark])
    }

    /// Forgets the oldest marks beyond a number of them.
    public func keepMarks(_ count: Int) throws {
        try execute(
            """
            DELETE FROM input WHERE number <= (SELECT number FROM input ORDER BY number DESC LIMIT 1 OFFSET ?)
            """, [count])
    }

    /// Adds what a run read to the books. Inputs that have a mark are not to be among the incomplete ones of its
    /// ledger: the mark says so itself, until the rest was read.
    public func insert(_ run: StoredRun) throws {
        let ledger = run.ledger
        try execute(
            """
            INSERT INTO run (started, inputs, incomplete_inputs, skipped_files, known_inputs, bytes_read, bytes_decoded,
                entries, duplicates, malformed, repaired, without_timestamp, out_of_range, regex_limit_hits, evicted,
                first, last, problems_omitted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                run.started.nanoseconds, ledger.inputs, ledger.incompleteInputs, ledger.skippedFiles,
                run.knownInputs, ledger.bytesRead, ledger.bytesDecoded, ledger.entries, ledger.duplicates,
                ledger.malformed, ledger.repaired, ledger.withoutTimestamp, ledger.outOfRange,
                ledger.regexLimitHits, ledger.evicted, ledger.firstTimestamp?.nanoseconds,
                ledger.lastTimestamp?.nanoseconds, ledger.problemsOmitted,
            ])
        let number = database.lastInsertedRowID
        for problem in ledger.problems {
            try execute(
                "INSERT INTO problem (run, path, line, offset, reason, is_of_input) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    number, KeptText.kept(problem.path), problem.line, problem.offset,
                    KeptText.kept(problem.reason),
                    problem.kind == .input,
                ])
        }
    }
}
