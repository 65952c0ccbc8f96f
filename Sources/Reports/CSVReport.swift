import Model

/// Writes incidents as rows of a table (RFC 4180): a header, then one row an incident, lines ended by CR LF.
///
/// Members of a list are divided by `;`. Ids are exact but for one thing: a cell that a spreadsheet would take for
/// a formula begins with an apostrophe.
public enum CSVReport {
    public static let columns = [
        "id", "level", "confidence", "status", "title", "categories", "users", "cut_users", "scopes",
        "services",
        "revisions", "flows", "first_seen", "last_seen", "count", "rules", "components", "suppression_reason",
        "suppression_author", "suppression_expires",
    ]

    public static func write(_ report: Report, to sink: inout some ReportSink) throws {
        var buffer = ReportBuffer()
        append(columns, to: &buffer)
        for incident in report.incidents {
            append(cells(incident), to: &buffer)
            try buffer.drain(to: &sink)
        }
        try buffer.flush(to: &sink)
    }

    private static func cells(_ incident: Incident) -> [String] {
        let rules = incident.signals.map(\.rule)
        return [
            incident.id, incident.level.name, incident.confidence.rawValue, incident.status.rawValue,
            VisibleText.of(incident.title), list(incident.categories.map(\.rawValue)), list(incident.users),
            list(incident.cutUsers), list(scopes(incident)), list(incident.services),
            list(incident.revisions), list(incident.flows.map(flow)),
            incident.firstSeen?.description ?? "", incident.lastSeen?.description ?? "",
            String(incident.count), list(rules.map(\.name)), list(ExactText.union(rules.map(\.components))),
            VisibleText.of(incident.suppression?.reason ?? ""),
            VisibleText.of(incident.suppression?.author ?? ""),
            incident.suppression?.expires.description ?? "",
        ]
    }

    private static func list(_ items: [String]) -> String { items.joined(separator: ";") }

    /// `request_id=req_1`.
    private static func scopes(_ incident: Incident) -> [String] {
        incident.scopes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .flatMap { scope in scope.value.map { "\(scope.key)=\($0)" } }
    }

    /// `alice>bob`, or `alice<>bob` where the direction is not known.
    private static func flow(_ flow: DataFlow) -> String {
        flow.from + (flow.isDirected ? ">" : "<>") + flow.to
    }

    private static func append(_ cells: [String], to buffer: inout ReportBuffer) {
        for (number, cell) in cells.enumerated() {
            if number > 0 { buffer.append(0x2C) }
            append(cell, to: &buffer)
        }
        buffer.append("\r\n")
    }

    private static func append(_ cell: String, to buffer: inout ReportBuffer) {
        let text = isFormula(cell) ? "'" + cell : cell
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }) else {
            buffer.append(text)
            return
        }
        buffer.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    /// Whether a spreadsheet would compute the cell instead of showing it, now or after taking white space off.
    private static func isFormula(_ cell: String) -> Bool {
        switch cell.utf8.first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0A, 0x0D: true
        default: false
        }
    }
}
