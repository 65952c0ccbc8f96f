import Model

/// The first lines of a dossier: what happened, how sure that is, who else, and which way.
enum DossierHeadline {
    /// How many names are spelled out.
    private static let nameLimit = 5

    static func write(_ dossier: Dossier, query: Query, to page: inout TextPage) {
        let id = VisibleText.of(dossier.subject.id)
        if dossier.subject.isCompleted {
            let asked = VisibleText.of(query.id)
            page.paragraph("\(asked) is the beginning of one \(query.kind.rawValue): \(id).")
        }
        guard let worst = dossier.incidents.first else {
            let incidents = Wording.count(dossier.incidentsOutside, "incident", "incidents")
            let none = dossier.incidentsOutside == 1 ? "but not" : "none of them"
            page.paragraph("\(id) is in \(incidents), \(none) in the time asked for.")
            return
        }
        page.paragraph(
            "\(what(dossier, worst)) \(IncidentWording.sureness(worst.confidence).capitalizedFirst).",
            head: worst.level.name.uppercased().padded(to: 10), style: TextPage.Style(worst.level), indent: 10
        )
        for sentence in flows(dossier) { page.paragraph(sentence) }
        writeSpan(dossier, to: &page)
    }

    private static func what(_ dossier: Dossier, _ worst: Incident) -> String {
        let title = VisibleText.of(worst.leadingSignal?.rule.title ?? worst.title)
        let id = VisibleText.of(dossier.subject.id)
        switch dossier.subject.kind {
        case .incident:
            return "\(title)\(dossier.users.isEmpty ? "" : ": \(names(dossier.users.map(\.id)))")."
        case .user:
            let with = dossier.others.isEmpty ? "" : " with \(names(dossier.others.map(\.id)))"
            return "\(id) is in \(incidents(dossier))\(with). \(worstOf(dossier))\(title)."
        case .request:
            let users =
                dossier.users.isEmpty
                ? " and names no user"
                : ", with \(Wording.count(dossier.users.count, "user", "users")): \(names(dossier.users.map(\.id)))"
            return "\(id) is in \(incidents(dossier))\(users). \(worstOf(dossier))\(title)."
        }
    }

    /// `3 incidents (1 critical, 2 low)`.
    private static func incidents(_ dossier: Dossier) -> String {
        let count = Wording.count(dossier.incidents.count, "incident", "incidents")
        guard dossier.incidents.count > 1 else { return count }
        let levels = Level.allCases.reversed().compactMap { level in
            dossier.levels[level].map { "\($0) \(level.name)" }
        }
        return "\(count) (\(levels.joined(separator: ", ")))"
    }

    private static func worstOf(_ dossier: Dossier) -> String {
        dossier.incidents.count > 1 ? "The worst: " : ""
    }

    /// `alice, bob and 4 others`.
    private static func names(_ ids: [String]) -> String {
        let shown = ids.prefix(nameLimit).map { VisibleText.of($0) }.joined(separator: ", ")
        let more = ids.count - nameLimit
        return more > 0 ? "\(shown) and \(Wording.count(more, "other", "others"))" : shown
    }

    // MARK: - Which way

    private static func flows(_ dossier: Dossier) -> [String] {
        guard dossier.subject.kind == .user else { return flowsBetween(dossier) }
        let id = VisibleText.of(dossier.subject.id)
        let from = others(dossier, [.fromSubject, .both])
        let to = others(dossier, [.toSubject, .both])
        let unknown = others(dossier, [.unknown])
        var sentences: [String] = []
        if !from.isEmpty { sentences.append("Data of \(id) could have reached \(names(from)).") }
        if !to.isEmpty { sentences.append("Data of \(names(to)) could have reached \(id).") }
        if !unknown.isEmpty {
            sentences.append(
                "Data of \(id) could have been mixed with that of \(names(unknown)); nothing says whose reached whom."
            )
        }
        if sentences.isEmpty { sentences.append(silence(dossier.others)) }
        return sentences
    }

    private static func others(_ dossier: Dossier, _ directions: [Dossier.Person.Direction]) -> [String] {
        dossier.others.filter { $0.direction.map(directions.contains) ?? false }.map(\.id)
    }

    private static func flowsBetween(_ dossier: Dossier) -> [String] {
        guard !dossier.flows.isEmpty else { return [silence(dossier.users.count > 1 ? dossier.users : [])] }
        let sentences = dossier.flows.prefix(nameLimit).map { flow in
            let (from, to) = (VisibleText.of(flow.from), VisibleText.of(flow.to))
            return flow.isDirected
                ? "Data of \(from) could have reached \(to)."
                : "Data of \(from) and \(to) could have been mixed; nothing says whose reached whom."
        }
        let more = dossier.flows.count - nameLimit
        return more > 0 ? sentences + ["And \(more) more ways; --format json has them all."] : sentences
    }

    private static func silence(_ others: [Dossier.Person]) -> String {
        others.isEmpty
            ? "No other user is named." : "Whether data could have reached another user is not known."
    }

    // MARK: - When and where

    private static func writeSpan(_ dossier: Dossier, to page: inout TextPage) {
        var pieces = TextPiece.words(entries(dossier))
        if let first = dossier.firstSeen, let last = dossier.lastSeen {
            pieces.append(TextPiece(first == last ? "at" : "from"))
            pieces += Wording.range(first, last).map { TextPiece($0) }
        } else {
            pieces += TextPiece.words("at an unknown time")
        }
        let services = Wording.count(dossier.services.count, "service", "services")
        let place = dossier.services.isEmpty ? "." : ", in \(services)."
        page.paragraph(pieces.dropLast() + pieces.suffix(1).map { $0.followed(by: place) })
    }

    /// Of how many entries the first and last time are said.
    private static func entries(_ dossier: Dossier) -> String {
        let all = dossier.timeline.count
        let own = dossier.timeline.count(where: \.namesSubject)
        let entries = Wording.count(all, "entry", "entries")
        guard dossier.subject.kind != .incident, own < all, own > 0 else { return entries }
        let verb = own == 1 ? "names" : "name"
        return "\(own) of \(entries) \(verb) \(VisibleText.of(dossier.subject.id)),"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
