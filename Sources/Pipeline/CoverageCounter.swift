import Extraction
import Model

/// Counts the entries that a request is about.
struct CoverageCounter {
    private let request: CoverageRequest
    private let service: (field: FieldID?, value: [UInt8])?
    private let revision: (field: FieldID?, value: [UInt8])?

    init(_ request: CoverageRequest, _ plan: ExtractionPlan) {
        self.request = request
        service = request.service.map { (plan.service, Array($0.utf8)) }
        revision = request.revision.map { (plan.revision, Array($0.utf8)) }
    }

    /// Counts an entry by its fields, if it is one of those asked for.
    func see(_ table: FieldTable, time: Timestamp, counts: inout Coverage) {
        guard time >= request.since, request.until.map({ time < $0 }) ?? true else { return }
        if let service, !Self.holds(table, service.field, service.value) { return }
        counts.see(
            time, isOfRevision: revision.map { Self.holds(table, $0.field, $0.value) } ?? false)
    }

    /// The first value of a field counts, as it does for evidence.
    private static func holds(_ table: FieldTable, _ field: FieldID?, _ wanted: [UInt8]) -> Bool {
        guard let field, let value = table.first(field) else { return false }
        return wanted.withUnsafeBufferPointer { value.bytes.equals($0) }
    }
}
