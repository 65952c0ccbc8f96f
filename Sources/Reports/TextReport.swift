import Model

/// Writes a report for people: what was found, the proof, and what was read.
///
/// Whatever comes from logs, paths or rules is shown with its control characters, terminal escapes and
/// bidirectional controls made visible. Times are those of the report's zone and say so. A report that was compared
/// with nothing and suppresses nothing says nothing of statuses.
public enum TextReport {
    public struct Options: Hashable, Sendable {
        /// Columns of a line; below 40 it is taken as 40.
        public var width: Int
        /// Whether levels are coloured.
        public var color: Bool
        /// How many incidents were found besides those of the report.
        public var hidden: Int

        public init(width: Int = 80, color: Bool = false, hidden: Int = 0) {
            self.width = width
            self.color = color
            self.hidden = hidden
        }
    }

    public static func write(
        _ report: Report, options: Options = Options(), to sink: inout some ReportSink
    ) throws {
        var page = TextPage(width: options.width, color: options.color)
        TextHeadline.write(report, hidden: options.hidden, to: &page)
        let zone = report.context.zone
        for incident in report.incidents where incident.status.isActive {
            page.blank()
            TextIncident.write(incident, zone: zone, showsStatus: !report.isPlain, to: &page)
            try page.buffer.drain(to: &sink)
        }
        try TextInactive.write(report, to: &page, sink: &sink)
        page.blank()
        TextLedger.write(report.ledger, zone: zone, to: &page)
        try page.buffer.flush(to: &sink)
    }
}

/// The first lines: how much was found, and how far that can be relied on.
enum TextHeadline {
    static func write(_ report: Report, hidden: Int, to page: inout TextPage) {
        page.paragraph(found(report, hidden: hidden))
        writeReading(report.ledger, to: &page)
    }

    /// What was read, and how far it can be relied on.
    static func writeReading(_ ledger: Ledger, to page: inout TextPage) {
        if let first = ledger.firstTimestamp, let last = ledger.lastTimestamp {
            let inputs = Wording.count(ledger.inputs, "input", "inputs")
            let parts = ["Entries", "from"] + Wording.range(first, last) + ["in", "\(inputs)."]
            page.paragraph(parts.map { TextPiece($0) })
        }
        if ledger.outOfRange > 0 {
            let entries = Wording.count(ledger.outOfRange, "entry lies", "entries lie")
            page.paragraph("\(entries) outside the time asked for.")
        }
        let gaps = gaps(ledger)
        if gaps.isEmpty {
            page.paragraph("Everything was read and checked.")
        } else {
            let text = "\(gaps.joined(separator: "; ")). There may be more than is found here."
            page.paragraph(text, head: "Not everything was read and checked: ", style: .yellow)
        }
    }

    private static func found(_ report: Report, hidden: Int) -> String {
        let entries = Wording.count(report.ledger.entries, "entry", "entries")
        let others = Wording.count(hidden, "other is", "others are")
        guard !report.incidents.isEmpty else {
            return hidden > 0
                ? "No incidents of those asked for in \(entries); \(others) not shown."
                : "No incidents in \(entries)."
        }
        let levels = Level.allCases.reversed().compactMap { level in
            let count = report.incidents.count { $0.level == level }
            return count > 0 ? "\(count) \(level.name)" : nil
        }.joined(separator: ", ")
        let users = affectedUsers(report.incidents)
        return "\(Wording.count(report.incidents.count, "incident", "incidents")) in \(entries): \(levels)."
            + (users > 0 ? " \(Wording.count(users, "user", "users")) affected." : "")
            + (hidden > 0 ? " \(others) not shown." : "")
    }

    /// Ids of users are told apart by their bytes, not as text: two spellings of `é` are two users.
    private static func affectedUsers(_ incidents: [Incident]) -> Int {
        var users: Set<[UInt8]> = []
        for incident in incidents {
            for user in incident.users { users.insert(Array(user.utf8)) }
        }
        return users.count
    }

    /// What keeps "nothing found" from meaning "there is nothing".
    private static func gaps(_ ledger: Ledger) -> [String] {
        [
            (
                ledger.incompleteInputs,
                "\(ledger.incompleteInputs) of \(Wording.count(ledger.inputs, "input", "inputs")) not in full"
            ),
            (ledger.malformed, "\(Wording.count(ledger.malformed, "piece is", "pieces are")) no JSON"),
            (
                ledger.withoutTimestamp,
                "\(Wording.count(ledger.withoutTimestamp, "entry", "entries")) without a time not correlated"
            ),
            (
                ledger.regexLimitHits,
                "\(Wording.count(ledger.regexLimitHits, "match", "matches")) given up at a regex limit"
            ),
            (
                ledger.evicted,
                "\(Wording.count(ledger.evicted, "piece", "pieces")) of state dropped to keep within memory"
            ),
        ].filter { $0.0 > 0 }.map(\.1)
    }
}
