import Sigma

/// What a correlation of a case asks for.
struct CorrelationShape: Sendable {
    /// A rule that it lists.
    struct Source: Sendable {
        /// Values of `kind` that the detection matches.
        var kinds: [String] = []
        /// The title of the correlation that it is, if it is one.
        var child: String?
        /// The fields of `groupBy` in that rule.
        var groupFields: [String] = []
        /// The field that is counted or measured.
        var valueField: String?
    }

    var kind: CaseKind
    var sources: [Source] = []
    var groupBy: [String] = []
    /// Milliseconds.
    var span = 0
    /// As the rule writes it.
    var condition = ""
    /// The titles of the correlations that it builds on.
    var children: [String] { sources.compactMap(\.child) }

    var isNumeric: Bool {
        [.valueSum, .valueAverage, .valuePercentile, .valueMedian].contains(kind)
    }

    /// One value or more, or two: crosstalk keeps the whole stretch in which two users were seen, and its ends.
    var isConflict: Bool {
        kind == .valueCount && children.isEmpty
            && Set(sources.map(\.valueField)).count == 1 && Set(sources.map(\.groupFields)).count == 1
            && ["gte: 1,", "gt: 0,", "gte: 2,", "gt: 1,"].contains { condition.contains($0) }
    }

    /// An entry that takes part, as one of the rules sees it.
    struct Member: Sendable {
        let entry: Int
        let time: Int
        let source: Int
        let group: [String]
    }

    /// The entries that take part, those without a value to count left out.
    func members(_ entries: [OracleEntry]) -> [Member] {
        sources.enumerated().flatMap { index, source in
            entries.enumerated().compactMap { number, entry in
                guard let time = entry.time, source.kinds.contains(entry.fields["kind"]?.string ?? ""),
                    hasValue(entry, source)
                else { return nil }
                let group = source.groupFields.compactMap { entry.id($0) }
                guard group.count == source.groupFields.count else { return nil }
                return Member(
                    entry: number, time: time, source: index, group: group.map(OracleCase.token))
            }
        }
    }

    private func hasValue(_ entry: OracleEntry, _ source: Source) -> Bool {
        guard let field = source.valueField else { return true }
        guard isNumeric else { return entry.id(field) != nil }
        switch entry.fields[field] {
        case .integer, .decimal: return true
        // Not what only programming languages take for a number.
        case .text(let text):
            return Double(text) != nil && text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
        default: return false
        }
    }
}
