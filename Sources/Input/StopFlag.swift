import Synchronization

/// Asks readers to end before their inputs do. Setting it is safe from any thread and in a signal handler.
public final class StopFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    public init() {}

    public func set() { flag.store(true, ordering: .relaxed) }

    public var isSet: Bool { flag.load(ordering: .relaxed) }
}
