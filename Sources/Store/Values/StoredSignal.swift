import Model

/// A signal with what is needed to add to it later.
public struct StoredSignal: Sendable {
    /// Its number in the store; 0 before it has one.
    public var number: Int64 = 0
    /// Its incident's id; empty before it has one.
    public var incident = ""
    /// What signals that may become one have in common: of detections a hash of their rules and ids, of a
    /// correlation the hash of its group.
    public let key: UInt64
    /// A hash of all that its entries and the rules decide: the same for the same findings.
    public let print: UInt64
    /// How many entries were counted, which may be fewer than are shown (see `SignalEpisode.counted`).
    public let counted: Int
    /// The entries that prove it; a sighting's `handle` is the number of its record.
    public let sightings: [Sighting]
    public let signal: Signal

    public init(key: UInt64, print: UInt64, counted: Int, sightings: [Sighting], signal: Signal) {
        self.key = key
        self.print = print
        self.counted = counted
        self.sightings = sightings
        self.signal = signal
    }

    /// Event time of the first and last entry; `Sighting.untimed` for those without one.
    var first: Int64 { signal.firstSeen?.nanoseconds ?? Sighting.untimed }
    var last: Int64 { signal.lastSeen?.nanoseconds ?? Sighting.untimed }

    /// All but the evidence and what has columns of its own.
    func body(rules: [Int64]) -> [UInt8] {
        var writer = ByteWriter()
        writer.number(rules.count)
        for rule in rules { writer.number(UInt64(rule)) }
        writer.texts(signal.users)
        writer.texts(signal.cutUsers)
        writer.lists(signal.scopes)
        writer.texts(signal.services)
        writer.texts(signal.revisions)
        writer.number(signal.count)
        writer.number(signal.evidenceCount)
        writer.number(counted)
        StoredSightings.write(sightings, to: &writer)
        return writer.bytes
    }
}

/// What `StoredSignal.body` holds.
struct SignalBody {
    let rules: [Int64]
    let users: [String]
    let cutUsers: [String]
    let scopes: [String: [String]]
    let services: [String]
    let revisions: [String]
    let count: Int
    let evidenceCount: Int
    let counted: Int
    let sightings: [Sighting]

    init(_ bytes: [UInt8]) throws(ByteReader.Damaged) {
        var reader = ByteReader(bytes)
        var rules: [Int64] = []
        for _ in 0..<(try reader.count()) { rules.append(Int64(truncatingIfNeeded: try reader.number())) }
        self.rules = rules
        users = try reader.texts()
        cutUsers = try reader.texts()
        scopes = try reader.lists()
        services = try reader.texts()
        revisions = try reader.texts()
        count = try reader.integer()
        evidenceCount = try reader.integer()
        counted = try reader.integer()
        sightings = try StoredSightings.read(from: &reader)
    }
}
