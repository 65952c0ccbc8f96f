import ArgumentParser
import Model

/// Which incidents are shown.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Show incidents of this user only. May be given several times.", valueName: "id"))
    var user: [String] = []

    @Option(
        help: ArgumentHelp(
            "Show incidents of this request only. May be given several times.", valueName: "id"))
    var request: [String] = []

    @Option(help: "Show incidents of this level or above.")
    var level: Level?

    @Option(
        help: ArgumentHelp(
            "End with status 1 if an incident of this level or above is shown that is neither suppressed nor resolved.",
            valueName: "level"))
    var failOn: Level?

    /// Whether the incident was asked for.
    func includes(_ incident: Incident) -> Bool {
        if let level, incident.level < level { return false }
        if !user.isEmpty, !shares(user, incident.users) { return false }
        return request.isEmpty || shares(request, incident.scopes["request_id"] ?? [])
    }

    /// Whether one of the ids asked for is among those of an incident; ids are compared as bytes.
    private func shares(_ wanted: [String], _ ids: [String]) -> Bool {
        !Set(wanted.map { ExactText($0) }).isDisjoint(with: ids.map { ExactText($0) })
    }
}
