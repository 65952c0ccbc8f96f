import Incidents
import Model
import Store

extension StoreTransaction {
    /// The incidents of ids, in the order of reports; nothing for an id that no incident has.
    public func incidents(_ ids: some Sequence<String>) throws -> [Incident] {
        let gap = try self.gap
        return try ids.flatMap { id in
            IncidentBuilder.build(try signals(ofIncident: id).map(\.signal), gap: gap)
        }.sorted(by: IncidentBuilder.precedes)
    }

    /// All evidence that is kept of incidents, each entry once, sorted by time.
    public func evidence(ofIncidents ids: some Sequence<String>) throws -> [Evidence] {
        try IncidentBuilder.evidence(of: ids.flatMap { try signals(ofIncident: $0).map(\.signal) })
    }
}
