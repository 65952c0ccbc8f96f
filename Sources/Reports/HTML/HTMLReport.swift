import Model

/// Writes a report as one HTML page that stands alone: no outside resource, no inline event, and one style and
/// one script that the page's own content security policy names by their hashes.
///
/// All essentials are there without the script, which only filters. Text of logs is escaped as it is written, with
/// hidden characters made visible.
public enum HTMLReport {
    /// - Parameter hidden: How many incidents were found besides those of the report.
    public static func write(
        _ report: Report, tool: ReportTool, hidden: Int = 0, to sink: inout some ReportSink
    ) throws {
        var writer = HTMLWriter()
        writer.verbatim("<!DOCTYPE html>\n")
        try writer.element("html", HTMLAttribute("lang", "en")) { writer in
            HTMLHead.write(report, to: &writer)
            try writer.element("body") { writer in
                writer.element("a", .css("skip"), .place("incidents"), text: "Skip to the incidents")
                HTMLHeadline.write(report, tool: tool, hidden: hidden, to: &writer)
                try writer.element("main") { try writeMain(report, to: &$0, sink: &sink) }
                writer.element("script") { $0.verbatim(HTMLScript.text) }
            }
        }
        writer.newline()
        try writer.buffer.flush(to: &sink)
    }

    private static func writeMain(
        _ report: Report, to writer: inout HTMLWriter, sink: inout some ReportSink
    ) throws {
        let active = report.incidents.filter(\.status.isActive)
        let zone = report.context.zone
        HTMLFigures.write(report, to: &writer)
        if let timeline = Timeline(active, context: report.context) {
            HTMLTimeline.write(timeline, zone: zone, to: &writer)
        }
        try HTMLIncidents.write(report, to: &writer, sink: &sink)
        let exposure = Exposure(active)
        if !exposure.links.isEmpty { HTMLExposure.write(exposure, to: &writer) }
        if !active.isEmpty { HTMLBreakdown.write(active, zone: zone, to: &writer) }
        if !report.context.suppressions.isEmpty { HTMLSuppressions.write(report.context, to: &writer) }
        HTMLLedger.write(report.ledger, zone: zone, to: &writer)
    }
}

/// What stands in the page's head.
enum HTMLHead {
    static let policy =
        "default-src 'none'; style-src 'sha256-\(HTMLStyle.sha256)'; "
        + "script-src 'sha256-\(HTMLScript.sha256)'; base-uri 'none'; form-action 'none'"

    static func write(_ report: Report, to writer: inout HTMLWriter) {
        writer.element("head") { writer in
            writer.void("meta", HTMLAttribute("charset", "utf-8"))
            writer.void(
                "meta", HTMLAttribute("http-equiv", "Content-Security-Policy"),
                HTMLAttribute("content", policy))
            meta("viewport", "width=device-width, initial-scale=1", to: &writer)
            meta("color-scheme", "light dark", to: &writer)
            meta("referrer", "no-referrer", to: &writer)
            writer.element("title", text: title(report))
            writer.element("style") { $0.verbatim(HTMLStyle.text) }
        }
        writer.newline()
    }

    private static func meta(_ name: String, _ content: String, to writer: inout HTMLWriter) {
        writer.void("meta", HTMLAttribute("name", name), HTMLAttribute("content", content))
    }

    private static func title(_ report: Report) -> String {
        let total = report.figures.total
        return total == 0
            ? "No incidents – isolation report"
            : "\(Wording.count(total, "incident", "incidents")) – isolation report"
    }
}
