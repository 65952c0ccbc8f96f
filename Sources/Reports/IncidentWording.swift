import Model

/// What forms for people say of an incident in their own words. Text of rules is made visible.
enum IncidentWording {
    static func what(_ incident: Incident) -> String {
        guard let rule = incident.leadingSignal?.rule else { return VisibleText.of(incident.title) }
        let sentence = Wording.firstSentence(rule.description)
        return VisibleText.of(sentence.isEmpty ? rule.title : sentence)
    }

    static func sureness(_ confidence: Confidence) -> String {
        switch confidence {
        case .confirmed: "confirmed: the service itself says so"
        case .likely: "likely: a failure is the usual cause"
        case .possible: "possible: innocent causes are common"
        }
    }

    static func response(_ incident: Incident) -> String? {
        guard let text = incident.leadingSignal?.rule.response, !text.isEmpty else { return nil }
        return VisibleText.of(Wording.oneLine(text))
    }

    static func status(_ status: IncidentStatus) -> String {
        switch status {
        case .new: "new: not known before"
        case .ongoing: "ongoing: known from before"
        case .resolved: "resolved: nothing more was seen of it"
        case .suppressed: "suppressed: somebody decided that it needs no attention"
        }
    }

    /// Who decided that it needs no attention, why and how long.
    static func suppression(_ suppression: Suppression, zone: Zone) -> String {
        let until = Wording.time(suppression.expires, in: zone)
        return VisibleText.of("\(suppression.reason) (\(suppression.author), until ") + until + ")"
    }

    /// Scopes that have ids, sorted by name.
    static func scopes(_ incident: Incident) -> [(name: String, ids: [String])] {
        incident.scopes.filter { !$0.value.isEmpty }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { (VisibleText.of($0.key), $0.value) }
    }
}
