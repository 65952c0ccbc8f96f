import Model

extension EntryIdentity {
    /// The identity of an entry that has no insertId: of all its content.
    init(ofContent root: JSONValue) {
        self.init(high: Self.hash(root, seed: 1), low: Self.hash(root, seed: 2))
    }

    /// The identity of an entry: of its log name (which begins with the project), time and insertId (LogEntry
    /// v2, `insertId`).
    init(timestamp: Timestamp?, insertID: Bytes, logName: Bytes) {
        // Cloud Logging drops a leading slash of the log name when it is written.
        let name = logName.first == 0x2F ? logName.slice(1, logName.count - 1) : logName
        let time = UInt64(bitPattern: timestamp?.nanoseconds ?? .min)
        let place = Hashing.hash(name, seed: time)
        self.init(
            high: Hashing.hash(insertID, seed: place),
            low: Hashing.hash(insertID, seed: Hashing.mix(place, 0xC2B2_AE3D_27D4_EB4F)))
    }

    /// A hash of a value that does not depend on the order of an object's members.
    private static func hash(_ value: JSONValue, seed: UInt64) -> UInt64 {
        switch value.kind {
        case .object:
            var sum = seed &+ 0x6F
            for (key, member) in value.members {
                sum = sum &+ Hashing.mix(Hashing.hash(key, seed: seed), hash(member, seed: seed ^ 0x5B))
            }
            return Hashing.mix(sum, 0x9FB2_1C65_1E98_DF25)
        case .array:
            var state = seed &+ 0xA1
            for element in value.elements {
                state = Hashing.mix(state ^ hash(element, seed: seed), 0xA076_1D64_78BD_642F)
            }
            return state
        case .string: return Hashing.hash(value.stringBytes, seed: seed ^ 0x22)
        case .integer, .unsigned, .double:
            return Hashing.mix(value.numberBits ^ 0xE703_7ED1_A0B4_28DB, seed &+ UInt64(value.kind.rawValue))
        case .yes, .no, .null:
            return Hashing.mix(UInt64(value.kind.rawValue), seed ^ 0x8EBC_6AF0_9C88_C6E3)
        }
    }
}
