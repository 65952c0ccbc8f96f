import Model

/// One value's share in the state of a correlation (see `CorrelationFact` of the rule engine); its correlation goes
/// by the number that the store gave it.
public struct StoredFact: Hashable, Sendable {
    public var correlation: Int
    public var value: UInt64
    public var first: Sighting
    public var last: Sighting
    public var count: UInt32

    public init(correlation: Int, value: UInt64, first: Sighting, last: Sighting, count: UInt32) {
        self.correlation = correlation
        self.value = value
        self.first = first
        self.last = last
        self.count = count
    }
}

/// The state of all correlations about one group, for a stretch of time that has nothing to do with what lies
/// before and behind it.
public struct StoredUnit: Sendable {
    /// The hash of the group's values.
    public let group: UInt64
    /// Event time of its first and last sighting.
    public let first: Int64
    public let last: Int64
    /// Whether a signal came of it.
    public let hasSignals: Bool
    /// Sorted; a sighting's `handle` is the number of its record.
    public let facts: [StoredFact]

    public init(group: UInt64, first: Int64, last: Int64, hasSignals: Bool, facts: [StoredFact]) {
        self.group = group
        self.first = first
        self.last = last
        self.hasSignals = hasSignals
        self.facts = facts
    }

    private struct Kept: Hashable {
        let sighting: Sighting
        let record: UInt64
    }

    /// The facts as they are kept: each sighting once, then what refers to them.
    var encodedFacts: [UInt8] {
        var numbers: [Kept: Int] = [:]
        var sightings: [Sighting] = []
        // Nearly all units are small: then looking through a few is quicker than a table.
        let isSmall = facts.count <= 16
        func number(_ sighting: Sighting) -> Int {
            // Copies of one entry with different contents have records of their own.
            let kept = Kept(sighting: sighting, record: sighting.handle)
            let known =
                isSmall
                ? sightings.firstIndex { $0 == sighting && $0.handle == sighting.handle } : numbers[kept]
            if let known { return known }
            if !isSmall { numbers[kept] = sightings.count }
            sightings.append(sighting)
            return sightings.count - 1
        }
        var body = ByteWriter()
        body.number(facts.count)
        for fact in facts {
            body.number(fact.correlation)
            body.word(fact.value)
            body.number(number(fact.first))
            body.number(number(fact.last))
            body.number(UInt64(fact.count))
        }
        var whole = ByteWriter()
        StoredSightings.write(sightings, to: &whole)
        return whole.bytes + body.bytes
    }

    static func facts(_ bytes: [UInt8]) throws(ByteReader.Damaged) -> [StoredFact] {
        var reader = ByteReader(bytes)
        let sightings = try StoredSightings.read(from: &reader)
        func sighting() throws(ByteReader.Damaged) -> Sighting {
            let number = try reader.integer()
            guard sightings.indices.contains(number) else { throw ByteReader.Damaged() }
            return sightings[number]
        }
        var facts: [StoredFact] = []
        for _ in 0..<(try reader.count()) {
            let correlation = try reader.integer()
            let value = try reader.word()
            let (first, last) = (try sighting(), try sighting())
            facts.append(
                StoredFact(
                    correlation: correlation, value: value, first: first, last: last,
                    count: UInt32(truncatingIfNeeded: try reader.number())))
        }
        return facts
    }
}
