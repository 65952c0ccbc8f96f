import Model

/// The states of a correlator's correlations, by the slots of its routes.
// Sendable: a correlator changes only tables that nobody else holds, and copies them before that.
final class CorrelatorTables: @unchecked Sendable {
    /// Of the correlations whose state is compact.
    let episodes: UnsafeMutableBufferPointer<EpisodeTable>
    /// Of all others.
    let logs: UnsafeMutableBufferPointer<EventLog>

    private init(episodeCount: Int, logCount: Int) {
        episodes = .allocate(capacity: episodeCount)
        logs = .allocate(capacity: logCount)
    }

    /// Empty tables: compact ones of these timespans, and logs.
    convenience init(spans: [Nanoseconds], logCount: Int) {
        self.init(episodeCount: spans.count, logCount: logCount)
        for (slot, span) in spans.enumerated() {
            episodes.initializeElement(at: slot, to: EpisodeTable(span: span))
        }
        for slot in logs.indices { logs.initializeElement(at: slot, to: EventLog()) }
    }

    deinit {
        for slot in episodes.indices { episodes.deinitializeElement(at: slot) }
        for slot in logs.indices { logs.deinitializeElement(at: slot) }
        episodes.deallocate()
        logs.deallocate()
    }

    func copy() -> CorrelatorTables {
        let copy = CorrelatorTables(episodeCount: episodes.count, logCount: logs.count)
        for slot in episodes.indices { copy.episodes.initializeElement(at: slot, to: episodes[slot].copy()) }
        for slot in logs.indices { copy.logs.initializeElement(at: slot, to: logs[slot]) }
        return copy
    }

    func merge(_ other: CorrelatorTables) {
        for slot in episodes.indices { episodes[slot].merge(other.episodes[slot]) }
        for slot in logs.indices { logs[slot].merge(other.logs[slot]) }
    }

    func updateSightings(_ body: (inout Sighting) -> Void) {
        for slot in episodes.indices { episodes[slot].updateSightings(body) }
        for slot in logs.indices { logs[slot].updateSightings(body) }
    }

    func reset() {
        for slot in episodes.indices { episodes[slot].reset() }
        for slot in logs.indices { logs[slot].reset() }
    }
}
