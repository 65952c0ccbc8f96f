import Incidents
import Model

/// Finds what a query means and answers it.
///
/// The whole id wins. Else the beginning of exactly one id stands for it; logs cut ids, so `demo-use...` is such
/// a beginning too.
struct QueryLookup<Source: QuerySource> {
    let source: Source

    /// How many ids are listed where several could be meant.
    private static var listLimit: Int { 20 }

    func answer(_ query: Query) throws -> QueryResult {
        QueryResult(query: query, answer: try find(query), ledger: source.ledger)
    }

    private func find(_ query: Query) throws -> QueryAnswer {
        let typed = TypedID(query)
        let exact = try source.incidents(query.kind, id: typed.whole)
        if !exact.isEmpty { return try dossier(query, id: typed.whole, exact, isCompleted: false) }
        guard typed.isLongEnough else { return .nothing(try miss(query, typed)) }
        let candidates = try source.ids(query.kind, prefix: typed.start, limit: Self.listLimit)
        if candidates.count > 1 { return .several(candidates) }
        guard let only = candidates.first.first else { return .nothing(try miss(query, typed)) }
        let incidents = try source.incidents(query.kind, id: only.id)
        return try dossier(query, id: only.id, incidents, isCompleted: true)
    }

    private func dossier(
        _ query: Query, id: String, _ incidents: [Incident], isCompleted: Bool
    ) throws -> QueryAnswer {
        let mentions = query.kind == .user ? try source.cutMentions(of: id, isWhole: true) : []
        let subject = Dossier.Subject(kind: query.kind, id: id, isCompleted: isCompleted)
        return .dossier(
            DossierBuilder.build(subject, query: query, incidents: incidents, cutMentions: mentions))
    }

    private func miss(_ query: Query, _ typed: TypedID) throws -> QueryMiss {
        guard typed.isLongEnough else {
            return QueryMiss(isTooShort: true, otherKinds: [], cutMentions: [])
        }
        let others = try QueryKind.allCases.filter { $0 != query.kind }.flatMap {
            try source.ids($0, prefix: typed.start, limit: 3).first
        }
        let mentions = query.kind == .user ? try source.cutMentions(of: typed.start, isWhole: false) : []
        return QueryMiss(isTooShort: false, otherKinds: others, cutMentions: mentions)
    }
}

/// An id as somebody typed or copied it.
private struct TypedID {
    /// As it stands.
    let whole: String
    /// Without the mark of a cut id.
    let start: String
    /// Whether it may stand for an id that it begins.
    let isLongEnough: Bool

    init(_ query: Query) {
        // The tool writes the ids of incidents in small letters.
        whole = query.kind == .incident ? query.id.lowercased() : query.id
        let mark = ["...", "…"].first { [whole] in whole.hasSuffix($0) }
        start = String(whole.dropLast(mark?.count ?? 0))
        isLongEnough = start.unicodeScalars.count >= (query.kind == .incident ? 4 : 3)
    }
}
