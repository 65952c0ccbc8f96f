import CPrefetch
import Model
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The entries read so far, as 64-bit fingerprints, to know repeats; shared by all threads.
///
/// At most 16 bytes an entry: open addressing in parts that grow one by one. The fingerprint is salted anew
/// in each run, or by a store's own salt, so that nobody can choose an insertId that hides another entry.
///
/// The tables are larger than caches, so that a look would wait for memory; whoever has something else to do first
/// asks for the place with `prepare`.
// Sendable: a part's table is touched with its lock held; what `prepare` reads without it is atomic.
final class IdentitySet: @unchecked Sendable {
    private static let partBits: UInt64 = 8
    /// A line of the cache.
    private static let lineBytes = 64
    private static let partCount = 1 << Int(partBits)

    private let parts: UnsafeMutablePointer<Part>
    /// Where the tables are, side by side: those who look for a place do not wait for those who take one.
    private let places: UnsafeMutablePointer<Place>
    private let salt: UInt64

    init(salt: UInt64 = .random(in: .min ... .max)) {
        self.salt = salt
        parts = UnsafeMutableRawPointer.allocate(
            byteCount: Self.partCount * MemoryLayout<Part>.stride, alignment: Self.lineBytes
        ).bindMemory(to: Part.self, capacity: Self.partCount)
        places = .allocate(capacity: Self.partCount)
        for index in 0..<Self.partCount {
            (parts + index).initialize(to: Part())
            (places + index).initialize(to: Place())
        }
    }

    deinit {
        for index in 0..<Self.partCount { places[index].slots?.deallocate() }
        parts.deinitialize(count: Self.partCount)
        places.deinitialize(count: Self.partCount)
        parts.deallocate()
        places.deallocate()
    }

    /// What stands for an identity.
    func fingerprint(of identity: EntryIdentity) -> UInt64 {
        let mixed = Hashing.mix(identity.high ^ salt, identity.low ^ 0x9E37_79B9_7F4A_7C15) ^ identity.low
        // Zero marks an empty slot.
        return mixed == 0 ? 1 : mixed
    }

    /// What stands for an identity that is to be inserted soon: its place is fetched meanwhile.
    func prepare(_ identity: EntryIdentity) -> UInt64 {
        let fingerprint = fingerprint(of: identity)
        let index = Self.part(of: fingerprint)
        places[index].prefetch(fingerprint)
        crosstalk_prefetch_to_write(parts + index)
        return fingerprint
    }

    /// Adds a fingerprint; false where it is in already.
    @discardableResult
    func insert(_ fingerprint: UInt64) -> Bool {
        let index = Self.part(of: fingerprint)
        parts[index].lock()
        defer { parts[index].unlock() }
        let count = parts[index].count.load(ordering: .relaxed)
        guard places[index].insert(fingerprint, beside: count) else { return false }
        parts[index].count.store(count &+ 1, ordering: .relaxed)
        return true
    }

    private static func part(of fingerprint: UInt64) -> Int {
        Int(truncatingIfNeeded: fingerprint &>> (64 - partBits))
    }

    /// A lock, and what changes with each entry: a line of the cache of its own.
    private struct Part: ~Copyable {
        private let isLocked = Atomic<Bool>(false)
        /// Only touched with the lock held.
        let count = Atomic<Int>(0)
        private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)

        /// Waits a moment where another thread is in the same part, which is rare; longer where it had to stop there.
        @inline(__always)
        func lock() {
            while isLocked.exchange(true, ordering: .acquiring) { wait() }
        }

        @inline(__always)
        func unlock() {
            isLocked.store(false, ordering: .releasing)
        }

        @inline(never)
        private func wait() {
            for _ in 0..<100 where !isLocked.load(ordering: .relaxed) { return }
            sched_yield()
        }
    }

    /// Open addressing: fingerprints stand in the order of their lower halves, but for those that had to give way,
    /// so that growing reads and writes memory from one end to the other.
    private struct Place: ~Copyable {
        private static let smallest: UInt64 = 64
        private let address = Atomic<UInt>(0)
        private let size = Atomic<UInt64>(0)

        var slots: UnsafeMutablePointer<UInt64>? {
            UnsafeMutablePointer(bitPattern: address.load(ordering: .relaxed))
        }

        @inline(__always)
        private static func position(of fingerprint: UInt64, _ size: UInt64) -> Int {
            Int(truncatingIfNeeded: ((fingerprint & 0xFFFF_FFFF) &* size) &>> 32)
        }

        /// Without the lock, so perhaps for a table that is gone: then in vain.
        @inline(__always)
        func prefetch(_ fingerprint: UInt64) {
            let start = address.load(ordering: .relaxed)
            let offset = Self.position(of: fingerprint, size.load(ordering: .relaxed)) &* 8
            crosstalk_prefetch_to_write(
                UnsafeRawPointer(bitPattern: start &+ UInt(truncatingIfNeeded: offset)))
        }

        @inline(__always)
        func insert(_ fingerprint: UInt64, beside count: Int) -> Bool {
            var size = size.load(ordering: .relaxed)
            if UInt64(count) &* 4 >= size &* 3 {
                grow(size)
                size = self.size.load(ordering: .relaxed)
            }
            return slots.map { Self.place(fingerprint, $0, size) } ?? false
        }

        @inline(__always)
        private static func place(
            _ fingerprint: UInt64, _ slots: UnsafeMutablePointer<UInt64>, _ size: UInt64
        ) -> Bool {
            var position = position(of: fingerprint, size)
            while slots[position] != 0 {
                if slots[position] == fingerprint { return false }
                position &+= 1
                if position == size { position = 0 }
            }
            slots[position] = fingerprint
            return true
        }

        /// By half, so that no more than half of the slots are ever free.
        @inline(never)
        private func grow(_ size: UInt64) {
            let larger = max(Self.smallest, size / 2 * 3)
            let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: Int(larger))
            slots.initialize(repeating: 0, count: Int(larger))
            if let old = self.slots {
                for index in 0..<Int(size) where old[index] != 0 { _ = Self.place(old[index], slots, larger) }
                old.deallocate()
            }
            address.store(UInt(bitPattern: slots), ordering: .relaxed)
            self.size.store(larger, ordering: .relaxed)
        }
    }
}
