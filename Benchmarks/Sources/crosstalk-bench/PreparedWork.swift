import Measurement
import Workload

/// What the note beside the files says.
struct PreparedWork: Codable {
    let plan: WorkloadPlan
    /// Whether the entries are there as plain text too.
    let isPlain: Bool
    /// Into how many compressed files they are cut as well.
    let files: Int
    let summary: WorkloadSummary
    let compressedBytes: Int

    /// What crosstalk may use at most: 150 MB, 16 bytes an entry to know repeats, 100 bytes a distinct scope id.
    var allowedPeakBytes: Int {
        150_000_000 + 16 * summary.entries + 100 * summary.scopeIDs
    }

    /// One line.
    var headline: String {
        let ratio = Double(summary.bytes) / Double(max(1, compressedBytes))
        return "\(summary.entries) entries, \(summary.bytes) bytes, CRC-32 \(summary.crc32), "
            + "\(compressedBytes) bytes compressed (\(decimal(ratio, 1)) : 1)"
    }

    /// The headline and what is in them.
    var lines: [String] {
        let planted = summary.planted.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return [
            "\(headline), seed \(plan.seed)",
            "\(summary.withoutSeverity) entries without severity, \(summary.withIDsInText) with ids in their text",
            "\(summary.requests) requests, \(summary.connections) connections, as many threads and runs",
            "planted: \(planted.isEmpty ? "nothing" : planted.joined(separator: ", "))",
        ]
    }
}
