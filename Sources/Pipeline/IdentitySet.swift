import Input
import Model

/// The entries read so far, as 64-bit fingerprints, to know repeats; shared by all threads.
///
/// At most 16 bytes an entry: open addressing in parts that grow one by one. The fingerprint is salted anew
/// in each run, or by a store's own salt, so that nobody can choose an insertId that hides another entry.
final class IdentitySet: Sendable {
    private static let partBits: UInt64 = 8

    private let parts: [Part]
    private let salt: UInt64

    init(salt: UInt64 = .random(in: .min ... .max)) {
        self.salt = salt
        parts = (0..<(1 << Self.partBits)).map { _ in Part() }
    }

    /// Adds an identity; false where it is in already.
    func insert(_ identity: EntryIdentity) -> Bool { insert(fingerprint(of: identity)) }

    /// What stands for an identity.
    func fingerprint(of identity: EntryIdentity) -> UInt64 {
        let mixed = Hashing.mix(identity.high ^ salt, identity.low ^ 0x9E37_79B9_7F4A_7C15) ^ identity.low
        // Zero marks an empty slot.
        return mixed == 0 ? 1 : mixed
    }

    /// Adds a fingerprint; false where it is in already.
    @discardableResult
    func insert(_ fingerprint: UInt64) -> Bool {
        parts[Int(fingerprint >> (64 - Self.partBits))].insert(fingerprint)
    }

    private final class Part: Sendable {
        private let table = Guarded(Table())

        func insert(_ fingerprint: UInt64) -> Bool {
            table.withLock { $0.insert(fingerprint) }
        }
    }

    private struct Table: ~Copyable {
        private var slots = [UInt64](repeating: 0, count: 64)
        private var count = 0

        mutating func insert(_ fingerprint: UInt64) -> Bool {
            if count * 4 >= slots.count * 3 { grow() }
            guard place(fingerprint) else { return false }
            count += 1
            return true
        }

        private mutating func place(_ fingerprint: UInt64) -> Bool {
            let mask = slots.count - 1
            var position = Int(truncatingIfNeeded: fingerprint) & mask
            while slots[position] != 0 {
                if slots[position] == fingerprint { return false }
                position = (position + 1) & mask
            }
            slots[position] = fingerprint
            return true
        }

        private mutating func grow() {
            let old = slots
            slots = [UInt64](repeating: 0, count: old.count * 2)
            for fingerprint in old where fingerprint != 0 { _ = place(fingerprint) }
        }
    }
}
