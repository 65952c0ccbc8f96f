import Model

/// A piece of a correlator's state, in the form in which it can be kept and added to another correlator: a run of
/// entries of one group and value, or a single one.
public struct CorrelationFact: Hashable, Sendable {
    /// The index among `RuleSet.correlations`.
    public var correlation: Int
    public var group: UInt64
    /// What the correlation looks at: the hash of a value, the bits of a number, the index of a rule in its list.
    public var value: UInt64
    public var first: Sighting
    /// The same as `first` for a single entry.
    public var last: Sighting
    /// How many distinct entries it adds; 0 for those that are counted elsewhere.
    public var count: UInt32

    public init(
        correlation: Int, group: UInt64, value: UInt64, first: Sighting, last: Sighting, count: UInt32
    ) {
        self.correlation = correlation
        self.group = group
        self.value = value
        self.first = first
        self.last = last
        self.count = count
    }
}

extension Correlator {
    /// Visits the whole state, in no particular order. Adding all of it to a new correlator gives the same state.
    public func forEachFact(_ body: (CorrelationFact) -> Void) {
        for index in correlations.indices {
            if forms[index] {
                tables.episodes[slots[index]].forEachEpisode { episode in
                    body(
                        CorrelationFact(
                            correlation: index, group: episode.group, value: episode.value,
                            first: episode.first, last: episode.last, count: episode.count))
                }
            } else {
                tables.logs[slots[index]].forEachEvent { event in
                    body(
                        CorrelationFact(
                            correlation: index, group: event.group, value: event.value,
                            first: event.sighting, last: event.sighting, count: 1))
                }
            }
        }
    }

    /// Adds a piece of another correlator of the same rules.
    public mutating func add(_ fact: CorrelationFact) {
        if forms[fact.correlation] {
            addRun(slots[fact.correlation], fact)
        } else {
            addEvent(slots[fact.correlation], fact)
        }
    }
}

extension RuleSet {
    /// For each correlation, a text that is the same as long as it asks for the same: state that was kept under one
    /// text means nothing under another.
    public func correlationKeys(_ catalog: FieldCatalog) -> [String] {
        correlations.map { correlation in
            let sources = correlation.sources.map { source in
                "\(rules[source.rule].id) \(names(source.groupBy, catalog)) \(names(source.values, catalog))"
            }
            let children = correlation.children.map { "\(rules[$0.rule].id) \($0.index) \($0.keepsGroup)" }
            let parts = [
                rules[correlation.rule].id, "\(correlation.timespan)", "\(correlation.metric)",
                "\(correlation.condition)", "\(correlation.isCompact)", sources.joined(separator: ", "),
                children.joined(separator: ", "),
            ]
            return parts.joined(separator: "; ")
        }
    }

    private func names(_ fields: [FieldID], _ catalog: FieldCatalog) -> String {
        fields.map { catalog[$0].name }.joined(separator: "+")
    }

    /// The longest stretch of time between two entries of a group that a correlation may still see together.
    public var longestTimespan: Nanoseconds { correlations.map(\.timespan).max() ?? 0 }

    /// Whether a correlation without groups builds on one that has them: then every group matters to it.
    public var mixesGroups: Bool {
        correlations.contains { $0.children.contains { !$0.keepsGroup } }
    }
}
