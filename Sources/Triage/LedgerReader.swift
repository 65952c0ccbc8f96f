import Model

/// Reads the members of `ledger`.
enum LedgerReader {
    static func read(_ object: JSONObject) throws -> Ledger {
        var ledger = Ledger()
        ledger.inputs = try object.count("inputs")
        ledger.incompleteInputs = try object.count("incomplete_inputs")
        ledger.skippedFiles = try object.count("skipped_files")
        ledger.bytesRead = try object.count("bytes_read")
        ledger.bytesDecoded = try object.count("bytes_decoded")
        ledger.entries = try object.count("entries")
        ledger.duplicates = try object.count("duplicates")
        ledger.malformed = try object.count("malformed")
        ledger.repaired = try object.count("repaired")
        ledger.withoutTimestamp = try object.count("without_timestamp")
        ledger.outOfRange = try object.count("out_of_range")
        ledger.regexLimitHits = try object.count("regex_limit_hits")
        ledger.evicted = try object.count("evicted")
        ledger.firstTimestamp = try object.timestamp("first_timestamp")
        ledger.lastTimestamp = try object.timestamp("last_timestamp")
        ledger.problems = try object.objects("problems", problem)
        ledger.problemsOmitted = try object.count("problems_omitted")
        return ledger
    }

    private static func problem(_ object: JSONObject) throws -> InputProblem {
        InputProblem(
            path: try object.string("path"), line: try object.optionalCount("line"),
            offset: try object.optionalCount("offset"), reason: try object.string("reason"))
    }
}
