import Incidents
import Model
import Store

extension StoreTransaction {
    /// The incidents of ids, in the order of reports; nothing for an id that no incident has.
    /// - Parameter evidenceCap: How much evidence is shown from the start and from the end of an incident.
    public func incidents(_ ids: some Sequence<String>, evidenceCap: Int = 25) throws -> [Incident] {
        let gap = try self.gap
        return try ids.flatMap { id in
            IncidentBuilder.build(
                try signals(ofIncident: id).map(\.signal), gap: gap, evidenceCap: evidenceCap)
        }.sorted(by: IncidentBuilder.precedes)
    }
}
