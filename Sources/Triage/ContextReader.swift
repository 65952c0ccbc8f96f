import Model

/// Reads what a report is about. Reports of earlier versions do not say.
enum ContextReader {
    static func read(_ object: JSONObject) throws -> ReportContext {
        var context = ReportContext()
        context.madeAt = try object.timestamp("made_at")
        if let period = try object.optionalObject("period") {
            context.since = try period.timestamp("since")
            context.until = try period.timestamp("until")
            context.zone = try period.optionalString("zone").map { Zone(name: $0, changes: []) } ?? .utc
        }
        context.baseline = try object.optionalString("baseline")
        context.previous = try object.optionalObject("previous").map(figures)
        context.suppressions = try object.optionalObjects("suppressions", use)
        return context
    }

    private static func figures(_ object: JSONObject) throws -> ReportFigures {
        var figures = ReportFigures()
        if let active = try object.optionalObject("active") {
            figures.active = [
                .critical: try active.count("critical"), .high: try active.count("high"),
                .medium: try active.count("medium"), .low: try active.count("low"),
                .informational: try active.count("informational"),
            ]
        }
        figures.new = try object.count("new")
        figures.ongoing = try object.count("ongoing")
        figures.resolved = try object.count("resolved")
        figures.suppressed = try object.count("suppressed")
        figures.users = try object.count("users")
        figures.evidence = try object.count("evidence")
        return figures
    }

    private static func use(_ object: JSONObject) throws -> SuppressionUse {
        SuppressionUse(
            suppression: try suppression(object), isExpired: try object.optionalBoolean("expired") ?? false,
            incidents: try object.count("incidents"))
    }

    /// A suppression, or what an incident says of the one that suppresses it.
    static func suppression(_ object: JSONObject) throws -> Suppression {
        guard let expires = try object.timestamp("expires") else {
            throw object.problem("expires", "is missing")
        }
        return Suppression(
            rules: try object.strings("rules"), users: try object.strings("users"),
            scopes: try object.lists("scopes"), incidents: try object.strings("incident_ids"),
            reason: try object.string("reason"), author: try object.string("author"), expires: expires,
            place: try object.string("place"))
    }
}
