import Model

/// Whose data could have reached whom, as the signals of an incident show it.
enum IncidentFlows {
    /// Of a signal with more users than this, only the first ones by id are paired: pairs grow with the square.
    private static let pairingLimit = 16

    /// The flows of all signals, sorted, each once. Two users of whom it is known which way, are not listed as
    /// having met besides.
    ///
    /// Where no entry of a signal says which way data took, its users are taken to have met. Signals of level low
    /// say nothing about data that reached anybody.
    static func of(_ signals: [Signal]) -> [DataFlow] {
        var flows: Set<DataFlow> = []
        for signal in signals where signal.rules.contains(where: { $0.level >= .medium }) {
            let stated = signal.evidence.flatMap(\.flows)
            flows.formUnion(stated)
            if stated.isEmpty { flows.formUnion(pairs(signal.users)) }
        }
        return settled(flows)
    }

    /// The flows sorted; those of unknown direction only where no other one has the same two users.
    static func settled(_ flows: Set<DataFlow>) -> [DataFlow] {
        let known = Set(flows.lazy.filter(\.isDirected).compactMap { DataFlow(between: $0.from, and: $0.to) })
        return flows.filter { $0.isDirected || !known.contains($0) }.sorted()
    }

    private static func pairs(_ users: [String]) -> [DataFlow] {
        let paired = users.prefix(pairingLimit)
        return paired.indices.flatMap { first in
            paired[(first + 1)...].compactMap { DataFlow(between: paired[first], and: $0) }
        }
    }
}
