import Model

extension Report {
    /// Whether it was compared with nothing and suppresses nothing: all it found is new.
    var isPlain: Bool { context.isEmpty && incidents.allSatisfy { $0.status == .new } }
}

extension ReportContext {
    /// Whether it says nothing. A zone alone says nothing: times show it.
    var isEmpty: Bool {
        since == nil && until == nil && previous == nil && suppressions.isEmpty && baseline == nil
            && madeAt == nil
    }
}

/// The first sentences of a report for people: how much was found, and how far that can be relied on.
enum Headline {
    /// What the report is about and was compared with; empty where it is plain.
    static func subject(_ context: ReportContext) -> [String] {
        var sentences: [String] = []
        let zone = context.zone
        switch (context.since, context.until) {
        case (let since?, let until?):
            let range = "\(Wording.time(since, in: zone)) to \(Wording.time(until, in: zone))"
            sentences.append("Incidents active from \(range) (\(VisibleText.of(zone.name))).")
        case (let since?, nil): sentences.append("Incidents active since \(Wording.time(since, in: zone)).")
        case (nil, let until?): sentences.append("Incidents active before \(Wording.time(until, in: zone)).")
        case (nil, nil): break
        }
        if let baseline = context.baseline {
            sentences.append("Compared with \(Wording.path(baseline)).")
        }
        return sentences
    }

    /// How many incidents in how many entries.
    /// - Parameter hidden: How many incidents were found besides those of the report.
    static func found(_ report: Report, hidden: Int) -> String {
        let entries = Wording.count(report.ledger.entries, "entry", "entries")
        let others = Wording.count(hidden, "other is", "others are")
        let figures = report.figures
        guard figures.total > 0 else {
            let none = report.incidents.isEmpty ? "No incidents" : "No active incidents"
            return hidden > 0
                ? "\(none) of those asked for in \(entries); \(others) not shown." : "\(none) in \(entries)."
        }
        let nouns = report.isPlain ? ("incident", "incidents") : ("active incident", "active incidents")
        let levels = Level.allCases.reversed().compactMap { level in
            figures.active[level].map { "\($0) \(level.name)" }
        }.joined(separator: ", ")
        return "\(Wording.count(figures.total, nouns.0, nouns.1)) in \(entries): \(levels)."
            + (figures.users > 0 ? " \(Wording.count(figures.users, "user", "users")) affected." : "")
            + (hidden > 0 ? " \(others) not shown." : "")
    }

    /// `3 new, 1 ongoing, 2 resolved, 1 suppressed.`, with what changed; nil where the report is plain.
    static func statuses(_ report: Report) -> String? {
        guard !report.isPlain else { return nil }
        let figures = report.figures
        let parts = [
            "\(figures.new) new", "\(figures.ongoing) ongoing", "\(figures.resolved) resolved",
            "\(figures.suppressed) suppressed",
        ]
        return parts.joined(separator: ", ") + "." + (change(report).map { " " + $0 } ?? "")
    }

    /// How the number of active incidents compares with the stretch before.
    private static func change(_ report: Report) -> String? {
        guard let previous = report.context.previous else { return nil }
        let difference = report.figures.total - previous.total
        if difference == 0 { return "As many active as in the period before." }
        let word = difference > 0 ? "more" : "fewer"
        return "\(abs(difference)) \(word) active than in the period before, which had \(previous.total)."
    }

    /// Whether everything was read, in a sentence; `gaps` stand between the two parts.
    static let complete = "Everything was read and checked."
    static let incomplete = "Not everything was read and checked: "

    static func gaps(_ gaps: [String]) -> String {
        "\(gaps.joined(separator: "; ")). There may be more than is found here."
    }

    /// From when to when entries were read; empty without a time.
    static func span(_ ledger: Ledger, zone: Zone) -> [String] {
        guard let first = ledger.firstTimestamp, let last = ledger.lastTimestamp else { return [] }
        let inputs = Wording.count(ledger.inputs, "input", "inputs")
        return ["Entries", "from"] + Wording.range(first, last, in: zone) + ["in", "\(inputs)."]
    }

    /// Of entries outside the time asked for; nil where there are none.
    static func outside(_ ledger: Ledger) -> String? {
        guard ledger.outOfRange > 0 else { return nil }
        let entries = Wording.count(ledger.outOfRange, "entry lies", "entries lie")
        return "\(entries) outside the time asked for."
    }
}
