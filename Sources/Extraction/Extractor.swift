import Matching
import Model

/// Fills the field table of an entry. One a thread.
public final class Extractor {
    private let message: FieldID
    private let severity: FieldID
    private let placeFields: PlaceFields
    private let values: ValueSink
    private let patterns: MessagePatterns

    /// By pattern index: how often it gave up at a limit.
    public var limitHits: [Int: Int] { patterns.limitHits }
    /// How often a pattern for placeholders, damage or cuts gave up.
    public var valueLimitHits: Int { values.limitHits }

    /// - Parameter profile: Is told of each run of each pattern, by the pattern's number.
    public init(_ plan: ExtractionPlan, profile: WorkProfile? = nil) {
        message = plan.catalog.message
        severity = plan.catalog.severity
        placeFields = PlaceFields(plan)
        values = ValueSink(plan)
        patterns = MessagePatterns(plan, values: values, profile: profile)
    }

    /// Replaces the contents of `table` by the fields of `entry`. `hits` are the literals found in its message.
    public func extract(_ entry: LogEntry, hits: LiteralHits, into table: FieldTable) {
        table.reset()
        table.timestamp = entry.timestamp
        table.raw = entry.raw
        table.append(FieldValue(kind: .string, bytes: entry.message), to: message)
        table.append(FieldValue(kind: .string, bytes: entry.severity.bytes), to: severity)
        for located in entry.values {
            for field in placeFields[located.place] { values.add(located.value, to: field, table) }
        }
        patterns.run(on: entry.message, hits: hits, table)
    }

    /// Replaces the contents of `table` by what the patterns find in a text, whatever literals it has.
    func runAllPatterns(on text: Bytes, into table: FieldTable) {
        table.reset()
        patterns.runAll(on: text, table)
    }
}

extension Severity {
    fileprivate var bytes: Bytes { Bytes(start: name.utf8Start, count: name.utf8CodeUnitCount) }
}
