import ArgumentParser
import Model

/// Which entries are looked at, and which incidents are shown.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look at entries from this time on: 2025-09-14T02:05:00Z, 2025-09-14, 24h (ago), today, yesterday.",
            valueName: "time"))
    var since: TimeArgument?

    @Option(help: ArgumentHelp("Look at entries before this time.", valueName: "time"))
    var until: TimeArgument?

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
            "End with status 1 if an incident of this level or above is shown.", valueName: "level"))
    var failOn: Level?

    func validate() throws {
        if let since, let until, since.timestamp >= until.timestamp {
            throw ValidationError("--since must be before --until")
        }
    }

    /// The report with the incidents asked for; the ledger stays whole.
    func apply(to report: Report) -> Report {
        Report(ledger: report.ledger, incidents: report.incidents.filter(includes))
    }

    private func includes(_ incident: Incident) -> Bool {
        if let level, incident.level < level { return false }
        if !user.isEmpty, !shares(user, incident.users) { return false }
        return request.isEmpty || shares(request, incident.scopes["request_id"] ?? [])
    }

    /// Whether one of the ids asked for is among those of an incident; ids are compared as bytes.
    private func shares(_ wanted: [String], _ ids: [String]) -> Bool {
        !Set(wanted.map { ExactText($0) }).isDisjoint(with: ids.map { ExactText($0) })
    }
}
