import Model

/// One incident, to open and close.
struct HTMLIncident {
    let incident: Incident
    let zone: Zone
    /// Whether to say if it is known from before.
    let showsStatus: Bool
    let evidenceLimit: Int

    private static let idLimit = 50

    /// Where it is on the page.
    static func place(_ id: String) -> String { "incident-" + id }

    func write(to writer: inout HTMLWriter) {
        writer.element(
            "article", .css("incident \(incident.level.name)"), .id(Self.place(incident.id)),
            HTMLAttribute("data-level", incident.level.name),
            HTMLAttribute("data-status", incident.status.rawValue)
        ) { writer in
            writer.element("details") { writer in
                summary(to: &writer)
                writer.element("div", .css("body")) { writer in
                    advice(to: &writer)
                    facts(to: &writer)
                    rules(to: &writer)
                    HTMLEvidence(incident: incident, zone: zone, limit: evidenceLimit).write(to: &writer)
                }
            }
        }
        writer.newline()
    }

    private func summary(to writer: inout HTMLWriter) {
        writer.element("summary") { writer in
            writer.element("span", .css("badges")) { writer in
                writer.element("span", .css("badge \(incident.level.name)"), text: incident.level.name)
                if showsStatus {
                    writer.element("span", .css("badge status"), text: incident.status.rawValue)
                }
            }
            writer.element("h3", text: incident.title)
            writer.element("span", .css("quiet"), text: digest)
        }
    }

    /// When, how long and how often, in one line.
    private var digest: String {
        var parts: [String] = []
        if let first = incident.firstSeen, let last = incident.lastSeen {
            parts.append(Wording.second(first, in: zone))
            if first != last { parts.append(Wording.duration(first.distance(to: last))) }
        } else {
            parts.append("at an unknown time")
        }
        if !incident.users.isEmpty { parts.append(Wording.count(incident.users.count, "user", "users")) }
        parts.append(Wording.count(incident.count, "entry", "entries"))
        return parts.joined(separator: " · ")
    }

    private func advice(to writer: inout HTMLWriter) {
        writer.element("p", .css("what"), text: IncidentWording.what(incident))
        if let suppression = incident.suppression {
            writer.element("p", .css("note")) { writer in
                writer.element("strong", text: "Suppressed: ")
                writer.text(IncidentWording.suppression(suppression, zone: zone))
            }
        }
        guard let response = IncidentWording.response(incident) else { return }
        writer.element("div", .css("todo")) { writer in
            writer.element("h4", text: "What to do")
            writer.element("p", text: response)
        }
    }

    private func facts(to writer: inout HTMLWriter) {
        writer.element("dl", .css("facts")) { writer in
            fact("id", ids: [incident.id], to: &writer)
            if showsStatus { fact("status", IncidentWording.status(incident.status), to: &writer) }
            fact("sure", IncidentWording.sureness(incident.confidence), to: &writer)
            fact("when", when, to: &writer)
            fact("users", ids: incident.users, to: &writer)
            fact("cut ids", ids: incident.cutUsers.map { $0 + "…" }, to: &writer)
            fact("exposure", ids: incident.flows.map(FlowWording.arrow), to: &writer)
            for scope in IncidentWording.scopes(incident) { fact(scope.name, ids: scope.ids, to: &writer) }
            fact("services", ids: incident.services, to: &writer)
            fact("revisions", ids: incident.revisions, to: &writer)
            fact("first seen in revision", ids: firstRevision, to: &writer)
        }
    }

    private var when: String {
        guard let first = incident.firstSeen, let last = incident.lastSeen else {
            return "at an unknown time"
        }
        return Wording.range(first, last, in: zone).joined(separator: " ")
    }

    private var firstRevision: [String] {
        guard incident.revisions.count > 1 else { return [] }
        return incident.evidence.lazy.compactMap(\.revision).first.map { [$0] } ?? []
    }

    private func fact(_ label: String, _ text: String, to writer: inout HTMLWriter) {
        writer.element("div") { writer in
            writer.element("dt", text: label)
            writer.element("dd", text: text)
        }
    }

    private func fact(_ label: String, ids: [String], to writer: inout HTMLWriter) {
        guard !ids.isEmpty else { return }
        writer.element("div") { writer in
            writer.element("dt", text: label)
            writer.element("dd", .css("ids")) { writer in
                for id in ids.prefix(Self.idLimit) {
                    writer.element("code", text: id)
                    writer.text(" ")
                }
                if ids.count > Self.idLimit { writer.text("and \(ids.count - Self.idLimit) more") }
            }
        }
    }

    private func rules(to writer: inout HTMLWriter) {
        writer.element("h4", text: "Rules")
        writer.element("ul", .css("rules")) { writer in
            for signal in incident.signals {
                writer.element("li") { writer in
                    writer.element(
                        "span", .css("badge \(signal.rule.level.name)"), text: signal.rule.level.name)
                    writer.text(" \(signal.rule.title) ")
                    writer.element("code", text: signal.rule.name)
                    let often = Wording.count(signal.count, "entry", "entries")
                    writer.element(
                        "span", .css("quiet"), text: " \(signal.rule.confidence.rawValue), \(often)")
                }
            }
        }
    }
}
