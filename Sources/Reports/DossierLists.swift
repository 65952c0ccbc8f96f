import Model

/// Who else was involved, and which requests, connections, services and revisions.
enum DossierLists {
    private static let personLimit = 30
    private static let scopeLimit = 40
    private static let nameLimit = 20
    /// How many ids of incidents or users stand behind another id.
    private static let detailLimit = 3

    static func write(_ dossier: Dossier, to page: inout TextPage) {
        if dossier.subject.kind != .user { writePeople(dossier, dossier.users, title: "Users", to: &page) }
        writePeople(dossier, dossier.others, title: "Others involved", to: &page)
        writeScopes(dossier, to: &page)
        writeNames("Services", dossier.services, to: &page)
        writeNames("Revisions", dossier.revisions, to: &page)
        writeNames("Cut ids of users", dossier.cutUsers.map { $0 + "…" }, to: &page)
    }

    // MARK: - People

    private static func writePeople(
        _ dossier: Dossier, _ people: [Dossier.Person], title: String, to page: inout TextPage
    ) {
        guard !people.isEmpty else { return }
        page.blank()
        page.paragraph(title)
        for person in people.prefix(personLimit) {
            page.paragraph(
                "\(VisibleText.of(person.id)): \(details(person, dossier).joined(separator: "; "))",
                head: "  ",
                indent: 4)
        }
        DossierText.writeMore(people.count - personLimit, to: &page)
    }

    private static func details(_ person: Dossier.Person, _ dossier: Dossier) -> [String] {
        var parts = [Wording.count(person.entries, "entry", "entries")]
        if dossier.subject.kind == .user {
            let subject = VisibleText.of(dossier.subject.id)
            if person.together > 0 {
                let often = person.together == person.entries ? "" : ", \(person.together) of them"
                parts[0] += "\(often) with \(subject)"
            }
            if let direction = person.direction {
                parts.append(sentence(direction, subject))
            }
        }
        // Where there is but one incident, its id stands above.
        if dossier.incidents.count > 1 {
            let ids = Wording.listed(person.incidents, limit: detailLimit).joined(separator: ", ")
            parts.append("\(person.incidents.count == 1 ? "incident" : "incidents") \(ids)")
        }
        return parts
    }

    private static func sentence(_ direction: Dossier.Person.Direction, _ subject: String) -> String {
        switch direction {
        case .fromSubject: "could have got data of \(subject)"
        case .toSubject: "whose data could have reached \(subject)"
        case .both: "data could have gone both ways"
        case .unknown: "which way is not known"
        }
    }

    // MARK: - Ids

    private static func writeScopes(_ dossier: Dossier, to page: inout TextPage) {
        guard !dossier.scopes.isEmpty else { return }
        page.blank()
        let isAboutAll = dossier.subject.kind == .incident
        page.paragraph(
            isAboutAll ? "Requests and other ids" : "Requests and other ids in the same entries")
        for scope in dossier.scopes.prefix(scopeLimit) {
            let users = Wording.listed(scope.users.map { VisibleText.of($0) }, limit: detailLimit)
            let entries = Wording.count(scope.entries, "entry", "entries")
            let who = users.isEmpty ? "" : ", \(users.joined(separator: ", "))"
            page.paragraph(
                "\(VisibleText.of(scope.name)) \(VisibleText.of(scope.id)): \(entries)\(who)", head: "  ",
                indent: 4)
        }
        DossierText.writeMore(dossier.scopes.count - scopeLimit, to: &page)
    }

    private static func writeNames(_ title: String, _ names: [String], to page: inout TextPage) {
        guard !names.isEmpty else { return }
        page.blank()
        page.paragraph(title)
        let shown = Wording.listed(names.map { VisibleText.of($0) }, limit: nameLimit).map { TextPiece($0) }
        page.paragraph(
            shown.dropLast().map { $0.followed(by: ",") } + shown.suffix(1), head: "  ", indent: 2)
    }
}
