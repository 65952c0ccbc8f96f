import Matching
import Model

/// Judges values of fields and puts those that count into the field table. One a thread.
final class ValueSink {
    /// What is asked of each field, in flat memory: an array inside a class would be retained and released for
    /// every look at it.
    private struct FieldTraits {
        /// Whether values are ids, to be judged before they count.
        var isID: Bool
        var isSole: Bool
        /// Where a cut value goes; -1 where it is dropped.
        var cutField: Int32
    }

    private let traits: UnsafeMutablePointer<FieldTraits>
    private let rules: ValueRules
    private let scratch = PatternScratch()
    private let cache = VerdictCache()
    /// Values of sole fields found in the current message.
    private let soleValues = SoleValues()

    /// How often a pattern for placeholders, damage or cuts gave up.
    private(set) var limitHits = 0

    init(_ plan: ExtractionPlan) {
        rules = plan.values
        traits = .copy(
            plan.isID.indices.map {
                FieldTraits(isID: plan.isID[$0], isSole: plan.isSole[$0], cutField: Int32(plan.cutFields[$0]))
            })
    }

    deinit {
        traits.deallocate()
    }

    /// Adds a value that stands in a field of the entry itself.
    func add(_ value: FieldValue, to field: FieldID, _ table: FieldTable) {
        guard traits[field.index].isID else {
            table.append(value, to: field)
            return
        }
        guard let (part, target) = judge(value, of: field) else { return }
        append(part, kind: value.kind, to: target, table)
    }

    /// Adds a value that a pattern found in the message. Those of sole fields wait for `finishMessage`.
    func addFound(_ bytes: Bytes, to field: FieldID, isWeak: Bool, _ table: FieldTable) {
        if isWeak, isGiven(field, table) { return }
        let value = FieldValue(kind: .string, bytes: bytes)
        guard traits[field.index].isID else {
            table.append(value, to: field)
            return
        }
        guard let (part, target) = judge(value, of: field) else { return }
        if traits[target.index].isSole {
            soleValues.append(
                SoleValues.Found(
                    value: FieldValue(kind: .string, bytes: part), field: target, isWeak: isWeak))
        } else {
            append(part, kind: .string, to: target, table)
        }
    }

    /// Adds the values of sole fields that the message names without naming another. Where the entry gives the
    /// field itself, the message may speak of anybody.
    func finishMessage(_ table: FieldTable) {
        guard soleValues.count > 0 else { return }
        for index in 0..<soleValues.count {
            let found = soleValues[index]
            if soleValues.isAlone(found), !table.has(found.field) {
                table.append(found.value, to: found.field)
            }
        }
        soleValues.removeAll()
    }

    /// Whether a sole field has a value from anything but a weak pattern.
    private func isGiven(_ field: FieldID, _ table: FieldTable) -> Bool {
        table.has(field) || soleValues.hasStrong(field)
    }

    private func append(_ part: Bytes, kind: FieldValue.Kind, to field: FieldID, _ table: FieldTable) {
        if !table.contains(part, in: field) {
            table.append(FieldValue(kind: kind, bytes: part), to: field)
        }
    }

    /// The part of a value that is an id, and the field that it counts for; nil where it is none.
    private func judge(_ value: FieldValue, of field: FieldID) -> (part: Bytes, target: FieldID)? {
        guard value.kind == .string || value.kind == .number else { return nil }
        let verdict = cache.verdict(on: value.bytes, field: field) {
            rules.judge(value.bytes, field: field, scratch: scratch, failures: &limitHits)
        }
        guard verdict.kind != .drop else { return nil }
        let target = verdict.kind == .keep ? field.index : Int(traits[field.index].cutField)
        guard target >= 0 else { return nil }
        let part = value.bytes.slice(Int(verdict.start), Int(verdict.end - verdict.start))
        return (part, FieldID(index: target))
    }
}
