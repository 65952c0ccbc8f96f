import Model

/// Where incidents come from: by component, service and revision.
enum HTMLBreakdown {
    private static let rowLimit = 50

    static func write(_ incidents: [Incident], zone: Zone, to writer: inout HTMLWriter) {
        writer.element("section", HTMLAttribute("aria-labelledby", "where")) { writer in
            writer.element("h2", .id("where"), text: "Where")
            let parts = [
                ("component", Breakdown(incidents, names: Breakdown.components)),
                ("service", Breakdown(incidents, names: Breakdown.services)),
                ("revision", Breakdown(incidents, names: Breakdown.revisions)),
            ]
            for (name, breakdown) in parts where !breakdown.rows.isEmpty {
                table(name, breakdown, zone: zone, to: &writer)
            }
        }
        writer.newline()
    }

    private static func table(
        _ name: String, _ breakdown: Breakdown, zone: Zone, to writer: inout HTMLWriter
    ) {
        let table = HTMLTable(
            caption: "Active incidents by \(name)",
            columns: [
                .text(name), .text("worst"), .number("incidents"), .number("users"), .time("first seen"),
            ])
        table.write(to: &writer) { rows, writer in
            for row in breakdown.rows.prefix(rowLimit) {
                rows.row(to: &writer) { number, writer in
                    switch number {
                    case 0: writer.text(row.name)
                    case 1: writer.element("span", .css("badge \(row.level.name)"), text: row.level.name)
                    case 2: writer.text(String(row.incidents))
                    case 3: writer.text(String(row.userCount))
                    default: writer.text(row.firstSeen.map { Wording.second($0, in: zone) } ?? "no time")
                    }
                }
            }
        }
        let more = breakdown.rows.count - rowLimit
        if more > 0 { writer.element("p", .css("quiet"), text: "and \(more) more") }
    }
}
