/// The users at work at one time: each holds one connection and thread, and sends one request after another.
struct Sessions {
    private struct Session {
        var scope: Scope
        var entriesLeft: Int
        var requestsLeft: Int
    }

    /// Users of ordinary traffic have the serial numbers below this; planted failures have those above.
    static let userCount = 5000
    private static let atOneTime = 64

    private(set) var requestCount = 0
    private(set) var connectionCount = 0
    private var active: [Session] = []

    /// The scope of the next entry of some active session.
    mutating func next(_ random: inout SplitMix64) -> Scope {
        let slot = random.below(Self.atOneTime)
        if slot >= active.count {
            active.append(open(&random))
            return active[active.count - 1].scope
        }
        advance(slot, &random)
        return active[slot].scope
    }

    /// A scope of its own for a planted failure.
    mutating func open(user: Int) -> Scope {
        connectionCount += 1
        requestCount += 1
        return Scope(
            user: Identifiers.user(user), request: Identifiers.request(requestCount),
            connection: Identifiers.connection(connectionCount),
            thread: Identifiers.thread(connectionCount), run: Identifiers.run(connectionCount))
    }

    private mutating func advance(_ slot: Int, _ random: inout SplitMix64) {
        if active[slot].entriesLeft > 0 {
            active[slot].entriesLeft -= 1
        } else if active[slot].requestsLeft > 0 {
            requestCount += 1
            active[slot].requestsLeft -= 1
            active[slot].entriesLeft = Self.entriesOfRequest(&random)
            active[slot].scope.request = Identifiers.request(requestCount)
        } else {
            active[slot] = open(&random)
        }
    }

    private mutating func open(_ random: inout SplitMix64) -> Session {
        let scope = open(user: random.below(Self.userCount))
        let entries = Self.entriesOfRequest(&random)
        return Session(scope: scope, entriesLeft: entries, requestsLeft: random.below(8))
    }

    /// How many entries follow a request's first one; six entries a request on average.
    private static func entriesOfRequest(_ random: inout SplitMix64) -> Int {
        2 + random.below(7)
    }
}
