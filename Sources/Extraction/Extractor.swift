import Matching
import Model

/// Fills the field table of an entry. One a thread.
public final class Extractor {
    private let plan: ExtractionPlan
    private let scratch = PatternScratch()
    private let cache = VerdictCache()
    private let arena = TextArena()
    private let pending: UnsafeMutablePointer<UInt64>
    private let wordCount: Int
    /// Values of sole fields found in the current message.
    private var soleValues: [(value: FieldValue, field: FieldID, isWeak: Bool)] = []

    /// By pattern index: how often it gave up at a limit.
    public private(set) var limitHits: [Int: Int] = [:]
    /// How often a pattern for placeholders, damage or cuts gave up.
    public private(set) var valueLimitHits = 0

    public init(_ plan: ExtractionPlan) {
        self.plan = plan
        wordCount = plan.alwaysOpen.count
        pending = .allocate(capacity: max(1, wordCount))
        pending.initialize(repeating: 0, count: max(1, wordCount))
    }

    deinit {
        pending.deallocate()
    }

    /// Replaces the contents of `table` by the fields of `entry`. `hits` are the literals found in its message.
    public func extract(_ entry: LogEntry, hits: LiteralHits, into table: FieldTable) {
        table.reset()
        arena.reset()
        table.timestamp = entry.timestamp
        table.raw = entry.raw
        table.append(FieldValue(kind: .string, bytes: entry.message), to: plan.catalog.message)
        table.append(FieldValue(kind: .string, bytes: entry.severity.bytes), to: plan.catalog.severity)
        walk(entry.root, node: PathTrie.root, table)
        if entry.isBare, plan.payloadNode >= 0 { walk(entry.root, node: plan.payloadNode, table) }
        runPatterns(on: entry.message, hits: hits, table)
    }

    /// Replaces the contents of `table` by what the patterns find in a text, whatever literals it has.
    func runAllPatterns(on text: Bytes, into table: FieldTable) {
        table.reset()
        for index in plan.patterns.indices { run(index, on: text, table) }
        addSoleValues(table)
    }

    // MARK: - Paths

    private func walk(_ value: JSONValue, node: Int, _ table: FieldTable) {
        let place = plan.trie.nodes[node]
        for index in Int(place.firstField)..<Int(place.firstField + place.fieldCount) {
            add(value, to: plan.trie.fields[index], table)
        }
        guard place.childCount > 0 else { return }
        if value.isObject {
            for (key, member) in value.members {
                let child = plan.trie.child(of: node, key: key)
                if child >= 0 { walk(member, node: child, table) }
            }
        } else if value.isArray {
            for element in value.elements where element.isObject { walkMembers(of: element, node: node, table) }
        }
    }

    private func walkMembers(of object: JSONValue, node: Int, _ table: FieldTable) {
        for (key, member) in object.members {
            let child = plan.trie.child(of: node, key: key)
            if child >= 0 { walk(member, node: child, table) }
        }
    }

    /// Adds a JSON value, each element of an array by itself.
    private func add(_ value: JSONValue, to field: FieldID, _ table: FieldTable) {
        switch value.kind {
        case .string: add(FieldValue(kind: .string, bytes: value.stringBytes), to: field, table)
        case .integer:
            let number = Int64(bitPattern: value.numberBits)
            let digits = arena.digits(of: number.magnitude, isNegative: number < 0)
            add(FieldValue(kind: .number, bytes: digits), to: field, table)
        case .unsigned:
            let digits = arena.digits(of: value.numberBits, isNegative: false)
            add(FieldValue(kind: .number, bytes: digits), to: field, table)
        case .double:
            let digits = arena.digits(of: Double(bitPattern: value.numberBits))
            add(FieldValue(kind: .number, bytes: digits), to: field, table)
        case .yes: add(FieldValue(kind: .boolean, bytes: bytes(of: "true")), to: field, table)
        case .no: add(FieldValue(kind: .boolean, bytes: bytes(of: "false")), to: field, table)
        case .null: add(FieldValue(kind: .null, bytes: bytes(of: "")), to: field, table)
        case .object: add(FieldValue(kind: .object, bytes: bytes(of: "")), to: field, table)
        case .array: for element in value.elements { add(element, to: field, table) }
        }
    }

    // MARK: - Patterns

    private func runPatterns(on message: Bytes, hits: LiteralHits, _ table: FieldTable) {
        guard !message.isEmpty, openPatterns(hits) else { return }
        for word in 0..<wordCount {
            var bits = pending[word]
            while bits != 0 {
                run(word << 6 | bits.trailingZeroBitCount, on: message, table)
                bits &= bits - 1
            }
        }
        addSoleValues(table)
    }

    /// Adds the values of sole fields that the message names without naming another.
    private func addSoleValues(_ table: FieldTable) {
        guard !soleValues.isEmpty else { return }
        for (value, field, _) in soleValues {
            let isAlone = soleValues.allSatisfy { $0.field != field || $0.value.bytes.equals(value.bytes) }
            if isAlone, !table.contains(value.bytes, in: field) { table.append(value, to: field) }
        }
        soleValues.removeAll(keepingCapacity: true)
    }

    /// Sets the bits of the patterns that may match; false where there are none.
    private func openPatterns(_ hits: LiteralHits) -> Bool {
        var any: UInt64 = 0
        for word in 0..<wordCount {
            pending[word] = hits.all ? ~0 : plan.alwaysOpen[word]
            any |= pending[word]
        }
        if hits.all, wordCount > 0 {
            let used = plan.patterns.count - (wordCount - 1) << 6
            if used < 64 { pending[wordCount - 1] = (1 << UInt64(used)) - 1 }
            return true
        }
        for position in 0..<hits.count {
            let literal = hits[position].index
            guard literal < plan.opened.count, !plan.opened[literal].isEmpty else { continue }
            for word in 0..<wordCount {
                pending[word] |= plan.opened[literal][word]
                any |= pending[word]
            }
        }
        return any != 0
    }

    private func run(_ index: Int, on message: Bytes, _ table: FieldTable) {
        let candidate = plan.patterns[index]
        var start = 0
        while start <= message.count {
            switch candidate.pattern.firstMatch(in: message, from: start, scratch: scratch) {
            case .noMatch: return
            case .failure:
                limitHits[index, default: 0] += 1
                return
            case .match:
                guard let whole = scratch.range(0) else { return }
                start = max(whole.upperBound, whole.lowerBound + 1)
                addCaptures(of: candidate, from: message, table)
            }
        }
    }

    private func addCaptures(
        of candidate: ExtractionPlan.MessagePattern, from message: Bytes, _ table: FieldTable
    ) {
        // Judging a value uses the same scratch, so the places are read before.
        withUnsafeTemporaryAllocation(of: Range<Int>?.self, capacity: candidate.captures.count) { ranges in
            for index in candidate.captures.indices {
                ranges.initializeElement(at: index, to: scratch.range(candidate.captures[index].group))
            }
            for index in candidate.captures.indices {
                guard let range = ranges[index], !range.isEmpty else { continue }
                let field = candidate.captures[index].field
                if candidate.isWeak, isGiven(field, table) { continue }
                let bytes = message.slice(range.lowerBound, range.count)
                add(
                    FieldValue(kind: .string, bytes: bytes), to: field, table, isFromMessage: true,
                    isWeak: candidate.isWeak)
            }
        }
    }

    /// Whether a sole field has a value from anything but a weak pattern.
    private func isGiven(_ field: FieldID, _ table: FieldTable) -> Bool {
        table.has(field) || soleValues.contains { $0.field == field && !$0.isWeak }
    }

    // MARK: - Values

    private func add(
        _ value: FieldValue, to field: FieldID, _ table: FieldTable, isFromMessage: Bool = false,
        isWeak: Bool = false
    ) {
        guard plan.isID[field.index] else {
            table.append(value, to: field)
            return
        }
        guard value.kind == .string || value.kind == .number else { return }
        let verdict = cache.verdict(on: value.bytes, field: field) {
            plan.values.judge(value.bytes, field: field, scratch: scratch, failures: &valueLimitHits)
        }
        guard verdict.kind != .drop else { return }
        let target = verdict.kind == .keep ? field.index : plan.cutFields[field.index]
        guard target >= 0 else { return }
        let part = value.bytes.slice(Int(verdict.start), Int(verdict.end - verdict.start))
        let id = FieldID(index: target)
        if isFromMessage, plan.isSole[target] {
            soleValues.append((FieldValue(kind: value.kind, bytes: part), id, isWeak))
            return
        }
        if !table.contains(part, in: id) { table.append(FieldValue(kind: value.kind, bytes: part), to: id) }
    }

    private func bytes(of literal: StaticString) -> Bytes {
        Bytes(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}

extension Severity {
    fileprivate var bytes: Bytes { Bytes(start: name.utf8Start, count: name.utf8CodeUnitCount) }
}
