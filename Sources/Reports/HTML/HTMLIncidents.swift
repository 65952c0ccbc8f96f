import Model

/// The list of incidents with its filter, which the script shows.
enum HTMLIncidents {
    /// A browser lays out a list of more incidents only where it is looked at.
    private static let manyIncidents = 100
    /// Of a report with more incidents, only the start of each one's evidence is shown.
    private static let fullIncidents = 500
    private static let fewEvidence = 10

    static func write(
        _ report: Report, to writer: inout HTMLWriter, sink: inout some ReportSink
    ) throws {
        let limit = report.incidents.count > fullIncidents ? fewEvidence : Int.max
        let showsStatus = !report.isPlain
        try writer.element(
            "section", .css(report.incidents.count > manyIncidents ? "incidents many" : "incidents"),
            HTMLAttribute("aria-labelledby", "incidents")
        ) {
            writer in
            writer.element("h2", .id("incidents"), HTMLAttribute("tabindex", "-1"), text: "Incidents")
            if report.incidents.isEmpty {
                writer.element("p", text: "There are none.")
            } else if report.incidents.count > 1 {
                HTMLFilter.write(report.incidents, to: &writer)
            }
            for incident in report.incidents {
                HTMLIncident(
                    incident: incident, zone: report.context.zone, showsStatus: showsStatus,
                    evidenceLimit: limit
                ).write(to: &writer)
                try writer.buffer.drain(to: &sink)
            }
        }
        writer.newline()
    }
}

/// The filter's fields; hidden until the script is there to serve them.
enum HTMLFilter {
    static func write(_ incidents: [Incident], to writer: inout HTMLWriter) {
        let levels = Level.allCases.reversed().filter { level in incidents.contains { $0.level == level } }
        let statuses = IncidentStatus.allCases.filter { status in
            incidents.contains { $0.status == status }
        }
        writer.element(
            "div", .id("filter"), HTMLAttribute("role", "search"), .label("Filter the incidents"),
            HTMLAttribute("hidden")
        ) { writer in
            writer.element("p", .css("words")) { writer in
                writer.element("label", HTMLAttribute("for", "filter-text"), text: "Show incidents that hold")
                writer.void(
                    "input", .id("filter-text"), HTMLAttribute("type", "search"),
                    HTMLAttribute("autocomplete", "off"), HTMLAttribute("spellcheck", "false"),
                    HTMLAttribute("placeholder", "a user, an id, a rule, a word"))
            }
            boxes("Level", name: "level", values: levels.map(\.name), to: &writer)
            if statuses.count > 1 {
                boxes("Status", name: "status", values: statuses.map(\.rawValue), to: &writer)
            }
            writer.element(
                "p", .id("filter-count"), HTMLAttribute("role", "status"),
                HTMLAttribute("aria-live", "polite"), text: "All \(incidents.count) incidents are shown.")
        }
        writer.newline()
    }

    private static func boxes(
        _ legend: String, name: String, values: [String], to writer: inout HTMLWriter
    ) {
        writer.element("fieldset") { writer in
            writer.element("legend", text: legend)
            for value in values {
                writer.element("label") { writer in
                    writer.void(
                        "input", HTMLAttribute("type", "checkbox"), HTMLAttribute("name", name),
                        HTMLAttribute("value", value), HTMLAttribute("checked"))
                    writer.text(value)
                }
            }
        }
    }
}
