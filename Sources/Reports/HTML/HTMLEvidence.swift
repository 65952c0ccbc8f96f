import Model

/// The entries that prove an incident.
struct HTMLEvidence {
    let incident: Incident
    let zone: Zone
    let limit: Int

    /// Columns of a message, at most; the source says where the rest is.
    private static let messageLimit = 4000

    func write(to writer: inout HTMLWriter) {
        writer.element("h4", text: "Evidence")
        writer.element("ol", .css("evidence")) { writer in
            for evidence in incident.evidence.prefix(limit) { item(evidence, to: &writer) }
        }
        let more = incident.count - min(incident.evidence.count, limit)
        if more > 0 {
            let entries = Wording.count(more, "more entry", "more entries")
            writer.element("p", .css("quiet"), text: "and \(entries) not shown here")
        }
    }

    private func item(_ evidence: Evidence, to writer: inout HTMLWriter) {
        writer.element("li") { writer in
            writer.element("p", .css("line")) { writer in
                writer.element(
                    "span", text: evidence.timestamp.map { Wording.time($0, in: zone) } ?? "no time")
                writer.text(" ")
                writer.element("span", .css("severity"), text: "\(evidence.severity.name)")
                writer.text(" ")
                writer.element("code", text: incident.weightiestRule(of: evidence) ?? "no rule")
            }
            let message = VisibleText.of(evidence.message, width: Self.messageLimit)
            writer.element("p", .css("message")) { $0.element("code", text: message) }
            writer.element("p", .css("source quiet")) { writer in
                let source = evidence.source
                writer.element("code", text: "\(Wording.path(source.path)):\(source.line)")
            }
            writer.element("p", .css("source quiet")) { writer in
                writer.text("sha256 ")
                writer.element("code", text: evidence.sha256)
            }
        }
    }
}
