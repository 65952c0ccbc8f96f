import Model

/// The page's header: what the report is about, and the sentences of every form for people.
enum HTMLHeadline {
    static func write(
        _ report: Report, tool: ReportTool, hidden: Int, to writer: inout HTMLWriter
    ) {
        let context = report.context
        writer.element("header") { writer in
            writer.element("p", .css("tool"), text: "\(tool.name) \(tool.version)")
            writer.element("h1", text: "Isolation report")
            for sentence in Headline.subject(context) {
                writer.element("p", .css("subject"), text: sentence)
            }
            writer.element("p", .css("found"), text: Headline.found(report, hidden: hidden))
            if let statuses = Headline.statuses(report) { writer.element("p", text: statuses) }
            let span = Headline.span(report.ledger, zone: context.zone).joined(separator: " ")
            let outside = Headline.outside(report.ledger) ?? ""
            let made = context.madeAt.map { "Made at \(Wording.time($0, in: context.zone))." } ?? ""
            let rest = [span, outside, made].filter { !$0.isEmpty }.joined(separator: " ")
            if !rest.isEmpty { writer.element("p", .css("quiet"), text: rest) }
            writeGaps(LedgerWording.gaps(report.ledger), to: &writer)
        }
        writer.newline()
    }

    private static func writeGaps(_ gaps: [String], to writer: inout HTMLWriter) {
        guard !gaps.isEmpty else {
            writer.element("p", .css("quiet"), text: Headline.complete)
            return
        }
        writer.element("p", .css("warning")) { writer in
            writer.element("strong", text: Headline.incomplete)
            writer.text(Headline.gaps(gaps))
        }
    }
}

/// The headline numbers, each with its change against the period before where that is known.
enum HTMLFigures {
    static func write(_ report: Report, to writer: inout HTMLWriter) {
        let (now, before) = (report.figures, report.context.previous)
        writer.element("section", HTMLAttribute("aria-labelledby", "figures")) { writer in
            writer.element("h2", .id("figures"), text: "At a glance")
            writer.element("dl", .css("figures")) { writer in
                for (name, label, value) in numbers {
                    figure(
                        name, label, now: value(now), before: before.map(value), style: "plain", to: &writer)
                }
            }
            writer.element("dl", .css("figures levels")) { writer in
                for level in Level.allCases.reversed() {
                    figure(
                        level.name, level.name, now: now.active[level, default: 0],
                        before: before.map { $0.active[level, default: 0] }, style: level.name, to: &writer)
                }
            }
        }
        writer.newline()
    }

    private static let numbers: [(String, String, @Sendable (ReportFigures) -> Int)] = [
        ("total", "active incidents", { $0.total }), ("users", "users affected", { $0.users }),
        ("evidence", "entries of evidence", { $0.evidence }), ("new", "new", { $0.new }),
        ("ongoing", "ongoing", { $0.ongoing }), ("resolved", "resolved", { $0.resolved }),
        ("suppressed", "suppressed", { $0.suppressed }),
    ]

    private static func figure(
        _ name: String, _ label: String, now: Int, before: Int?, style: String, to writer: inout HTMLWriter
    ) {
        writer.element("div", .css(now == 0 ? "figure none" : "figure \(style)")) { writer in
            writer.element("dt", text: label)
            writer.element("dd") { writer in
                writer.element("span", .css("number"), HTMLAttribute("data-figure", name), text: String(now))
                if let before { writer.element("span", .css("change"), text: change(now - before)) }
            }
        }
    }

    private static func change(_ difference: Int) -> String {
        if difference == 0 { return "as before" }
        return difference > 0 ? "\(difference) more" : "\(-difference) fewer"
    }
}
