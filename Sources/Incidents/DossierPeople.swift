import Model

/// The users of a dossier, and which way their data may have gone.
struct DossierPeople {
    let users: [Dossier.Person]
    let others: [Dossier.Person]
    let flows: [DataFlow]

    /// How often a user was seen.
    private struct Sightings {
        var entries = 0
        var together = 0
        var incidents: [String] = []
    }

    init(_ subject: Dossier.Subject, incidents: [Incident], timeline: [Dossier.Moment]) {
        var seen: [ExactText: Sightings] = [:]
        for incident in incidents {
            for user in incident.users {
                seen[ExactText(user), default: .init()].incidents.append(incident.id)
            }
        }
        var own: Set<ExactText> = []
        for moment in timeline {
            for user in moment.evidence.users {
                seen[ExactText(user), default: .init()].entries += 1
                guard moment.namesSubject else { continue }
                seen[ExactText(user), default: .init()].together += 1
                own.insert(ExactText(user))
            }
        }
        switch subject.kind {
        case .user: own = incidents.isEmpty ? [] : [ExactText(subject.id)]
        case .request: break
        case .incident: own = Set(seen.keys)
        }
        let flows = Self.flows(subject, own: own, incidents)
        let people = seen.map { user, sightings in
            Dossier.Person(
                id: user.text, entries: sightings.entries, together: sightings.together,
                incidents: Set(sightings.incidents).sorted(),
                direction: Self.direction(of: user, subject, flows))
        }.sorted(by: Self.precedes)
        users = people.filter { own.contains(ExactText($0.id)) }
        others = people.filter { !own.contains(ExactText($0.id)) }
        self.flows = flows
    }

    /// Of a user those that begin or end there, of a request those between its users, of an incident all.
    private static func flows(
        _ subject: Dossier.Subject, own: Set<ExactText>, _ incidents: [Incident]
    ) -> [DataFlow] {
        let flows = Set(incidents.lazy.flatMap(\.flows)).filter { flow in
            let (from, to) = (own.contains(ExactText(flow.from)), own.contains(ExactText(flow.to)))
            return subject.kind == .user ? from || to : from && to
        }
        return IncidentFlows.settled(flows)
    }

    private static func direction(
        of user: ExactText, _ subject: Dossier.Subject, _ flows: [DataFlow]
    ) -> Dossier.Person.Direction? {
        guard subject.kind == .user, user != ExactText(subject.id) else { return nil }
        let shared = flows.filter { ExactText($0.from) == user || ExactText($0.to) == user }
        let isFrom = shared.contains { $0.isDirected && ExactText($0.from) == user }
        let isTo = shared.contains { $0.isDirected && ExactText($0.to) == user }
        if isFrom, isTo { return .both }
        if isFrom || isTo { return isFrom ? .toSubject : .fromSubject }
        return shared.isEmpty ? nil : .unknown
    }

    private static func precedes(_ left: Dossier.Person, _ right: Dossier.Person) -> Bool {
        if left.together != right.together { return left.together > right.together }
        if left.entries != right.entries { return left.entries > right.entries }
        return ExactText(left.id) < ExactText(right.id)
    }
}

/// The scope ids of a dossier.
enum DossierScopes {
    private struct Key: Hashable {
        let name: ExactText
        let id: ExactText
    }

    /// The ids of entries that name the subject, with all entries of the timeline that name them. A request does
    /// not list itself.
    static func of(_ subject: Dossier.Subject, _ timeline: [Dossier.Moment]) -> [Dossier.ScopeUse] {
        var wanted: Set<Key> = []
        for moment in timeline where moment.namesSubject { wanted.formUnion(keys(moment)) }
        if subject.kind == .request {
            wanted.remove(Key(name: ExactText("request_id"), id: ExactText(subject.id)))
        }
        var uses: [Key: (entries: Int, users: Set<ExactText>)] = [:]
        for moment in timeline {
            for key in keys(moment) where wanted.contains(key) {
                uses[key, default: (0, [])].entries += 1
                uses[key, default: (0, [])].users.formUnion(moment.evidence.users.lazy.map { ExactText($0) })
            }
        }
        return uses.sorted { precedes($0.key, $1.key) }.map { key, use in
            Dossier.ScopeUse(
                name: key.name.text, id: key.id.text, entries: use.entries,
                users: use.users.sorted().map(\.text))
        }
    }

    private static func keys(_ moment: Dossier.Moment) -> [Key] {
        moment.evidence.scopes.flatMap { name, ids in
            ids.map { Key(name: ExactText(name), id: ExactText($0)) }
        }
    }

    private static func precedes(_ left: Key, _ right: Key) -> Bool {
        guard left.name != right.name else { return left.id < right.id }
        let isRequest = (left.name.text == "request_id", right.name.text == "request_id")
        return isRequest.0 != isRequest.1 ? isRequest.0 : left.name < right.name
    }
}
