import Matching
import Model

/// What part of a value is an id, if any.
struct ValueVerdict {
    enum Kind: UInt8 {
        case keep
        /// Nobody (a placeholder), or damaged by a redactor.
        case drop
        /// Cut: the part is a prefix of an id, never an identity.
        case cut
    }

    var kind: Kind
    var start: Int32
    var end: Int32
}

/// Decides what of a field's values is an id: strips prefixes, knows placeholders, damage and cuts.
struct ValueRules: Sendable {
    /// By field index: patterns whose match at the front is removed.
    var strips: [Int: Pattern] = [:]
    /// By field index: folded values that mean nobody.
    var placeholders: [Int: Set<[UInt8]>] = [:]
    var placeholdersOfAny: Set<[UInt8]> = []
    private var longestPlaceholder = Int.max
    var damaged: [Pattern] = []
    /// By field index: patterns of values that are no ids of the field.
    var implausible: [Int: [Pattern]] = [:]
    var cut: [Pattern] = []
    /// By field index: all patterns for damage, cuts and what is implausible, as alternatives of one. Most
    /// values match none of them, which one search tells. Filled by `combine`.
    private var screens: [Pattern?] = []

    /// Makes the one pattern for each field out of many, when all are there.
    mutating func combine(fieldCount: Int) {
        longestPlaceholder =
            placeholders.values.reduce(placeholdersOfAny) { $0.union($1) }.map(\.count).max() ?? 0
        let common = Self.alternation(of: damaged + cut)
        screens = (0..<fieldCount).map { field in
            guard let own = implausible[field], !own.isEmpty else { return common }
            return Self.alternation(of: damaged + cut + own)
        }
    }

    /// Nil where there is nothing to search for, or the patterns do not go together.
    private static func alternation(of patterns: [Pattern]) -> Pattern? {
        guard !patterns.isEmpty, patterns.allSatisfy({ MatchSeeds.isSelfContained($0.source) }) else {
            return nil
        }
        return try? Pattern(
            patterns.map { "(?:\($0.source))" }.joined(separator: "|"), options: .duplicateNames)
    }

    /// Whether no pattern for damage, cuts or what is implausible matches, as far as one search tells.
    private func passesScreen(_ value: Bytes, field: FieldID, _ scratch: PatternScratch) -> Bool {
        guard field.index < screens.count, let screen = screens[field.index],
            case .noMatch = screen.firstMatch(in: value, scratch: scratch)
        else { return false }
        return true
    }

    /// Judges a value anew. A pattern that fails at a limit counts in `failures`; its value is dropped, as an
    /// id that is not known to be whole must not accuse anybody.
    func judge(_ value: Bytes, field: FieldID, scratch: PatternScratch, failures: inout Int) -> ValueVerdict {
        var start = 0
        if let strip = strips[field.index], case .match = strip.firstMatch(in: value, scratch: scratch),
            let range = scratch.range(0), range.lowerBound == 0
        {
            start = range.upperBound
        }
        let rest = value.slice(start, value.count - start)
        let drop = ValueVerdict(kind: .drop, start: 0, end: 0)
        guard !rest.isEmpty, !isPlaceholder(rest, field: field) else { return drop }
        if passesScreen(rest, field: field, scratch) {
            return ValueVerdict(kind: .keep, start: Int32(start), end: Int32(value.count))
        }
        for pattern in damaged + (implausible[field.index] ?? []) {
            switch pattern.firstMatch(in: rest, scratch: scratch) {
            case .match: return drop
            case .noMatch: break
            case .failure:
                failures += 1
                return drop
            }
        }
        for pattern in cut {
            guard case .match = pattern.firstMatch(in: rest, scratch: scratch), let range = scratch.range(0)
            else { continue }
            let prefix = rest.slice(0, range.lowerBound)
            guard !prefix.isEmpty, !isPlaceholder(prefix, field: field) else { return drop }
            return ValueVerdict(kind: .cut, start: Int32(start), end: Int32(start + range.lowerBound))
        }
        return ValueVerdict(kind: .keep, start: Int32(start), end: Int32(value.count))
    }

    private func isPlaceholder(_ value: Bytes, field: FieldID) -> Bool {
        guard value.count <= longestPlaceholder else { return false }
        let folded = value.map { Bytes.foldASCII($0) }
        return placeholdersOfAny.contains(folded) || placeholders[field.index]?.contains(folded) == true
    }
}

/// Remembers verdicts by a hash of field and value: ids come again and again. One a thread.
final class VerdictCache {
    private struct Slot {
        var hash: UInt64 = 0
        var verdict = ValueVerdict(kind: .drop, start: 0, end: 0)
    }

    private static let size = 16_384
    private let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)

    init() {
        slots.initialize(repeating: Slot(), count: Self.size)
    }

    deinit {
        slots.deallocate()
    }

    /// The verdict on a value, by `judge` where it is not known yet.
    @inline(__always)
    func verdict(on value: Bytes, field: FieldID, judge: () -> ValueVerdict) -> ValueVerdict {
        let hash = Hashing.hash(value, seed: UInt64(truncatingIfNeeded: field.index)) | 1
        let slot = slots + Int(truncatingIfNeeded: hash >> 1) & (Self.size - 1)
        if slot.pointee.hash == hash { return slot.pointee.verdict }
        let verdict = judge()
        slot.pointee = Slot(hash: hash, verdict: verdict)
        return verdict
    }
}
