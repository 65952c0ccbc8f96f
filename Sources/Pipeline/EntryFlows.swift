import Extraction
import Model

/// Whose data reached whom, or could have, by the roles that one entry gives to users.
enum EntryFlows {
    /// Of a field with more values than this, only the first ones by id count: pairs grow with the product.
    private static let valueLimit = 16

    /// The flows of the entry in the table, sorted, each once.
    static func of(_ table: FieldTable, _ plan: ExtractionPlan) -> [DataFlow] {
        var flows: Set<DataFlow> = []
        for flow in plan.flows {
            let targets = users(flow.to, table)
            for from in users(flow.from, table) {
                flows.formUnion(targets.compactMap { DataFlow(from: from, to: $0) })
            }
        }
        return flows.sorted()
    }

    private static func users(_ field: FieldID, _ table: FieldTable) -> ArraySlice<String> {
        ExactText.union([table.values(of: field).map(\.bytes.text)]).prefix(valueLimit)
    }
}
