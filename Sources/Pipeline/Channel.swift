/// Hands values from threads that make them to threads that use them; makers wait while it is full.
// Sendable: the fields are touched under the condition's lock only.
final class Channel<Element: Sendable>: @unchecked Sendable {
    private let condition = Condition()
    private let capacity: Int
    private var waiting: [Element] = []
    private var makers: Int

    /// A channel that holds `capacity` values and ends when `makers` threads have called `finish`.
    init(capacity: Int, makers: Int) {
        self.capacity = capacity
        self.makers = makers
        waiting.reserveCapacity(capacity)
    }

    func send(_ element: Element) {
        condition.withLock {
            while waiting.count >= capacity { condition.wait() }
            waiting.append(element)
            condition.wakeAll()
        }
    }

    /// Says that this maker has no more values.
    func finish() {
        condition.withLock {
            makers -= 1
            condition.wakeAll()
        }
    }

    /// The oldest value; nil once all makers have finished and nothing is left.
    func receive() -> Element? {
        condition.withLock {
            while waiting.isEmpty {
                if makers == 0 { return nil }
                condition.wait()
            }
            condition.wakeAll()
            return waiting.removeFirst()
        }
    }
}
