import Input

/// The state of the whole scan, to which all workers add.
final class SharedState: Sendable {
    private let state: Guarded<ScanState>

    init(_ state: ScanState) {
        self.state = Guarded(state)
    }

    func merge(_ part: ScanState) {
        state.withLock { $0.merge(part) }
    }

    /// A copy of all that was added so far.
    var current: ScanState { state.withLock { $0 } }

    /// Distinct entries so far, for progress.
    var entries: Int { state.withLock { $0.counts.entries } }
}

/// The paths of inputs by their numbers.
struct InputNames: Sendable {
    let paths: [String]

    subscript(input: Int) -> String { input < paths.count ? paths[input] : "?" }
}
