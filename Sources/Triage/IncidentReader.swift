import Model

/// Reads the members of an element of `incidents`.
enum IncidentReader {
    static func read(_ object: JSONObject) throws -> Incident {
        var incident = Incident(
            id: try object.string("id"), level: try object.named("level", Level.init(name:)),
            title: try object.string("title"),
            // Categories of later versions mean nothing here.
            categories: try object.strings("categories").compactMap(Category.init(rawValue:)),
            status: try object.named("status", IncidentStatus.init(rawValue:)),
            users: try object.strings("users"), cutUsers: try object.strings("cut_users"),
            scopes: try object.lists("scopes"), services: try object.strings("services"),
            revisions: try object.strings("revisions"), flows: try flows(of: object),
            firstSeen: try object.timestamp("first_seen"),
            lastSeen: try object.timestamp("last_seen"), count: try object.count("count"),
            signals: try object.objects("signals", signal), evidence: try object.objects("evidence", evidence)
        )
        incident.suppression = try object.optionalObject("suppression").map(ContextReader.suppression)
        return incident
    }

    /// Reports of earlier versions have none.
    private static func flows(of object: JSONObject) throws -> [DataFlow] {
        try object.optionalObjects("flows") { flow in
            let (from, to) = (try flow.string("from"), try flow.string("to"))
            let isDirected = try flow.optionalBoolean("directed") ?? true
            let read = isDirected ? DataFlow(from: from, to: to) : DataFlow(between: from, and: to)
            guard let read else { throw flow.problem("to", "is the user it comes from") }
            return read
        }
    }

    private static func signal(_ object: JSONObject) throws -> Incident.SignalSummary {
        Incident.SignalSummary(
            rule: try rule(object.object("rule"), of: object), count: try object.count("count"),
            firstSeen: try object.timestamp("first_seen"), lastSeen: try object.timestamp("last_seen"))
    }

    private static func rule(_ object: JSONObject, of signal: JSONObject) throws -> Rule {
        Rule(
            id: try object.string("id"), name: try object.string("name"), title: try object.string("title"),
            description: "", level: try signal.named("level", Level.init(name:)),
            category: try signal.optionalString("category").flatMap(Category.init(rawValue:)),
            isSignal: true,
            // Reports of earlier versions do not say.
            confidence: signal.has("confidence")
                ? try signal.named("confidence", Confidence.init(rawValue:)) : .likely,
            components: try object.strings("components"),
            response: try object.optionalString("response") ?? "")
    }

    private static func evidence(_ object: JSONObject) throws -> Evidence {
        let sha256 = try object.optionalString("sha256") ?? ""
        return Evidence(
            timestamp: try object.timestamp("timestamp"),
            severity: Severity(name: try object.string("severity")), rules: try object.strings("rules"),
            message: try object.string("message"), users: try object.strings("users"),
            cutUsers: try object.strings("cut_users"), scopes: try object.lists("scopes"),
            service: try object.optionalString("service"), revision: try object.optionalString("revision"),
            flows: try flows(of: object), insertID: try object.optionalString("insert_id"), sha256: sha256,
            identity: identity(sha256), source: try source(object.object("source")))
    }

    private static func source(_ object: JSONObject) throws -> EvidenceSource {
        EvidenceSource(
            path: try object.string("path"), line: try object.count("line"),
            offset: try object.count("offset"))
    }

    /// The first 128 bits of the hash: records alike are one entry, and others are not.
    private static func identity(_ sha256: String) -> EntryIdentity {
        let digits = sha256.prefix(32)
        return EntryIdentity(
            high: UInt64(digits.prefix(16), radix: 16) ?? 0,
            low: UInt64(digits.dropFirst(16), radix: 16) ?? 0)
    }
}

extension Severity {
    /// The severity of this name; DEFAULT where there is none.
    fileprivate init(name: String) {
        var copy = name
        self = copy.withUTF8 { Severity(name: $0) }
    }
}
