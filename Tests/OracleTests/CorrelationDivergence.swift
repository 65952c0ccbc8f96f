/// Where correlations are meant to differ from the SQLite backend's, and why.
struct CorrelationDivergence: Sendable {
    let name: String
    let reason: String
    let applies: @Sendable (OracleCase, CorrelationShape) -> Bool

    init(
        _ name: String, _ reason: String,
        _ applies: @escaping @Sendable (OracleCase, CorrelationShape) -> Bool
    ) {
        self.name = name
        self.reason = reason
        self.applies = applies
    }
}

enum CorrelationDivergences {
    static let all = [
        CorrelationDivergence(
            "empty text", "an empty id names nobody: it is no group and no value; SQLite counts it"
        ) { test, shape in relevant(test, shape).contains("") },
        CorrelationDivergence(
            "ids that differ in case", "ids are opaque and compared as bytes; SQLite folds ASCII letters"
        ) { test, shape in
            let texts = Set(relevant(test, shape))
            return Set(texts.map { $0.lowercased() }).count < texts.count
                || texts.contains { $0 != $0.lowercased() }
        },
        CorrelationDivergence(
            "entries without a value to count",
            "they take no part in a value_count; in SQLite their time ends a window as well, which shows "
                + "where a small count fires"
        ) { test, shape in !shape.isMonotone && hasUncounted(test, shape) },
    ]

    /// Whether an entry that may match has no value of the field that is counted.
    static func hasUncounted(_ test: OracleCase, _ shape: CorrelationShape) -> Bool {
        guard let field = shape.valueField else { return false }
        return test.entries.contains { ($0.fields[field] ?? .null) == .null }
    }

    /// All texts that make groups or are counted.
    private static func relevant(_ test: OracleCase, _ shape: CorrelationShape) -> [String] {
        let fields = Set(shape.groupFields.flatMap { $0 } + [shape.valueField].compactMap { $0 })
        return test.entries.flatMap { entry in fields.compactMap { entry.fields[$0]?.string } }
    }
}
