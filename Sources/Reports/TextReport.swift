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
