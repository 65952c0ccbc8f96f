import Model

/// The stretch of time in which a store may have signals that one of these times belongs with.
struct SignalReach {
    let from: Int64
    let to: Int64

    /// - Parameter gap: How far apart is still together.
    init(first: Timestamp?, last: Timestamp?, gap: Nanoseconds) {
        guard let first, let last else {
            (from, to) = (Sighting.untimed, Sighting.untimed)
            return
        }
        // Nothing of an untimed signal is within reach of a time.
        from = max(Sighting.untimed + 1, first.advanced(by: -gap).nanoseconds)
        to = last.advanced(by: gap).nanoseconds
    }
}
