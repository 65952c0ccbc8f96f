import GRDB
import Model

extension StoreTransaction {
    /// How far inputs have been read, as the reader of inputs wrote it down.
    public func marks() throws -> [String] {
        try String.fetchAll(database, sql: "SELECT mark FROM input ORDER BY number")
    }

    /// Writes down how far an input has been read.
    public func put(mark: String, path: String) throws {
        try execute("INSERT OR REPLACE INTO input (path, mark) VALUES (?, ?)", [path, mark])
    }

    /// Forgets a mark that another one stands for now.
    public func remove(mark: String) throws {
        try execute("DELETE FROM input WHERE mark = ?", [mark])
    }

    /// Forgets the oldest marks beyond a number of them.
    public func keepMarks(_ count: Int) throws {
        try execute(
            """
            DELETE FROM input WHERE number <= (SELECT number FROM input ORDER BY number DESC LIMIT 1 OFFSET ?)
            """, [count])
    }

    /// Adds what a run read to the books.
    public func insert(_ run: StoredRun) throws {
        let ledger = run.ledger
        try execute(
            """
            INSERT INTO run (started, inputs, incomplete_inputs, skipped_files, known_inputs, bytes_read, bytes_decoded,
                entries, duplicates, malformed, repaired, without_timestamp, out_of_range, regex_limit_hits, evicted,
                first, last, problems)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                run.started.nanoseconds, ledger.inputs, ledger.incompleteInputs, ledger.skippedFiles,
                run.knownInputs, ledger.bytesRead, ledger.bytesDecoded, ledger.entries, ledger.duplicates,
                ledger.malformed, ledger.repaired, ledger.withoutTimestamp, ledger.outOfRange,
                ledger.regexLimitHits, ledger.evicted, ledger.firstTimestamp?.nanoseconds,
                ledger.lastTimestamp?.nanoseconds, ledger.problems.count + ledger.problemsOmitted,
            ])
        let number = database.lastInsertedRowID
        for problem in ledger.problems {
            try execute(
                "INSERT INTO problem (run, path, line, offset, reason) VALUES (?, ?, ?, ?, ?)",
                [number, problem.path, problem.line, problem.offset, problem.reason])
        }
    }
}
