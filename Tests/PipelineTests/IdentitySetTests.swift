import Model
import Testing

@testable import Pipeline

@Suite struct IdentitySetTests {
    /// Enough for each part to grow several times.
    private static let count: UInt64 = 100_000

    private static func identity(_ number: UInt64) -> EntryIdentity {
        EntryIdentity(high: Hashing.mix(number, 0x9E37_79B9_7F4A_7C15), low: number)
    }

    @Test func eachIsNewOnce() {
        let set = IdentitySet(salt: 7)
        for round in 0..<2 {
            for number in 0..<Self.count {
                #expect(set.insert(set.prepare(Self.identity(number))) == (round == 0))
            }
        }
        #expect(set.insert(set.prepare(Self.identity(Self.count))))
    }

    /// Fingerprints that are to stand in one place, at the end of a table: they go on at its start.
    @Test(arguments: [0xFFFF_FFFF, 1] as [UInt64])
    func thoseOfOnePlaceAreToldApart(low: UInt64) {
        let set = IdentitySet(salt: 7)
        let all = (0..<300).map { UInt64($0) << 32 | low }
        for fingerprint in all { #expect(set.insert(fingerprint)) }
        for fingerprint in all { #expect(!set.insert(fingerprint)) }
    }

    @Test func theSameSaltGivesTheSameFingerprints() {
        let identity = Self.identity(3)
        #expect(IdentitySet(salt: 1).prepare(identity) == IdentitySet(salt: 1).fingerprint(of: identity))
        #expect(
            IdentitySet(salt: 1).fingerprint(of: identity) != IdentitySet(salt: 2).fingerprint(of: identity))
    }

    /// For the thread sanitizer, too.
    @Test func ofSeveralThreadsOneIsTheFirst() async {
        let set = IdentitySet(salt: 7)
        let firsts = await withTaskGroup(of: Int.self) { group in
            for start in 0..<UInt64(4) {
                group.addTask {
                    (0..<Self.count).count {
                        set.insert(set.prepare(Self.identity(($0 + start * 25_000) % Self.count)))
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(firsts == Int(Self.count))
    }
}
