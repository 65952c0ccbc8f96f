import Model

/// What a report is about, in the document and on the line of type `context`.
enum JSONContext {
    static func write(_ report: Report, to writer: inout JSONWriter) {
        let context = report.context
        if let madeAt = context.madeAt { writer.member("made_at", madeAt) }
        if context.since == nil && context.until == nil {
            writer.null("period")
        } else {
            writer.object("period") { writer in
                writer.member("since", context.since)
                writer.member("until", context.until)
                writer.member("zone", context.zone.name)
            }
        }
        writer.member("baseline", context.baseline)
        writer.object("figures") { write(report.figures, to: &$0) }
        if let previous = context.previous {
            writer.object("previous") { write(previous, to: &$0) }
        } else {
            writer.null("previous")
        }
        writer.array("suppressions", context.suppressions) { writer, use in
            writer.object { write(use, to: &$0) }
        }
    }

    private static func write(_ figures: ReportFigures, to writer: inout JSONWriter) {
        writer.object("active") { writer in
            writer.member("critical", figures.active[.critical, default: 0])
            writer.member("high", figures.active[.high, default: 0])
            writer.member("medium", figures.active[.medium, default: 0])
            writer.member("low", figures.active[.low, default: 0])
            writer.member("informational", figures.active[.informational, default: 0])
        }
        writer.member("new", figures.new)
        writer.member("ongoing", figures.ongoing)
        writer.member("resolved", figures.resolved)
        writer.member("suppressed", figures.suppressed)
        writer.member("users", figures.users)
        writer.member("evidence", figures.evidence)
    }

    private static func write(_ use: SuppressionUse, to writer: inout JSONWriter) {
        writeDecision(use.suppression, to: &writer)
        writer.member("rules", use.suppression.rules)
        writer.member("users", use.suppression.users)
        writer.member("scopes", use.suppression.scopes)
        writer.member("incident_ids", use.suppression.incidents)
        writer.member("expired", use.isExpired)
        writer.member("incidents", use.incidents)
    }

    /// Who decided what, why and how long.
    static func writeDecision(_ suppression: Suppression, to writer: inout JSONWriter) {
        writer.member("reason", suppression.reason)
        writer.member("author", suppression.author)
        writer.member("expires", suppression.expires)
        writer.member("place", suppression.place)
    }
}
