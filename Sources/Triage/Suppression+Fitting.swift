import Model

extension Suppression {
    /// Whether it is about the incident, whatever its date: all of its lists that are not empty fit.
    ///
    /// A list of users fits only where every user is on it, so that it never hides somebody who is not: an
    /// incident that names nobody does not fit, and of a cut id (`demo-use...`) one of the users on the list must
    /// be the whole.
    /// - Parameter formerIDs: Ids that the incident had before.
    public func fits(_ incident: Incident, formerIDs: [String] = []) -> Bool {
        (rules.isEmpty || fitsRules(incident)) && (users.isEmpty || fitsUsers(incident))
            && (scopes.isEmpty || fitsScopes(incident))
            && (incidents.isEmpty || shares(incidents, [incident.id] + formerIDs))
    }

    private func fitsRules(_ incident: Incident) -> Bool {
        !incident.signals.isEmpty
            && incident.signals.allSatisfy { shares(rules, [$0.rule.id, $0.rule.name]) }
    }

    private func fitsUsers(_ incident: Incident) -> Bool {
        let listed = Set(users.map { ExactText($0) })
        return !incident.users.isEmpty && incident.users.allSatisfy { listed.contains(ExactText($0)) }
            && incident.cutUsers.allSatisfy { cut in users.contains { $0.utf8.starts(with: cut.utf8) } }
    }

    private func fitsScopes(_ incident: Incident) -> Bool {
        scopes.contains { name, ids in shares(ids, incident.scopes[name] ?? []) }
    }

    /// Ids and names are compared as bytes.
    private func shares(_ wanted: [String], _ ids: [String]) -> Bool {
        !Set(wanted.map { ExactText($0) }).isDisjoint(with: ids.map { ExactText($0) })
    }
}
