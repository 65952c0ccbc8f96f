import Input
import Model
import Store

/// The entries of earlier runs, brought into the set of those of this run by quarters of an hour as they are met.
final class IdentityHistory: Sendable {
    let identities: IdentitySet
    private let store: Store
    private let state = Guarded(State())

    private struct State {
        var loaded: Set<Int64> = []
        var failure: StoreError?
    }

    init(store: Store) {
        self.store = store
        identities = IdentitySet(salt: store.salt)
    }

    /// Why a quarter could not be read: then repeats were taken for new entries.
    var failure: StoreError? { state.withLock { $0.failure } }

    /// Makes sure that the entries of a quarter are in the set.
    func load(quarter: Int64) {
        state.withLock { state in
            guard state.loaded.insert(quarter).inserted else { return }
            do throws(StoreError) {
                let known = try store.read { try $0.fingerprints(ofQuarter: quarter) }
                for fingerprint in known { identities.insert(fingerprint) }
            } catch {
                state.failure = error
            }
        }
    }
}

/// What one worker adds to the history.
final class IdentityLog {
    /// New fingerprints by quarter.
    private(set) var added: [Int64: [UInt64]] = [:]
    private let history: IdentityHistory
    private var loaded: Set<Int64> = []
    // Neighbours are mostly of one quarter.
    private var current = Int64.max
    private var fresh: [UInt64] = []

    init(_ history: IdentityHistory) {
        self.history = history
    }

    /// Whether the entry of a fingerprint is seen for the first time, in this run and all before.
    func insert(_ fingerprint: UInt64, at time: Timestamp?) -> Bool {
        let quarter = StoreTransaction.quarter(of: time)
        if quarter != current { turn(to: quarter) }
        guard history.identities.insert(fingerprint) else { return false }
        fresh.append(fingerprint)
        return true
    }

    private func turn(to quarter: Int64) {
        flush()
        current = quarter
        if loaded.insert(quarter).inserted { history.load(quarter: quarter) }
    }

    /// Makes `added` complete.
    func flush() {
        guard !fresh.isEmpty else { return }
        added[current, default: []] += fresh
        fresh.removeAll(keepingCapacity: true)
    }
}
