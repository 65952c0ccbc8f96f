/// crosstalk's time as a share of somebody's: what of one run can be held against another machine's.
struct Ratio: Codable {
    let of: String
    let to: String
    let value: Double
    /// What it should be at most; nil where it is only told.
    let limit: Double?

    /// Pairs that read the same bytes. Two commands on the right are taken together.
    static func all(of results: [Result]) -> [Ratio] {
        let times = Dictionary(uniqueKeysWithValues: results.map { ($0.contender.id, $0.medianSeconds) })
        func ratio(_ left: String, _ right: [String], _ name: String, limit: Double?) -> Ratio? {
            let parts = right.compactMap { times[$0] ?? nil }
            guard let time = times[left] ?? nil, parts.count == right.count else { return nil }
            return Ratio(of: left, to: name, value: time / parts.reduce(0, +), limit: limit)
        }
        var ratios = [
            ratio("crosstalk .gz", ["igzip -dc .gz"], "igzip -dc", limit: 1.3),
            ratio("crosstalk .gz", ["pigz -dc .gz"], "pigz -dc", limit: 1.15),
            ratio("crosstalk .gz", ["gzip -dc .gz"], "gzip -dc", limit: nil),
            ratio("crosstalk .gz", ["rg -z -P .gz"], "rg -z -P", limit: 0.2),
            ratio("crosstalk .gz", ["rg -z .gz"], "rg -z", limit: nil),
            ratio("crosstalk ingest .gz", ["crosstalk .gz"], "crosstalk .gz", limit: 2),
        ]
        for input in [".gz", ".ndjson"] {
            let queries = ["duckdb matches \(input)", "duckdb conflicts \(input)"]
            ratios.append(ratio("crosstalk \(input)", queries, "both DuckDB queries", limit: 0.2))
        }
        return ratios.compactMap { $0 }
    }
}
